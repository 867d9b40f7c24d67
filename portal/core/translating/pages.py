"""Pages whose words can be had in the reader's language: each app names its kinds, as for `portal.core.subjects`.

    @translatable("product", "catalog:translation", key="slug", is_public=lambda product: product.is_published)
    def words_of(product: Product) -> Iterable[Passage]: …

Asking is a POST, so that no crawler spends what translations cost; looking at `?translated=1` shows what is there.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.urls import reverse

from portal.core.actor import Actor
from portal.core.translating.languages import language_now, language_of
from portal.core.translating.words import Passage, Progress, TranslatedWords

PARAMETER = "translated"
MOST = 150  # passages of a page; what comes behind stays as it is
S = TranslatedWords.State

Words = Callable[[Any], Iterable[Passage]]
# Whether this person agrees that words which are not for everybody go to the service; consultations knows.
CONSENTS: list[Callable[[Actor], bool]] = []


@dataclass(frozen=True)
class Kind:
    """`address` is the name under which `views.page` stands, with the subject's `key` in it."""

    words: Words
    address: str
    key: str
    is_public: Callable[[Any], bool]


KINDS: dict[str, Kind] = {}


def translatable(
    kind: str, address: str, is_public: Callable[[Any], bool], key: str = "ref"
) -> Callable[[Words], Words]:
    """`kind` as in `portal.core.subjects`; what is not public is translated for those alone who consent to it."""

    def register(words: Words) -> Words:
        KINDS[kind] = Kind(words, address, key, is_public)
        return words

    return register


def in_parts(text: str, written_in: str) -> list[Passage]:
    """A short text by its letters, as with specifications; none where it has the same words for everybody."""
    language = language_of(text, written_in)
    return [Passage(text, language)] if language else []


def has_consented(actor: Actor) -> bool:
    return any(consents(actor) for consents in CONSENTS)


@dataclass
class Said:
    """A text as it is shown: `language` where it is not the reader's, `original` where a program made it."""

    text: str
    language: str = ""
    original: str = ""
    original_language: str = ""


class Reading(Progress):
    """A page's words for one reader: what of them is in another language, and what there is in theirs.

    `is_wanted`: the reader asked to see translations; else the page stays as it was written.
    """

    def __init__(self, kind: str, subject: Any, is_wanted: bool) -> None:
        self.kind, self.subject, self.is_wanted = kind, subject, is_wanted
        self.language = language_now()

    @cached_property
    def passages(self) -> list[Passage]:
        words = KINDS[self.kind].words(self.subject)
        wanted = {one: None for one in words if one.text.strip() and one.language not in {"", self.language}}
        return list(wanted)[:MOST]

    @property
    def address(self) -> str:
        """Where translations of this page are asked for."""
        kind = KINDS[self.kind]
        return reverse(kind.address, args=[getattr(self.subject, kind.key)])

    @property
    def is_public(self) -> bool:
        return KINDS[self.kind].is_public(self.subject)

    @property
    def state(self) -> str:
        """`none`: all is in the reader's language; `plain`: there is something to ask for; waiting, failed or done."""
        if not self.passages:
            return "none"
        if not self.is_wanted or not self.rows:
            return "plain"
        if self.waiting:
            return "waiting"
        if self.is_lost:
            return "failed"
        return "plain" if self.missing else "done"

    @property
    def done(self) -> list[TranslatedWords]:
        """Those that the reader is shown."""
        return super().done if self.is_wanted else []

    @property
    def provider(self) -> str:
        return next((row.provider for row in self.done), settings.TRANSLATION_NAME)

    def says(self, text: str, language: str) -> Said:
        """`text` as this reader is shown it."""
        if not text or language in {"", self.language}:
            return Said(text)
        row = self.rows.get(Passage(text, language).sha256) if self.is_wanted else None
        if row is None or row.state != S.DONE:
            return Said(text, language)
        return Said(row.text, "", text, language)
