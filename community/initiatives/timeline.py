"""What has happened in an initiative, from the facts of the outbox and the journal, the newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from community.initiatives.models import Initiative, InitiativeNote
from companies.models import Company
from portal.core.events import Event

SHOWN = 40

# Who asked and was declined is nobody else's business; what was planned and agreed is told inside alone.
FACTS: dict[str, Any] = {
    "initiative.proposed": _("%(company)s proposed it"),
    "initiative.joined": _("%(partner)s came in"),
    "initiative.left": _("%(partner)s left"),
    "initiative.removed": _("%(partner)s was taken out"),
    "initiative.handed_over": _("%(partner)s leads now"),
    "initiative.agreed": _("All partners agreed"),
    "initiative.started": _("It started"),
    "initiative.reported": _("The outcome was reported"),
    "initiative.given_up": _("It was given up"),
    "initiative.reopened": _("It was taken up again"),
}
INSIDE: dict[str, Any] = {
    "initiative.agreement_written": _("%(company)s wrote the agreement anew (version %(version)s)"),
    "initiative.consented": _("%(company)s consented to version %(version)s"),
    "initiative.consent_taken_back": _("%(company)s took its consent back"),
    "initiative.step_done": _("%(company)s finished a step"),
}
TONES = {"initiative.agreed": "agreed", "initiative.started": "agreed", "initiative.reported": "agreed"}


@dataclass(frozen=True)
class Entry:
    at: datetime
    title: Any
    text: Any = ""
    tone: str = ""


def timeline_of(initiative: Initiative, is_inside: bool) -> list[Entry]:
    words = {**FACTS, **INSIDE} if is_inside else FACTS
    events = list(Event.objects.about(initiative).filter(kind__in=words).order_by("-pk")[:SHOWN])
    notes = list(initiative.notes.select_related("company")[:SHOWN])
    names = names_of(events)
    entries = [*(told(event, words, names, is_inside) for event in events), *(as_entry(note) for note in notes)]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)[:SHOWN]


def names_of(events: Iterable[Event]) -> dict[int, str]:
    ids = {pk for event in events for pk in (event.company_id, event.payload.get("company")) if pk}
    return dict(Company.objects.filter(pk__in=ids).values_list("pk", "name"))


def told(event: Event, words: dict[str, Any], names: dict[int, str], is_inside: bool) -> Entry:
    gone = str(_("A former member"))
    partner = names.get(event.payload.get("company") or event.company_id, gone)
    data = {"company": names.get(event.company_id, gone), "partner": partner, "version": event.payload.get("version")}
    reason = event.payload.get("reason", "") if is_inside else ""
    return Entry(event.created_at, str(words[event.kind]) % data, reason, TONES.get(event.kind, ""))


def as_entry(note: InitiativeNote) -> Entry:
    return Entry(note.created_at, note.company.name, note.body)
