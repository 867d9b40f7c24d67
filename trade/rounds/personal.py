"""The pledges that a person made."""

from companies.account.personal import Rows, personal_data
from companies.models import User
from trade.rounds.models import PledgeChange


@personal_data("pledges")
def pledges(user: User) -> Rows:
    """Every change they made to a pledge of their company."""
    rows = PledgeChange.objects.filter(user=user).select_related("pledge__round", "pledge__company").order_by("pk")
    for one in rows.iterator(chunk_size=1000):
        yield {
            "joint_purchase": one.pledge.round.ref,
            "about": one.pledge.round.title,
            "company": one.pledge.company.name,
            "change": one.kind,
            "quantity": str(one.quantity),
            "reason": one.reason,
            "at": one.created_at,
        }
