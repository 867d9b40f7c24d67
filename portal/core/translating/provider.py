"""What a provider of translations must do, and how it says that it could not."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django.db import models
from django.utils.translation import gettext_lazy as _


class Problem(models.TextChoices):
    """Why there is no translation, as readers are told."""

    SLOW = "slow", _("The translation service did not answer in time. Try again in a minute.")
    DOWN = "down", _("The translation service cannot be reached now. Try again in a minute.")
    REFUSED = "refused", _("The translation service refused this. The operator of the portal has to look at it.")
    UNREADABLE = "unreadable", _("The translation service gave an answer that makes no sense. Try again later.")
    LANGUAGE = "language", _("The translation service does not know your language.")


class TranslationFailed(Exception):
    """`kind` is one of Problem; `detail` is for the log, never for readers."""

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(f"{kind}: {detail}")
        self.kind, self.detail = kind, detail


@dataclass(frozen=True)
class Translated:
    """The words in the language that was asked for; `source` is the language they were in, empty when not known."""

    text: str
    source: str = ""


class Provider(Protocol):
    """`name` stands beside every translation, so that readers know whose program made it."""

    name: str

    def translate(self, text: str, target: str) -> Translated:
        """Raises TranslationFailed."""

    def translate_all(self, texts: Sequence[str], target: str, source: str = "") -> list[Translated]:
        """All of them in one question, in their order; `source` empty: the program finds it out. Raises as above."""

    def languages(self) -> frozenset[str]:
        """Codes of the languages it can translate into. Raises TranslationFailed."""
