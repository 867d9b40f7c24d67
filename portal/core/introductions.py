"""How two companies are brought together: the app that holds conversations says how, others only ask for it.

So a matchmaking desk can open a conversation between two firms without knowing what one is.
"""

from collections.abc import Callable
from typing import Any

from portal.core.actor import Actor

Introducer = Callable[[str, Any, Actor, str], str]
INTRODUCERS: list[Introducer] = []


def introducer(introduce: Introducer) -> Introducer:
    """Register what opens the conversation about a subject (portal.core.subjects) and says the first words in it.

    It is called as `introduce(kind, subject, by, words)` and gives the conversation's reference.
    """
    INTRODUCERS[:] = [introduce]
    return introduce


def introduce(kind: str, subject: Any, by: Actor, words: str) -> str:
    """Open it; raises what the conversation raises (Refused, PermissionDenied). Empty where nothing holds any."""
    return INTRODUCERS[0](kind, subject, by, words) if INTRODUCERS else ""
