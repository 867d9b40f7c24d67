"""The next thing to do, for this person in this company: each app says what it would have them do.

The steps are asked in the order of their rank, and the first that has something to say is the one that is shown.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

from portal.core.actor import Actor


@dataclass(frozen=True)
class NextStep:
    """`title` says what, `text` why it is worth it, `verb` stands on the button that leads to `url`.

    `is_calm` is for what nobody waits for.
    """

    icon: str
    title: Any
    text: Any
    verb: Any
    url: str
    is_calm: bool = False


Finder = Callable[[Actor], NextStep | None]
FINDERS: list[tuple[int, Finder]] = []


def next_step(rank: int) -> Callable[[Finder], Finder]:
    """Add a step. Ranks below 30: somebody waits; from 30: something runs out; from 40: the company's own house."""

    def register(find: Finder) -> Finder:
        FINDERS.append((rank, find))
        FINDERS.sort(key=lambda pair: pair[0])
        return find

    return register


def next_step_of(actor: Actor) -> NextStep | None:
    """The first one; None for whoever has nothing to do."""
    return next((step for _rank, find in FINDERS if (step := find(actor))), None)


def address_of(name: str) -> str:
    """The page of that name, empty while there is none: what leads there is then not shown."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
