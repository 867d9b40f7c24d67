"""What a person has reported."""

from catalog.reports.models import Report
from companies.account.personal import Rows, personal_data
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
