"""How many conversations wait to be read, for the head of every page: one query, kept until something changes."""

from typing import Any

from django.core.cache import cache

from consultations.inbox.rows import Tab, condition, placed
from consultations.live.unread import key_of
from portal.core.actor import Actor

KEPT = 60  # seconds: what changes without a message (a sleeping conversation wakes) is seen after that
MOST = 100  # beyond, the number says nothing more


def unread_rooms(actor: Actor, only_kept: bool = False, anew: bool = False) -> int:
    """Conversations in the inbox with words that this person has not read, without the muted ones.

    With `only_kept` nothing is asked of the database: 0 where it was not counted a moment ago. With `anew` it is
    counted whatever was kept: a cache that was away may not have heard that there is something new.
    """
    if actor.company is None or actor.user is None:
        return 0
    key = key_of(actor.company_id)
    kept: dict[int, int] = cache.get(key) or {}
    if only_kept:
        return kept.get(actor.user_id, 0)
    if anew or actor.user_id not in kept:
        kept = {**kept, actor.user_id: counted(actor)}
        cache.set(key, kept, KEPT)
    return kept[actor.user_id]


def counted(actor: Actor) -> int:
    rows: Any = placed(actor).filter(condition(Tab.UNREAD, actor)).exclude(mutes__user_id=actor.user_id)
    return len(rows.order_by().values_list("pk", flat=True)[:MOST])
