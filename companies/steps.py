"""The next thing to do, for this person in this company: each app says what it would have them do.

The steps are asked in the order of their rank, and the first that has something to say is the one that is shown.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

from companies.waiting import Kind, Waiting
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


@dataclass(frozen=True)
class Finder:
    """`say` makes a step of the rows of these kinds, a list for each; it is not asked where there are none of any."""

    say: Callable[..., NextStep | None]
    kinds: tuple[Kind, ...] = ()

    def __call__(self, actor: Actor) -> NextStep | None:
        return self.among(Waiting(actor, self.kinds))

    def among(self, waiting: Waiting) -> NextStep | None:
        rows = [waiting.of(kind) for kind in self.kinds]
        return self.say(waiting.actor, *rows) if any(rows) or not self.kinds else None


FINDERS: list[tuple[int, Finder]] = []
CALM = 30  # the rank from which on nobody waits


def next_step(rank: int, *kinds: Kind) -> Callable[[Callable[..., NextStep | None]], Finder]:
    """Add a step. Ranks below 30: somebody waits; from 30: something runs out; from 40: the company's own house.

    What it says depends on rows of these kinds: they are looked for together with those of all others.
    """

    def register(say: Callable[..., NextStep | None]) -> Finder:
        finder = Finder(say, kinds)
        FINDERS.append((rank, finder))
        FINDERS.sort(key=lambda pair: pair[0])
        return finder

    return register


def pressing() -> list[Kind]:
    """What the steps are about for which somebody waits."""
    return [kind for rank, finder in FINDERS for kind in finder.kinds if rank < CALM]


def next_step_of(waiting: Waiting) -> NextStep | None:
    """The first one; None for whoever has nothing to do. What nobody waits for is looked for when nobody waits."""
    has_looked = False
    for rank, finder in FINDERS:
        if rank >= CALM and not has_looked:
            waiting.look_for(kind for calm, other in FINDERS for kind in other.kinds if calm >= CALM)
            has_looked = True
        if step := finder.among(waiting):
            return step
    return None


def address_of(name: str) -> str:
    """The page of that name, empty while there is none: what leads there is then not shown."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
