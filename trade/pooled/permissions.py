"""Who answers a request together, and who sees which figures of it. The buyer is never among them."""

from typing import TYPE_CHECKING

from community.permissions import role_in
from portal.core.actor import Actor

if TYPE_CHECKING:
    from community.models import Community
    from trade.pooled.models import CapacityPool

MEMBERS = {"steward", "moderator", "member"}


def can_open_pool(actor: Actor, community: "Community") -> bool:
    return may_sell_in(actor, community) and not community.is_closed


def may_sell_in(actor: Actor, community: "Community") -> bool:
    """Who sells for a member company, the intermediary's included; the request must be open to it as well."""
    return actor.user is not None and actor.may("sell") and role_in(actor, community) in MEMBERS


def can_promise(actor: Actor, pool: "CapacityPool") -> bool:
    """Also where the community was closed since: an answer that was begun is brought to its end."""
    return may_sell_in(actor, pool.community) and not actor.acts_for(pool.rfq.company_id)


def can_lead_pool(actor: Actor, pool: "CapacityPool") -> bool:
    return actor.acts_for(pool.lead_id) and actor.may("sell") and role_in(actor, pool.community) in MEMBERS
