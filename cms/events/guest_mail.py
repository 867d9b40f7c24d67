"""Letters to guests of events: the link that takes a place, the place with its part for calendars, reminders."""

from dataclasses import replace
from datetime import timedelta
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.signals import page_published

from cms.events.guests import EventGuest, GuestList
from cms.events.models import EventPage
from companies.account.personal import Rows, on_farewell, personal_data
from companies.models import User
from portal.core.events import Event, record, subscribe
from portal.core.icalendar import calendar
from portal.core.mails import deliver, enter, letter
from portal.core.texts import clean_line
from portal.core.timed import every
from portal.core.zones import day_and_time

DAY, HOUR = timedelta(hours=24), timedelta(hours=1)
IN_CALENDARS = ("placed", "moved_up", "renewed", "withdrawn")  # what changes an entry of a calendar
KINDS = ("asked", "queued", "tomorrow", "soon", *IN_CALENDARS)


@receiver(page_published, sender=EventPage)
def published(sender: Any, instance: EventPage, **kwargs: Any) -> None:
    """The page that was written first says how many places there are; translations say the same in other words."""
    if instance.live and instance.takes_guests:
        guests = GuestList.of(instance)
        first = guests.page()
        if first is not None and first.pk == instance.pk:
            guests.follow(first)


@subscribe(*(f"event_guest.{kind}" for kind in KINDS))
def write(event: Event) -> None:
    """As it stands now: what is not true any more is not told."""
    guest = EventGuest.objects.filter(pk=event.subject_id or 0).select_related("guests").first()
    page = guest.guests.page(guest.language) if guest else None
    if guest is None or page is None:
        return
    kind = event.kind.partition(".")[2]
    if kind == "withdrawn" and event.payload.get("was") != EventGuest.State.GOING:
        return  # who waited has nothing in their calendar
    expected = {"asked": None, "queued": EventGuest.State.WAITING, "withdrawn": EventGuest.State.WITHDRAWN}
    state = expected.get(kind, EventGuest.State.GOING)
    if state is None or guest.state == state:
        deliver(compose(guest, page, kind, event.pk))


def compose(guest: EventGuest, page: EventPage, kind: str, number: int) -> EmailMultiAlternatives:
    with override(guest.language):
        context: dict[str, Any] = {
            "guest": guest,
            "page": page,
            "kind": kind,
            "time": day_and_time(page.starts_at, page.zone),
            "link": f"{settings.SITE_URL}{guest.get_absolute_url()}",
            "language": guest.language,
            "is_known": guest.state in ("going", "waiting"),
        }
        subject = subject_of(guest, page, kind) % {"title": page.title, "day": context["time"]}
        context["subject"] = clean_line(subject)[:150]
        message = letter("cms/events/guest_mail", context["subject"], guest.email, context, f"{guest.ref}-{number}")
        if kind in IN_CALENDARS:
            enter(message, *letter_to(guest, page))
    return message


def subject_of(guest: EventGuest, page: EventPage, kind: str) -> str:
    if page.called_off and kind == "renewed":
        return _("Called off: %(title)s, %(day)s")
    if kind == "asked":
        return _("Your place: %(title)s") if guest.state in ("going", "waiting") else _("Take your place: %(title)s")
    subjects = {
        "queued": _("You are on the waiting list: %(title)s"),
        "withdrawn": _("You gave your place back: %(title)s, %(day)s"),
        "renewed": _("Changed: %(title)s, %(day)s"),
        "tomorrow": _("Tomorrow: %(title)s, %(day)s"),
        "soon": _("In an hour: %(title)s, %(day)s"),
    }
    return subjects.get(kind, _("Your place: %(title)s, %(day)s"))


def letter_to(guest: EventGuest, page: EventPage) -> tuple[str, str]:
    """The calendar's part of a letter to one guest, and its method (RFC 5546)."""
    known = page.entry()
    lines = [known.description, page.join_url if guest.is_going else ""]
    entry = replace(
        known,
        uid=f"event-{page.translation_key}-{guest.ref}",
        description="\n".join(line for line in lines if line),
        sequence=guest.guests.sequence + guest.sequence,
        changed_at=timezone.now(),
        is_cancelled=bool(page.called_off) or not guest.is_going,
        alarm=HOUR if guest.is_going else None,
        organizer=("Jangteo", parseaddr(settings.DEFAULT_FROM_EMAIL)[1]),
        attendee=(guest.name, guest.email),
    )
    method = "CANCEL" if entry.is_cancelled else "REQUEST"
    return calendar(page.title, [entry], method), method


@every(minutes=1)
def remind() -> None:
    """A day and an hour before; not of what was fixed later than that, of which everybody has just been told."""
    remind_of("told_day", DAY, "event_guest.tomorrow")
    remind_of("told_hour", HOUR, "event_guest.soon")


def remind_of(mark: str, before: timedelta, kind: str) -> None:
    """The mark is set where it was not, in the transaction of the fact: of two who try at once one succeeds."""
    now = timezone.now()
    pages = EventPage.objects.live().filter(
        starts_at__gt=now, starts_at__lte=now + before, called_off="", takes_guests=True
    )
    for key, starts_at in pages.values_list("translation_key", "starts_at").distinct():
        due = EventGuest.objects.filter(
            guests__key=key, state=EventGuest.State.GOING, placed_at__lte=starts_at - before
        )
        for pk in due.filter(**{mark: None}).values_list("pk", flat=True):
            with transaction.atomic():
                if due.filter(pk=pk, **{mark: None}).update(**{mark: now}):
                    record(kind, EventGuest.objects.get(pk=pk))


@every(hours=6)
def forget_guests() -> None:
    for guest in EventGuest.objects.forgettable():
        guest.delete()


@personal_data("event_places")
def places(user: User) -> Rows:
    """What came from the person's own address."""
    rows = EventGuest.objects.filter(email__iexact=user.email).select_related("guests").order_by("pk")
    for guest in rows:
        page = guest.guests.page(guest.language)
        said = {"name": guest.name, "company": guest.company, "note": guest.note, "state": guest.state}
        yield {"event": page.title if page else "", **said, "asked_at": guest.asked_at, "since": guest.queued_at}


@on_farewell
def forget_places(user: User) -> None:
    for guest in EventGuest.objects.filter(email__iexact=user.email).select_related("guests"):
        guest.withdraw()
        guest.delete()
