"""Words that a company sends often, told by the app that keeps them to those that let people write.

One place keeps them (`@prepared_words` of its provider); every composer of the portal offers the same.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from portal.core.actor import Actor


@dataclass(frozen=True)
class Prepared:
    """`body` may hold names in braces, which `filled` replaces."""

    ref: str
    title: str
    language: str
    body: str

    def filled(self, values: Mapping[str, str]) -> str:
        """The words with what stands in braces filled in; an unknown word in braces stays as it is."""
        return re.sub(r"\{(\w+)\}", lambda found: values.get(found[1], found[0]), self.body)


Provider = Callable[[Actor], list[Prepared]]
PROVIDERS: list[tuple[Provider, str]] = []


def prepared_words(settings_page: str) -> Callable[[Provider], Provider]:
    """Register who gives a company's prepared replies, and the name of the page where they are changed."""

    def register(function: Provider) -> Provider:
        PROVIDERS.append((function, settings_page))
        return function

    return register


def prepared_for(actor: Actor) -> list[Prepared]:
    return [one for provider, _page in PROVIDERS for one in provider(actor)] if actor.company else []


def settings_pages() -> list[str]:
    return [page for _provider, page in PROVIDERS]
