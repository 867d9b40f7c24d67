"""English words on a page in another language: those that the catalogue knows, and those it was never asked for."""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path

from django.conf import settings

from portal.core import catalogue
from tests.screens.reading import Read

GAP = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|%%")
NAMES = {"Jangteo", "Atom", "English", "Standard Webhooks", "did:web"}  # which are the same in every language
WORD = re.compile(r"[A-Za-z][a-z]{2,}")
CODE = re.compile(r"\S*[a-z0-9][@.\d-]\S*[a-z0-9]")  # an address, the name of a file
BETWEEN = re.compile(r">([^<>{}]+)<")


def untranslated(read: Read) -> Iterator[str]:
    """Texts of ours that stand there in English. What is marked as English is meant so."""
    for text in dict.fromkeys(said for said, marked in read.said if marked == read.language):
        if not WORD.search(text) or text in NAMES or CODE.fullmatch(text):
            continue
        if text in originals(read.language):
            yield f"“{text}” has a translation that is not shown"
        elif text in of_templates():
            yield f"“{text}” stands in a template and asks for no translation"
        elif begun := next((one for one in with_gaps(read.language) if one.fullmatch(text)), None):
            yield f"“{text}” has a translation that is not shown ({begun.pattern[:40]})"


@cache
def originals(language: str) -> frozenset[str]:
    return frozenset(
        " ".join(one.split()) for one, own in pairs(language) if one != own and not GAP.search(one) and WORD.search(one)
    )


@cache
def with_gaps(language: str) -> list[re.Pattern[str]]:
    """Those with at least two words of their own besides what is put in."""
    return [
        re.compile(".+".join(map(re.escape, GAP.split(" ".join(one.split())))))
        for one, own in pairs(language)
        if one != own and GAP.search(one) and len(WORD.findall(GAP.sub(" ", one))) >= 2
    ]


def pairs(language: str) -> Iterator[tuple[str, str]]:
    for message in catalogue.load(language):
        ids, own = (one if isinstance(one, tuple | list) else [one] for one in (message.id, message.string))
        if message.id:
            yield from zip(ids, own, strict=False)


@cache
def of_templates() -> frozenset[str]:
    """What stands between tags in our templates, as it is."""
    found: set[str] = set()
    for path in catalogue.sources(Path(settings.BASE_DIR)):
        if path.suffix == ".html":
            found |= {" ".join(unescape(text).split()) for text in BETWEEN.findall(path.read_text("utf-8"))}
    return frozenset(text for text in found if WORD.search(text))
