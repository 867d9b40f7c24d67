"""The companies of a consultation as its reader may know them, with what may be done about each."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from babel import Locale
from babel.dates import format_date
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from consultations.inbox.office_hours import hours_now
from consultations.live.presence import Presence, presences
from consultations.models import AutoReply, ReadMark, Room, RoomParty
from consultations.permissions import can_open_room
from portal.core.actor import Actor
from portal.core.templatetags.trade import country_name


@dataclass(frozen=True)
class Row:
    """One company; `is_own` is the reader's, `may_remove` whether they may take it out or its invitation back."""

    party: RoomParty
    is_own: bool
    may_remove: bool
    people: tuple["Person", ...] = ()
    away_until: date | None = None

    @property
    def hours(self) -> str:
        """`open until 18:00` or `closed now, opens Monday 09:00 (02:00 your time)`; empty where nothing was told."""
        now = hours_now(self.party.company, timezone.now(), self.away_until)
        if now.is_open and now.turns_at:
            return _("open until %(time)s") % {"time": f"{now.turns_at:%H:%M}"}
        if now.is_open is None or now.turns_at is None:
            return _("closed now") if now.is_open is False else ""
        return opening_words(now.turns_at)

    @property
    def is_open(self) -> bool:
        return bool(hours_now(self.party.company, timezone.now(), self.away_until).is_open)

    @property
    def place(self) -> str:
        """Where the clock hangs: the company's city, else its country's name."""
        return self.party.company.city or str(country_name(self.party.company.country))


@dataclass(frozen=True)
class Person:
    """Somebody who has read or written here, with what is known of where they are now."""

    name: str
    presence: Presence


def opening_words(opens: datetime) -> str:
    """With the weekday when it is another day there, and in the reader's zone where that differs."""
    there = timezone.now().astimezone(opens.tzinfo)
    own = timezone.localtime(opens)
    day = format_date(opens.date(), "EEEE", locale=reader_locale())
    far = opens.date() - there.date() >= timedelta(days=6)
    day = format_date(opens.date(), "medium", locale=reader_locale()) if far else day
    values = {"day": day, "time": f"{opens:%H:%M}", "own": f"{own:%H:%M}"}
    if own.utcoffset() != opens.utcoffset():
        own_day = format_date(own.date(), "EEEE", locale=reader_locale())
        values["own"] = values["own"] if own.date() == opens.date() else f"{own_day} {values['own']}"
        if opens.date() == there.date():
            return _("closed now, opens %(time)s (%(own)s your time)") % values
        return _("closed now, opens %(day)s %(time)s (%(own)s your time)") % values
    if opens.date() == there.date():
        return _("closed now, opens %(time)s") % values
    return _("closed now, opens %(day)s %(time)s") % values


def reader_locale() -> Locale:
    return Locale.parse((get_language() or "en").replace("-", "_"))


def people_rows(room: Room, actor: Actor) -> list[Row]:
    """Who is here first, then who is invited, then who has gone; on a room of `for_cards`."""
    order = [RoomParty.State.HERE, RoomParty.State.INVITED]
    parties = sorted(
        room.parties_for(actor),
        key=lambda one: (order.index(RoomParty.State(one.state)) if one.state in order else 9, one.joined_at, one.pk),
    )
    own = next((one for one in parties if actor.acts_for(one.company_id)), None)
    people, away = people_here(room, parties), holidays([one.company_id for one in parties])
    return [
        Row(
            one,
            one is own,
            may_remove(one, own, actor),
            tuple(people.get(one.company_id, ())),
            away.get(one.company_id),
        )
        for one in parties
    ]


def people_here(room: Room, parties: list[RoomParty]) -> dict[int, list[Person]]:
    """By company those who have read or written here, who is here first; nobody who does not want it known."""
    here = [one.company_id for one in parties if one.is_here]
    marks = ReadMark._default_manager.filter(room=room, company__in=here).select_related("user")
    shown = list(marks.exclude(user__presence_choice__is_shown=False).order_by("user__name", "pk"))
    known = presences(room.pk, [one.user_id for one in shown])
    found: dict[int, list[Person]] = {}
    for mark in shown:
        if mark.company_id and known[mark.user_id].words:
            found.setdefault(mark.company_id, []).append(Person(str(mark.user), known[mark.user_id]))
    for people in found.values():
        people.sort(key=lambda one: ("here", "portal", "").index(one.presence.where))
    return found


def holidays(companies: list[int]) -> dict[int, date]:
    """Of those that are on holiday now by their own day, until when; the end of one that has none yet is far."""
    found = {}
    for reply in AutoReply._default_manager.filter(company__in=companies, first_day__isnull=False).select_related(
        "company"
    ):
        today = timezone.now().astimezone(reply.zone).date()
        last = reply.last_day or today + timedelta(days=365)
        if reply.first_day and reply.first_day <= today <= last:
            found[reply.company_id] = last
    return found


def may_remove(party: RoomParty, own: RoomParty | None, actor: Actor) -> bool:
    """As `can_remove_party`, for many at once without a query each."""
    if own is None or not own.is_here or party is own or not can_open_room(actor):
        return False
    return (party.is_here or party.is_invited) and (own.has_opened or actor.acts_for(party.invited_by_id))
