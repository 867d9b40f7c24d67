"""What happens, and what stays, when a company's place in a community ends, and what keeps a community from closing.

`community` ends the place; apps beside and above it say here what else ends in that very transaction, such as stays in
consultations, and by what the company stays bound, so that leaving can ask first.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from portal.core.actor import Actor


@dataclass(frozen=True)
class Leaving:
    """The place of `company` in the community of this key and slug ends: by its own will, or by a steward."""

    community: int
    slug: str
    company: int
    is_removed: bool
    by: Actor


@dataclass(frozen=True)
class Tie:
    """Something open that leaving touches, in a sentence for whoever decides; `binds` when it stays in force."""

    words: str
    binds: bool
    url: str = ""


Ending = Callable[[Leaving], None]
Asker = Callable[[Leaving], Iterable[Tie]]
Closer = Callable[[int], Iterable[Tie]]
ENDINGS: list[Ending] = []
TIES: list[Asker] = []
CLOSERS: list[Closer] = []


def at_leaving(ending: Ending) -> Ending:
    """Call it in the transaction that ends a place, before it is committed; what it raises keeps the place."""
    ENDINGS.append(ending)
    return ending


def asks_at_leaving(asker: Asker) -> Asker:
    """Ask it, before a place ends, for what the company has open there."""
    TIES.append(asker)
    return asker


def end_with(leaving: Leaving) -> None:
    for ending in ENDINGS:
        ending(leaving)


def ties_of(leaving: Leaving) -> list[Tie]:
    """What binds first."""
    return sorted((tie for asker in TIES for tie in asker(leaving)), key=lambda tie: not tie.binds)


def asks_at_closing(closer: Closer) -> Closer:
    """Ask it, before a community closes, with its key: what would be left without anybody who can end it `binds`."""
    CLOSERS.append(closer)
    return closer


def ties_of_closing(community: int) -> list[Tie]:
    return sorted((tie for closer in CLOSERS for tie in closer(community)), key=lambda tie: not tie.binds)
