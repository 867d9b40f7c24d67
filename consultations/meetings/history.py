"""What happened with a talk, in words for its page: from the events of the outbox, which nobody edits."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.models import Company, User
from consultations.models import Meeting
from portal.core.events import Event

SAID = {
    "meeting.requested": gettext_lazy("Asked for"),
    "meeting.confirmed": gettext_lazy("Confirmed"),
    "meeting.moved": gettext_lazy("Move"),
    "meeting.where_changed": gettext_lazy("Another way to meet"),
    "meeting.passed_on": gettext_lazy("Passed to a colleague"),
    "meeting.person_left": gettext_lazy("Who was to go has left"),
    "meeting.cancelled": gettext_lazy("Cancelled"),
    "meeting.lapsed": gettext_lazy("Ended without a confirmation"),
    "meeting.held": gettext_lazy("Took place"),
    "meeting.missed": gettext_lazy("Somebody did not come"),
    "minutes.written": gettext_lazy("Minutes written: version %(n)s"),
    "minutes.signed": gettext_lazy("Minutes signed: version %(n)s"),
}
TONES = {"meeting.confirmed": "done", "meeting.held": "done", "minutes.signed": "done"}
MOST = 60


def history_of(meeting: Meeting) -> list[dict[str, Any]]:
    """The newest first."""
    events = Event.objects.about(meeting).filter(kind__in=SAID).select_related("user").order_by("-id")[:MOST]
    rows = list(events)
    names = dict(Company.objects.filter(pk__in=[one.company_id or 0 for one in rows]).values_list("pk", "name"))
    return [line(one, names) for one in rows]


def line(event: Event, names: dict[int, str]) -> dict[str, Any]:
    title = _("Booked") if event.kind == "meeting.confirmed" and event.payload.get("is_new") else str(SAID[event.kind])
    title = title % {"n": event.payload["version"]} if "version" in event.payload else title
    person: User | None = event.user
    who = ", ".join(filter(None, [str(person) if person else "", names.get(event.company_id or 0, "")]))
    if event.payload.get("withdrawn"):
        who = f"{who}. {_('The signatures under the version before hold no longer.')}"
    return {"title": title, "text": who, "at": event.created_at, "tone": TONES.get(event.kind, "")}
