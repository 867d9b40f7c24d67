"""Whose name stands behind an @ in words that people write."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Protocol, TypeVar

MOST_MENTIONS = 20


class Named(Protocol):
    """A person or a company."""

    name: Any


N = TypeVar("N", bound=Named)


def mentioned_in(body: str, people: Iterable[N]) -> list[N]:
    """Whose full name stands behind an @. Of two with one name both are meant; of “Ana Li” not “Ana”."""
    found: list[N] = []
    rest = body
    for person in sorted(people, key=lambda one: len(one.name), reverse=True):
        if person.name and pattern_of(person.name).search(body if same_name(person, found) else rest):
            found.append(person)
            rest = pattern_of(person.name).sub(" ", rest)
    return found[:MOST_MENTIONS]


def pattern_of(name: str) -> "re.Pattern[str]":
    """Korean particles follow a name without a space, so that a letter of another script than the name's ends it."""
    ends = r"(?![a-z0-9])" if name[-1].isascii() else ""
    return re.compile(rf"(?<!\w)@{re.escape(name)}{ends}", re.IGNORECASE)


def same_name(person: Named, found: "Sequence[Named]") -> bool:
    return any(one.name.casefold() == person.name.casefold() for one in found)
