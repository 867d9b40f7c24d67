"""What a mandate may cover: named acts, each with the powers it lends. What is not named here is never lent."""

import calendar
import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from portal.core.money import format_money

LANGUAGES = ("en", "ko")  # those in which the text of a mandate is kept, whoever reads it later
LONGEST = 24  # months


@dataclass(frozen=True)
class Act:
    """`field` is the column of the mandate that says whether it is lent; `label` and `meaning` are for who decides."""

    field: str
    powers: frozenset[str]
    label: Any
    meaning: Any


ACTS = (
    Act(
        "edits_catalogue",
        frozenset({"edit_catalogue"}),
        _("Edit the catalogue"),
        _("add, change, publish and pause products"),
    ),
    Act(
        "sells",
        frozenset({"sell"}),
        _("Answer inquiries, offer and quote"),
        _("answer inquiries, post sell offers and send quotations up to the limit"),
    ),
    Act(
        "buys",
        frozenset({"buy"}),
        _("Ask and request"),
        _("send inquiries, ask for quotations and accept them up to the limit"),
    ),
    Act(
        "talks",
        frozenset({"talk"}),
        _("Talk in consultations"),
        _("open consultations, read those there are, and write in them"),
    ),
    Act(
        "joins",
        frozenset({"join_communities"}),
        _("Join communities and events"),
        _("join communities and their events, and write there"),
    ),
)
NEVER = _(
    "Never part of a mandate: people and their roles, keys to the API, bank and payment data, documents of "
    "verification, the company’s profile, approvals, ownership, closing the company, and mandates themselves."
)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month: 31 January + 1 → 28 February."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def texts_of(mandate: Any, people: list[str]) -> dict[str, str]:
    """The mandate in plain words, in every language that is kept; `people` are the names it is limited to."""
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[language] = text_of(mandate, people)
    return found


def text_of(mandate: Any, people: list[str]) -> str:
    """Paragraphs in the language that is active."""
    named = {"principal": mandate.principal.name, "agent": mandate.agent.name}
    begin, end = (date_format(day, "DATE_FORMAT") for day in (mandate.starts_on, mandate.ends_on))
    head = gettext("%(principal)s lets %(agent)s act on its behalf on this portal, for the following only:") % named
    acts = [f"– {sentence(mandate, act)}" for act in ACTS if getattr(mandate, act.field)]
    who = (
        gettext("From %(agent)s these people may act: %(people)s.") % {**named, "people": ", ".join(people)}
        if mandate.names_people
        else gettext("From %(agent)s everybody may act whose role there allows the same.") % named
    )
    time = gettext("It holds from %(begin)s to %(end)s, both days included.") % {"begin": begin, "end": end}
    over = gettext("%(principal)s may revoke it at any time, without giving a reason; it ends at that moment.") % named
    told = gettext("Everything done under it says so, and names %(agent)s to the other side.") % named
    return "\n\n".join(["\n".join([head, *acts]), who, f"{time} {over}", told, str(NEVER)])


def sentence(mandate: Any, act: Act) -> str:
    words, limit = str(act.meaning), mandate.limit_of(next(iter(act.powers)))
    if limit is None:
        return words
    return gettext("%(words)s (at most %(limit)s each time)") % {"words": words, "limit": format_money(limit)}


def digest_of(ref: str, texts: dict[str, str]) -> str:
    """SHA-256 (hex) of reference and texts as canonical JSON: sorted keys, no spaces, UTF-8."""
    content = json.dumps({"ref": ref, "texts": texts}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(content.encode()).hexdigest()
