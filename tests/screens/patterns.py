"""The addresses that the portal has, so that one to which no page leads is not forgotten."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, product
from typing import Any

from django.urls import NoReverseMatch, Resolver404, URLPattern, URLResolver, get_resolver, resolve, reverse

PART = re.compile(r"<(?:\w+:)?(\w+)>")
# What is not made of our templates, is no page, or is called by machines only.
NOT_OURS = re.compile(r"^(staff/|editors/|documents/|styleguide/|api/|webhooks/|media/|__)")
BORROWED = 4  # objects of a neighbouring address that are tried, before an address counts as one nobody can reach


@dataclass(frozen=True)
class Pattern:
    route: str
    name: str  # with its namespaces; may be empty

    @property
    def parts(self) -> list[str]:
        return PART.findall(self.route)


def patterns() -> list[Pattern]:
    """All of the portal's own, each once."""
    found = {one.route: one for one in walk(get_resolver()) if not NOT_OURS.match(one.route)}
    return list(found.values())


def walk(resolver: URLResolver, before: str = "", spaces: tuple[str, ...] = ()) -> Iterator[Pattern]:
    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield Pattern(route, ":".join((*spaces, one.name or "")))
        else:
            yield from walk(one, route, (*spaces, one.namespace) if one.namespace else spaces)


def route_of(path: str) -> str | None:
    """The pattern that serves this address in any language; None: nothing does."""
    try:
        return resolve(path).route
    except Resolver404:
        return None


@dataclass
class Lender:
    """Remembers what stood in visited addresses, and puts it into patterns that nobody has led to."""

    known: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    def learn(self, path: str) -> None:
        match = resolve(path)
        given: dict[str, Any] = {}
        for part in PART.finditer(match.route):
            given[part[1]] = match.kwargs.get(part[1])
            remember(self.known[match.route[: part.end()]], dict(given))
            remember(self.known[part[1]], {part[1]: given[part[1]]})

    def addresses(self, pattern: Pattern) -> list[str]:
        """Some that this pattern serves, with what is nearest to it put in."""
        if "(?P" in pattern.route or pattern.route.startswith("^") or not pattern.parts:
            return plain(pattern)
        begun, missing = [{}], pattern.parts
        for part in reversed(list(PART.finditer(pattern.route))):
            if near := self.known.get(pattern.route[: part.end()]):
                begun, missing = near, [name for name in missing if name not in near[0]]
                break
        rest = [self.known.get(name, []) for name in missing]
        chosen = islice(product(reversed(begun), *rest), BORROWED)
        return [filled(pattern, {name: value for one in parts for name, value in one.items()}) for parts in chosen]


def remember(among: list[dict[str, Any]], given: dict[str, Any]) -> None:
    if given not in among:
        among.append(given)


def plain(pattern: Pattern) -> list[str]:
    try:
        return [reverse(pattern.name)] if pattern.name else []
    except NoReverseMatch:
        return []


def filled(pattern: Pattern, values: dict[str, Any]) -> str:
    return "/" + PART.sub(lambda part: str(values.get(part[1], "")), pattern.route).replace("$", "")
