"""What a company's public page is put together from: the apps above add their sections here, by `rank`.

The company arranges and hides them (companies/models/booth_layout.py); what was checked is no section and cannot
be hidden.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from companies.models import BoothLayout, Company
from portal.core.actor import Actor

PROOF, LEADING = 4, 3  # how high what was checked is, as the sections count it; how many may be read before it


@dataclass(frozen=True)
class Section:
    """A part of the page: drawn by `template` with `items` (already visible to the reader) and a style sheet."""

    template: str
    title: Any
    items: Any
    styles: str = ""
    more_url: str = ""
    key: str = ""  # that of its kind, given to it when a page is put together
    more_words: Any = ""  # on the link to `more_url`, where “See all” could say more
    height: int = 1  # roughly, on a wide page: what was checked, which stands beside it there, has PROOF


Builder = Callable[[Company, Actor], Section | None]


@dataclass(frozen=True)
class SectionKind:
    """A section that a page may have: `title` and `help` are for the company that arranges its page."""

    key: str
    rank: int
    title: Any
    help: Any
    build: Builder


@dataclass(frozen=True)
class Choice:
    """Something the company can put first in a section."""

    ref: str
    title: str
    picture_url: str = ""


KINDS: dict[str, SectionKind] = {}
Picker = Callable[[Company, str, list[str]], list[Choice]]
PICKERS: dict[str, Picker] = {}


def booth_section(rank: int, key: str = "", title: Any = "", help: Any = "") -> Callable[[Builder], Builder]:
    """Add a section to every company's page; the builder gives None when it has nothing to show."""

    def register(build: Builder) -> Builder:
        name = key or build.__name__
        KINDS[name] = SectionKind(name, rank, title or name.replace("_", " ").capitalize(), help, build)
        return build

    return register


def booth_picker(key: str) -> Callable[[Picker], Picker]:
    """Let companies pick what leads in section `key`: the function finds choices by words, or those with given refs."""

    def register(find: Picker) -> Picker:
        PICKERS[key] = find
        return find

    return register


def kinds() -> list[SectionKind]:
    return sorted(KINDS.values(), key=lambda kind: (kind.rank, kind.key))


def keys() -> list[str]:
    return [kind.key for kind in kinds()]


def arranged(company: Company) -> list[tuple[SectionKind, bool]]:
    """All sections in the company's order, each with whether it is shown."""
    layout = BoothLayout.of(company)
    return [(KINDS[key], key not in layout.hidden) for key in layout.ordered(keys())]


def sections_of(company: Company, actor: Actor) -> list[Section]:
    shown = [(kind, kind.build(company, actor)) for kind, is_shown in arranged(company) if is_shown]
    return [replace(section, key=kind.key) for kind, section in shown if section]


def around_proof(sections: list[Section]) -> tuple[list[Section], list[Section]]:
    """What is read before what was checked, and what after: the first sections, as far as they reach as low as it.

    Where three do not, nothing is read before it: on a wide page a gap would part them from the others.
    """
    total = 0
    for number, section in enumerate(sections[:LEADING], start=1):
        total += section.height
        if total >= PROOF:
            return sections[:number], sections[number:]
    return [], sections


def picked_refs(company: Company) -> list[str]:
    """The references of the products that the company wants to lead, in its order."""
    return list(BoothLayout.of(company).picked)
