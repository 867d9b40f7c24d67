"""What a person has reported, looked at and set aside."""

from catalog.reports.models import Report
from catalog.seen import Seen, SeenSetting
from catalog.shortlists import ShortlistItem
from companies.account.personal import Rows, on_farewell, personal_data
from companies.models import User


@personal_data("reports")
def reports(user: User) -> Rows:
    """Their own words, and what became of it; nothing of the company it was about."""
    for one in Report.objects.filter(user=user).select_related("case").order_by("pk").iterator(chunk_size=1000):
        yield {
            "about": f"{one.case.kind} {one.case.key}",
            "title": one.case.title,
            "reason": one.reason,
            "note": one.note,
            "created_at": one.created_at,
            "state": one.case.state,
        }


@personal_data("looked_at")
def looked_at(user: User) -> Rows:
    rows = Seen.objects.filter(user=user).order_by("seen_at")
    for one in rows.values("product__ref", "seen_at").iterator(chunk_size=1000):
        yield {"product": one["product__ref"], "seen_at": one["seen_at"]}


@personal_data("set_aside")
def set_aside(user: User) -> Rows:
    """What they put on shortlists of their company."""
    for one in ShortlistItem.objects.filter(added_by=user).select_related("shortlist").order_by("pk"):
        yield {"shortlist": one.shortlist.name, "item": str(one)}


@on_farewell
def forget_looks(user: User) -> None:
    """What somebody looked at is nobody's matter once they are gone."""
    Seen.objects.filter(user=user).delete()
    SeenSetting._default_manager.filter(user=user).delete()
