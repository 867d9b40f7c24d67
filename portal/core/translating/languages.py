"""The language of the reader, and that of words of which nobody said it."""

import re

from django.conf import settings
from django.utils.translation import get_language

HANGUL = re.compile("[가-힣]")
WORD = re.compile(r"(?<![\w])[a-zß-öø-ÿ]{3,}(?![\w])")  # not SUJ2, 2RS or mm: those are the same for everybody


class Written(str):
    """Words that bear their `language` where it is another than the reader's; else it is empty, as with our own."""

    language = ""

    @classmethod
    def by(cls, text: str, written_in: str = "") -> "Written":
        """A short text of people: its letters tell its language, as in `language_of`."""
        code = language_of(text, written_in)
        return cls.in_language(text, code if code != language_now() else "")

    @classmethod
    def in_language(cls, text: str, code: str) -> "Written":
        said = cls(text)
        said.language = code
        return said


def language_now() -> str:
    return (get_language() or settings.LANGUAGE_CODE).partition("-")[0]


def language_of(text: str, written_in: str) -> str:
    """Of words; empty for figures, codes and signs. Latin letters are `written_in`, or else English."""
    if HANGUL.search(text):
        return "ko"
    if not WORD.search(text.casefold() if text.istitle() else text):
        return ""
    return written_in if written_in and written_in != "ko" else "en"
