"""Who opens a joint purchase, who pledges, and who sees what of it."""

from typing import TYPE_CHECKING

from community.permissions import can_run_community, role_in
from portal.core.actor import Actor

if TYPE_CHECKING:
    from community.models import Community
    from trade.rounds.parts import Pledge
    from trade.rounds.round_row import RoundRow


def can_open_round(actor: Actor, community: "Community") -> bool:
    """A steward who may also buy for its company: in the end that company asks or orders."""
    return can_run_community(actor, community) and actor.may("buy")


def can_run_round(actor: Actor, purchase: "RoundRow") -> bool:
    """Also in a community that was closed since: what has come of it is still to be brought to its end."""
    may = actor.may("run_communities") and actor.may("buy")
    return may and role_in(actor, purchase.community) == "steward"


def can_pledge(actor: Actor, purchase: "RoundRow") -> bool:
    """Who buys for a member company; not for the one that would sell, and not for an observer."""
    if actor.company is None or actor.user is None or actor.acts_for(purchase.supplier_id):
        return False
    if purchase.community.is_closed:
        return False
    return actor.may("buy") and role_in(actor, purchase.community) in {"steward", "moderator", "member"}


def can_ask_release(actor: Actor, pledge: "Pledge") -> bool:
    """Who buys for a company that has left and is bound by its pledge still."""
    return actor.acts_for(pledge.company_id) and actor.may("buy") and pledge.stays_since is not None


def can_see_quantities(actor: Actor, purchase: "RoundRow") -> bool:
    """Who takes how much: stewards always, the other members where the round says so, nobody else."""
    role = role_in(actor, purchase.community)
    return role == "steward" or (bool(role) and purchase.sight == purchase.Sight.ALL)
