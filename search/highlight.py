"""Marks the reader's words in a text, whichever engine found it; the text is escaped, so only our marks are tags."""

import re
from html import escape

from django.utils.safestring import SafeString, mark_safe

from search.query import Query
from search.titles import LITTLE
from search.wording import CJK, folded

ENDINGS = re.compile(r"(?:ing|es|ed|s)$")
AROUND = 70


class Highlighter:
    def __init__(self, query: Query) -> None:
        self.pattern = pattern_for(query.terms)

    def title(self, text: str) -> SafeString:
        return self.marked(text)

    def snippet(self, text: str, length: int = 200) -> SafeString:
        """The part of `text` around the first of the words, or its beginning."""
        text = " ".join(text[:20_000].split())
        found = self.pattern.search(text) if self.pattern else None
        start = max(0, found.start() - AROUND) if found else 0
        if start:
            start = text.rfind(" ", 0, start) + 1
        end = start + length
        cut = text[start:end] if end >= len(text) else text[start:end].rpartition(" ")[0] or text[start:end]
        before, after = ("… " if start else ""), (" …" if start + len(cut) < len(text) else "")
        return mark_safe(f"{before}{self.marked(cut)}{after}")  # marked() has escaped it

    def marked(self, text: str) -> SafeString:
        if not self.pattern:
            return mark_safe(escape(text))  # just escaped
        pieces: list[str] = []
        position = 0
        for found in self.pattern.finditer(text):
            pieces += [escape(text[position : found.start()]), "<mark>", escape(found[0]), "</mark>"]
            position = found.end()
        return mark_safe("".join([*pieces, escape(text[position:])]))  # every piece is escaped

    def matches(self, text: str) -> bool:
        return bool(self.pattern and self.pattern.search(text))


def pattern_for(terms: list[str]) -> re.Pattern[str] | None:
    """One expression for all words: with a short ending more or less, CJK anywhere. Built from escaped words.

    Little words are left out: an “in” that is marked in every line says nothing.
    """
    ways: list[str] = []
    for term in [term for term in terms if folded(term) not in LITTLE] or terms:
        if CJK.search(term):
            ways.append(re.escape(term))
        elif re.search(r"\w", term):
            stem = ENDINGS.sub("", term) if len(term) > 4 else term
            joined = re.sub(r"^(\d+(?:[.,]\d+)?)(\D+)$", lambda found: f"{found[1]} ?{re.escape(found[2])}", term)
            body = joined if joined != term else re.escape(stem)
            ending = r"\w{0,3}" if len(term) > 2 else ""
            ways.append(rf"(?<!\w){body}{ending}(?!\w)")
    return re.compile("|".join(ways), re.IGNORECASE) if ways else None
