"""Who vouches for whom, who agrees, and who takes it back."""

from typing import TYPE_CHECKING

from community.permissions import can_run_community
from companies.models import Company, Membership
from companies.permissions import can_edit_company
from portal.core.actor import Actor

if TYPE_CHECKING:
    from community.models import Community
    from community.vouching.models import Vouching

LEAST_TIER = Company.Tier.DOCUMENTS


def can_vouch_in(actor: Actor, community: "Community") -> bool:
    """A person of an intermediary that runs the community and whose own documents were checked."""
    company = actor.company
    if company is None or actor.user is None or actor.scopes is not None or actor.through is not None:
        return False
    return company.runs_communities and company.tier >= LEAST_TIER and can_run_community(actor, community)


def are_one(first: Company, other: Company) -> bool:
    """Whether somebody acts for both: nobody vouches for themselves."""
    people = Membership.objects.filter(company=first).values("user_id")
    return first.pk == other.pk or Membership.objects.filter(company=other, user_id__in=people).exists()


def can_answer_vouching(actor: Actor, vouching: "Vouching") -> bool:
    return can_edit_company(actor, vouching.company) and actor.user is not None and actor.scopes is None


def can_revoke_vouching(actor: Actor, vouching: "Vouching") -> bool:
    """Whoever runs communities for who vouched, whether it still runs this one or not."""
    acts = actor.acts_for(vouching.voucher_id) and actor.may("run_communities")
    return acts and actor.user is not None and actor.scopes is None
