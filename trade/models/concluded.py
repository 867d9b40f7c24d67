"""What follows from an accepted quotation in the same transaction, registered by the parts above."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from portal.core.actor import Actor

if TYPE_CHECKING:
    from trade.models.quotation import Quotation

Follower = Callable[["Quotation", Actor], None]
FOLLOWERS: list[Follower] = []


def on_concluded(follow: Follower) -> Follower:
    """Call `follow` under the quotation's lock as soon as it is accepted; what it raises undoes the acceptance."""
    FOLLOWERS.append(follow)
    return follow
