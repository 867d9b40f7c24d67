"""What a person has reported in communities, and what they said against decisions."""

from community.models import CaseAppeal, ContentReport
from companies.account.personal import Rows, personal_data
from companies.models import User


@personal_data("community_reports")
def reports(user: User) -> Rows:
    """Their own words, and what became of it."""
    for one in ContentReport.objects.filter(user=user).select_related("case").order_by("pk").iterator(chunk_size=1000):
        yield {
            "title": one.case.title,
            "reason": one.reason,
            "note": one.note,
            "created_at": one.created_at,
            "state": one.case.state,
        }


@personal_data("community_appeals")
def appeals(user: User) -> Rows:
    for one in CaseAppeal.objects.filter(user=user).select_related("case").order_by("pk").iterator(chunk_size=1000):
        yield {"title": one.case.title, "words": one.words, "created_at": one.created_at, "outcome": one.outcome}
