"""The activity log of a company: its events in words. Each app says what its own kinds of events mean.

Events are facts of the outbox; they are kept for good, and nobody edits them.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.models import Company, Mandate, User
from portal.core.actor import Actor
from portal.core.events import Event, EventQuerySet

PAGE = 50
CHUNK = 500
GROUPS: dict[str, Any] = {
    "people": gettext_lazy("People and keys"),
    "company": gettext_lazy("Company and proof"),
    "catalogue": gettext_lazy("Products"),
    "offers": gettext_lazy("Offers and inquiries"),
    "quotations": gettext_lazy("Requests and quotations"),
    "payments": gettext_lazy("Payments"),
    "talk": gettext_lazy("Conversations"),
    "communities": gettext_lazy("Communities"),
    "staff": gettext_lazy("Programme staff"),
}


@dataclass(frozen=True)
class Deed:
    """What an event of this kind says was done, as a sentence without its subject."""

    group: str
    words: Any


DEEDS: dict[str, Deed] = {}
ABOUT: set[str] = set()  # kinds told to a company although somebody else did it
SILENT = {"import.requested", "import.continued", "notification.made"}  # steps of the machinery


def activity_words(group: str, words: dict[str, Any], about: bool = False) -> None:
    """Say what kinds of events mean; with `about` a company reads them when staff or the clock did it to the company.

    A kind without words is told by the name of what it was about, never by its code. Raises KeyError, when the portal
    starts, for a group that there is not.
    """
    GROUPS[group]
    DEEDS.update({kind: Deed(group, said) for kind, said in words.items()})
    ABOUT.update(words if about else ())


@dataclass(frozen=True)
class Entry:
    """A line of the log. `who` did it; `through` is the member of staff who did it in their name."""

    number: int
    at: datetime
    who: str
    through: str
    words: str
    title: str
    url: str
    group: str
    agent: str = ""  # for whom and by which intermediary it was done, if under a mandate


@dataclass(frozen=True)
class Log:
    """The events of a company, newest first, as `reader` may see them; each filter narrows it."""

    company: Company
    reader: Actor
    group: str = ""
    person: str = ""  # the key of a user, "keys" for API keys, "staff" for the programme
    since: datetime | None = None
    before: int | None = None
    mandate: int | None = None  # only what was done under it

    def events(self, limit: int) -> list[Event]:
        """Two short walks along an index each, put together, rather than one over everybody's events."""
        found = [*self.narrowed(self.own())[:limit], *self.narrowed(self.about())[:limit]]
        return sorted(found, key=lambda event: -event.pk)[:limit]

    def own(self) -> EventQuerySet:
        """What was done for the company, or for one that it has taken in."""
        if self.mandate is not None:
            return Event.objects.filter(mandate_id=self.mandate).exclude(kind__in=SILENT)
        absorbed = self.company.absorbed.values_list("lost_id", flat=True)
        return Event.objects.filter(company_id__in=[self.company.pk, *absorbed]).exclude(kind__in=SILENT)

    def about(self) -> EventQuerySet:
        if self.mandate is not None:
            return Event.objects.none()
        return Event.objects.about(self.company).filter(company_id=None, kind__in=ABOUT)

    def narrowed(self, events: EventQuerySet) -> EventQuerySet:
        if self.group:
            events = events.filter(kind__in=[kind for kind, deed in DEEDS.items() if deed.group == self.group])
        if self.person:
            events = events.filter(doer_is(self.person))
        if self.since:
            events = events.filter(created_at__gte=self.since)
        if self.before:
            events = events.filter(pk__lt=self.before)
        return events.select_related("user", "through").order_by("-pk")

    def page(self, limit: int = PAGE) -> tuple[list[Entry], int | None]:
        """The entries, and the number to go on before; None at the end."""
        events = self.events(limit + 1)
        more = events[limit - 1].pk if len(events) > limit else None
        return entries_of(events[:limit], self.reader), more

    def all(self) -> Iterator[Entry]:
        """Every entry, a chunk at a time."""
        before = self.before
        while True:
            entries, before = replace(self, before=before).page(CHUNK)
            yield from entries
            if before is None:
                return


def doer_is(person: str) -> Q:
    if person == "keys":
        return ~Q(token="")
    if person == "staff":
        return Q(through__isnull=False) | Q(company_id=None)
    return Q(user_id=int(person), through=None) if person.isdecimal() and len(person) < 19 else Q(pk=None)


def entries_about(company: Company, reader: Actor, limit: int) -> list[Entry]:
    """The newest few, for a page that shows them beside other things."""
    return Log(company, reader).page(limit)[0]


def entries_of(events: list[Event], reader: Actor) -> list[Entry]:
    seen, names, agents = subjects_of(events, reader), names_in(events), agents_in(events)
    return [
        replace(
            entry_of(event, seen.get((event.subject_type, event.subject_id)), names),
            agent=agents.get(event.mandate_id, ""),
        )
        for event in events
    ]


def agents_in(events: list[Event]) -> dict[int, str]:
    """The intermediaries that acted under mandates, by the mandate."""
    keys = {event.mandate_id for event in events if event.mandate_id}
    rows = Mandate.objects.filter(pk__in=keys).select_related("agent", "principal") if keys else ()
    return {one.pk: behalf(one) for one in rows}


def behalf(mandate: Mandate) -> str:
    """`Busan Association, on behalf of Hansol Bearings`: what follows the name of the person who acted."""
    return _("%(agent)s, on behalf of %(company)s") % {"agent": mandate.agent.name, "company": mandate.principal.name}


def entry_of(event: Event, subject: tuple[str, str] | None, names: dict[int, str]) -> Entry:
    deed = DEEDS.get(event.kind)
    title, url = subject or (told_title(event, names), "")
    return Entry(
        number=event.pk,
        at=event.created_at,
        who=who(event),
        through=_("%(name)s (programme staff)") % {"name": event.through} if event.through else "",
        words=str(deed.words) if deed else _("Change recorded: %(what)s") % {"what": kind_name(event.subject_type)},
        title=title,
        url=url,
        group=str(GROUPS[deed.group]) if deed else "",
    )


def who(event: Event) -> str:
    """Who did it: a person, a key, staff in their own person, or the portal itself."""
    if event.token:
        return _("API key …%(end)s") % {"end": event.token}
    if event.user is None:
        return _("Former member") if event.company_id else _("The portal")
    if event.company_id is None:
        return _("%(name)s (programme staff)") % {"name": event.user}
    return str(event.user)


def subjects_of(events: list[Event], reader: Actor) -> dict[tuple[str, int], tuple[str, str]]:
    """Title and address of what the events are about, where it is still there and the reader may see it."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for event in events:
        if event.subject_id is not None and event.subject_type != "companies.company":
            wanted[event.subject_type].add(event.subject_id)
    found: dict[tuple[str, int], tuple[str, str]] = {}
    for label, keys in wanted.items():
        for row in rows_of(label, keys, reader):
            found[label, row.pk] = (str(getattr(row, "subject_title", row)), row.get_absolute_url())
    return found


def rows_of(label: str, keys: set[int], reader: Actor) -> Any:
    try:
        model = apps.get_model(label)
    except LookupError:
        return ()
    manager: Any = model._default_manager
    if not hasattr(manager, "visible_to") or not hasattr(model, "get_absolute_url"):
        return ()
    rows = manager.visible_to(reader).filter(pk__in=keys)
    for complete in ("for_cards", "for_lists"):
        if hasattr(rows, complete):
            return getattr(rows, complete)()
    near = [field.name for field in model._meta.fields if field.many_to_one]  # what its title and address may name
    return rows.select_related(*near)


def names_in(events: list[Event]) -> dict[int, str]:
    """The people that events name besides who did it: who was let in, who had to go."""
    keys = {key for event in events if isinstance(key := event.payload.get("user"), int)}
    return {user.pk: str(user) for user in User.objects.filter(pk__in=keys)} if keys else {}


def told_title(event: Event, names: dict[int, str]) -> str:
    """What the event itself says it was about; it may be gone."""
    payload = event.payload
    if payload.get("user") in names:
        return names[payload["user"]]
    for key in ("title", "name", "email", "sku", "path"):
        if isinstance(payload.get(key), str) and payload[key]:
            return str(payload[key])
    return _("%(n)s at once") % {"n": len(payload["ids"])} if payload.get("ids") else ""


def kind_name(label: str) -> str:
    try:
        return str(capfirst(apps.get_model(label)._meta.verbose_name))
    except (LookupError, ValueError):
        return _("something that is gone")
