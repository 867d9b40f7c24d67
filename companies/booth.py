"""What a company's public page shows from the apps above: they add their sections here, in the order of `rank`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from companies.models import Company
from portal.core.actor import Actor


@dataclass(frozen=True)
class Section:
    """A part of the page: drawn by `template` with `items` (already visible to the reader) and a style sheet."""

    template: str
    title: Any
    items: Any
    styles: str
    more_url: str = ""


Builder = Callable[[Company, Actor], Section | None]
BUILDERS: list[tuple[int, Builder]] = []


def booth_section(rank: int) -> Callable[[Builder], Builder]:
    """Add a section to every company's page; the builder gives None when it has nothing to show."""

    def register(build: Builder) -> Builder:
        BUILDERS.append((rank, build))
        BUILDERS.sort(key=lambda pair: pair[0])
        return build

    return register


def sections_of(company: Company, actor: Actor) -> list[Section]:
    return [section for _rank, build in BUILDERS if (section := build(company, actor))]
