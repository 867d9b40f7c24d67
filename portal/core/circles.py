"""Circles of companies to which something may be kept: an app that has such circles names its kind here.

So an offer can be for one community without importing communities. A circle is remembered by its key (`community:12`),
which outlives a change of its name; nobody learns of a circle they are not in.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from portal.core.actor import Actor


@dataclass(frozen=True)
class Circle:
    """`key` is what is stored; `name` and `url` what a member reads of it."""

    key: str
    name: str
    url: str = ""


@dataclass(frozen=True)
class CircleKind:
    """`of` gives the circles the acting company is in; `companies` the ids of the companies in the one with this id."""

    of: Callable[[Actor], Iterable[Circle]]
    companies: Callable[[int], Iterable[int]]


KINDS: dict[str, CircleKind] = {}


def register_circles(
    kind: str, of: Callable[[Actor], Iterable[Circle]], companies: Callable[[int], Iterable[int]]
) -> None:
    KINDS[kind] = CircleKind(of, companies)


def circle_key(kind: str, pk: int) -> str:
    return f"{kind}:{pk}"


def circles_of(actor: Actor) -> list[Circle]:
    """All circles that the acting company is in now; none for a visitor."""
    if actor.company is None:
        return []
    return [circle for kind in KINDS.values() for circle in kind.of(actor)]


def circle_keys(actor: Actor) -> list[str]:
    return [circle.key for circle in circles_of(actor)]


def companies_in(key: str) -> list[int]:
    """The ids of the companies in the circle; none when it is gone, or no key at all."""
    kind, _, pk = key.partition(":")
    known = KINDS.get(kind)
    return list(known.companies(int(pk))) if known and pk.isdigit() else []
