"""What a provider of translations must do, and how it says that it could not."""

from dataclasses import dataclass
from typing import Protocol


class TranslationFailed(Exception):
    """`kind` is one of MessageTranslation.Problem; `detail` is for the log, never for readers."""

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

    def languages(self) -> frozenset[str]:
        """Codes of the languages it can translate into. Raises TranslationFailed."""
