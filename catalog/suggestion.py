"""A product's texts in a further language as a program would say them: a draft in the editor's fields, saved by nobody.

The seller presses for it and goes on writing: the relay asks the translator (portal/core/translating), and the page
looks again until the draft is there. Only what is empty is filled; the seller corrects it, and saves as always.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from catalog.editor import Editor
from catalog.permissions import can_edit_catalogue
from catalog.row_parts import SUGGESTING, typed_rows
from catalog.specs.told import LONGEST, PARTS
from companies.guards import company_required
from portal.core.http import SignedIn
from portal.core.permissions import require
from portal.core.places import language_name
from portal.core.texts import clean_block, clean_line
from portal.core.translating.languages import language_of
from portal.core.translating.pace import may_ask
from portal.core.translating.pages import MOST
from portal.core.translating.service import is_on
from portal.core.translating.words import Passage, Progress, TranslatedWords

WISH, LOOK = "translation-", "translated-"  # what the buttons say, with the language behind it


@dataclass(frozen=True)
class Gap:
    """An empty field, and the words in the product's own language that it would say."""

    field: str
    words: Passage
    limit: int


class Draft(Progress):
    """What there is of the fields of `language` that are empty in what was typed."""

    def __init__(self, data: QueryDict, language: str) -> None:
        self.data, self.language = data, language
        self.refusal = ""

    @cached_property
    def gaps(self) -> list[Gap]:
        return gaps_in(self.data, self.language) if is_on() else []

    @cached_property
    def passages(self) -> list[Passage]:
        return list(dict.fromkeys(gap.words for gap in self.gaps))

    def ask(self, request: SignedIn) -> None:
        """Put what is missing into the translator's line."""
        missing = self.missing
        if missing and not may_ask(request, sum(len(one.text) for one in missing)):
            self.refusal = _("That is much to translate at once. Try again in an hour; what you typed is here.")
        elif missing:
            TranslatedWords.ask(missing, self.language)
            self.__dict__.pop("rows", None)

    @property
    def state(self) -> str:
        """waiting or late (nothing is filled yet), failed, done, `changed` (what was asked for is written no more)."""
        if not self.gaps:
            return "empty"
        if self.waiting:
            return "waiting" if self.is_fresh else "late"
        if self.is_lost:
            return "failed"
        return "done" if self.done else "changed"

    @property
    def fields(self) -> dict[str, str]:
        """What can be taken in: all that came, once nothing is waited for."""
        if self.waiting:
            return {}
        said = {row.sha256: row.text for row in self.done}
        found = {gap.field: tidy(gap, said[key]) for gap in self.gaps if (key := gap.words.sha256) in said}
        return {field: words for field, words in found.items() if words}


def tidy(gap: Gap, said: str) -> str:
    clean = clean_block if gap.field.startswith("description_") else clean_line
    return clean(said)[: gap.limit]


def gaps_in(data: QueryDict, language: str) -> list[Gap]:
    own = data.get("language", "")
    if own == language or own not in dict(settings.LANGUAGES) or language not in dict(settings.LANGUAGES):
        return []
    gaps = [
        Gap(f"{part}_{language}", Passage(data.get(f"{part}_{own}", "").strip()[:most], own), most)
        for part, most in (("title", 300), ("description", 20_000))
    ]
    for number in range(len(typed_rows(data, "attributes", PARTS))):
        for part in PARTS:
            words = data.get(name := f"attributes-{number}-{part}", "").strip()[: LONGEST[part]]
            if (written_in := language_of(words, own)) not in {"", language}:
                gaps.append(Gap(f"{name}_{language}", Passage(words, written_in), LONGEST[part]))
    return [gap for gap in gaps if gap.words.text and not data.get(gap.field, "").strip()][:MOST]


def with_draft(request: SignedIn, wish: str) -> tuple[QueryDict, Draft]:
    """What was posted, with what there is of the draft in its gaps; WISH also asks for what is not there."""
    data = request.POST.copy()
    draft = Draft(data, wish.rpartition("-")[2])
    if wish.startswith(WISH):
        draft.ask(request)
    state, fields = draft.state, draft.fields  # its gaps are known from here on, also when they are filled
    data[SUGGESTING] = draft.language if state in {"waiting", "late"} else ""
    for field, words in fields.items():
        data[field] = words
    return data, draft


def suggested(editor: Editor, data: QueryDict, draft: Draft | None) -> list[dict[str, Any]]:
    """For each language what the page offers: to ask for it, or to look how far it is; none without a translator.

    `draft` is what was just asked for. What else is being made is not looked at: the page asks again by itself.
    """
    if not is_on():
        return []
    own, found = editor.form["language"].value(), []
    for code, _name in settings.LANGUAGES:
        is_asked = draft is not None and draft.language == code
        is_waiting = data.get(SUGGESTING) == code
        is_empty = not all(editor.form[f"{part}_{code}"].value() for part in ("title", "description"))
        if code != own and (is_asked or is_waiting or is_empty):
            found.append(said_of(code, draft if is_asked else None, is_waiting) | {"is_empty": is_empty})
    return found


def said_of(code: str, draft: Draft | None, is_waiting: bool) -> dict[str, Any]:
    state = draft.state if draft else "waiting" if is_waiting else ""
    return {"code": code, "name": language_name(code), "draft": draft, "state": state}


@company_required
@require_POST
def suggestion(request: SignedIn) -> HttpResponse:
    """How far the draft is that an open page waits for: 204 as long as it is being made, then its words."""
    allowed = can_edit_catalogue(request.actor, request.actor.company_id or 0)
    require(allowed, _("You may not change this company's products."))
    draft = Draft(request.POST, request.POST.get(SUGGESTING, ""))
    if draft.state == "waiting":
        return HttpResponse(status=204)
    one = said_of(draft.language, draft, is_waiting=False) | {"is_empty": draft.state != "done"}
    context = {"one": one, "fields": draft.fields, "translator": settings.TRANSLATION_NAME}
    return render(request, "catalog/editor/_suggestion.html", context)
