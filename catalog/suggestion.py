"""A product's texts in a further language as a program would say them: a draft in the editor's fields, saved by nobody.

The seller presses for it, corrects it, and saves the page as always. Only what is empty is filled.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import QueryDict
from django.utils.translation import gettext as _

from catalog.editor import Editor
from catalog.specs.told import LONGEST, PARTS
from portal.core.http import SignedIn
from portal.core.texts import clean_block, clean_line
from portal.core.translating.languages import language_of
from portal.core.translating.pace import may_ask
from portal.core.translating.provider import Problem, TranslationFailed
from portal.core.translating.service import is_on, portions, provider, translated_all

MOST_LINES = 20  # of the specifications: the page waits for the answer
WISH = "translation-"  # what the button says, with the language behind it


@dataclass(frozen=True)
class Gap:
    """An empty field, and the words in the product's own language that it would say."""

    field: str
    words: str
    limit: int


def offered(editor: Editor) -> list[tuple[str, str]]:
    """The languages in which title or description are empty, and could be suggested; none without a translator."""
    if not is_on():
        return []
    own = editor.form["language"].value()
    return [
        (code, name)
        for code, name in settings.LANGUAGES
        if code != own and not all(editor.form[f"{part}_{code}"].value() for part in ("title", "description"))
    ]


def with_suggestion(request: SignedIn, language: str) -> QueryDict:
    """What was posted, with the gaps of `language` filled; the reader is told what came of it."""
    data = request.POST.copy()
    gaps = gaps_in(data, language)
    if not gaps:
        messages.info(request, _("There is nothing to translate: write the product's own text first."))
    elif not may_ask(request, sum(len(gap.words) for gap in gaps)):
        messages.warning(request, _("That is much to translate at once. Try again in an hour; what you typed is here."))
    else:
        try:
            fill(data, gaps, language)
        except TranslationFailed as problem:
            messages.warning(request, str(Problem(problem.kind).label))
        else:
            words = _("%(provider)s, a program, wrote the draft in %(language)s. Correct it; nothing is saved yet.")
            name = dict(settings.LANGUAGES)[language]
            messages.success(request, words % {"provider": settings.TRANSLATION_NAME, "language": name})
    return data


def gaps_in(data: QueryDict, language: str) -> list[Gap]:
    own = data.get("language", "")
    if own == language or own not in dict(settings.LANGUAGES) or language not in dict(settings.LANGUAGES):
        return []
    pairs = [(f"{part}_{language}", f"{part}_{own}", most) for part, most in (("title", 300), ("description", 20_000))]
    lines = [f"attributes-{number}-{part}" for number in range(MOST_LINES) for part in PARTS]
    pairs += [
        (f"{name}_{language}", name, LONGEST[name.rpartition("-")[2]])
        for name in lines
        if language_of(data.get(name, ""), own) not in {"", language}
    ]
    return [
        Gap(field, words, most)
        for field, source, most in pairs
        if (words := data.get(source, "").strip()[:most]) and not data.get(field, "").strip()
    ]


def fill(data: QueryDict, gaps: list[Gap], language: str) -> None:
    """All of them or none. Raises TranslationFailed."""
    asked = provider()
    if asked is None:
        raise TranslationFailed(Problem.REFUSED, "switched off")
    said: dict[str, Any] = {}
    for places in portions([gap.words for gap in gaps]):
        some = [gaps[place] for place in places]
        answers = translated_all(asked, [gap.words for gap in some], language, data.get("language", ""))
        for gap, answer in zip(some, answers, strict=True):
            tidy = clean_block if gap.field.startswith("description_") else clean_line
            said[gap.field] = tidy(answer.text)[: gap.limit]
    for field, words in said.items():
        data[field] = words
