"""On whose word a check rests, where it is not the programme's own: apps above name it for their kinds of claims."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from companies.models import Claim


@dataclass(frozen=True)
class Source:
    """Who says so (`name`, `url` of their page), of what (`points`, and `codes` for machines), and how they know."""

    name: str
    url: str
    points: tuple[Any, ...] = ()
    codes: tuple[str, ...] = ()
    knows: tuple[Any, ...] = ()


Finder = Callable[[Iterable[int]], dict[int, Source]]
SOURCES: dict[str, Finder] = {}


def claim_source(kind: str) -> Callable[[Finder], Finder]:
    """The function gives the sources of claims of this kind by their ids, in one query."""

    def register(find: Finder) -> Finder:
        SOURCES[kind] = find
        return find

    return register


def with_sources(claims: "list[Claim]") -> "list[Claim]":
    """The same claims, each that rests on somebody else's word with its `source`."""
    for kind, find in SOURCES.items():
        ids = [claim.pk for claim in claims if claim.kind == kind]
        found = find(ids) if ids else {}
        for claim in claims:
            claim.source = found.get(claim.pk, claim.source)
    return claims
