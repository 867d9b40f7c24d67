"""Who keeps cases in a community, and whom a case concerns."""

from typing import TYPE_CHECKING

from community.permissions import can_moderate_community
from portal.core.actor import Actor

if TYPE_CHECKING:
    from community.casework.models import Case
    from community.models import Community


def can_keep_cases(actor: Actor, community: "Community") -> bool:
    """Its stewards and moderators: people of theirs, not somebody who acts for them under a mandate, and no key."""
    return actor.user is not None and actor.mandate is None and can_moderate_community(actor, community)


def can_consent(actor: Actor, case: "Case") -> bool:
    """Whether its figures are counted and named: owners and managers of the company that the case is for."""
    own = actor.user is not None and actor.mandate is None and actor.through is None
    return own and actor.acts_for(case.company_id) and actor.may("edit_company")
