"""The invitation in the post: to a person when they have a place, when time or place change, when it is off.

It goes out whatever somebody has chosen about notifications: an event that is missing in a calendar is missed.
"""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.translation import gettext as _
from django.utils.translation import override

from community.calendar.calendars import invitation_of, where_said
from community.calendar.models import Gathering, Registration
from portal.core.events import Event, record, subscribe
from portal.core.mails import deliver, enter, letter
from portal.core.zones import day_and_time

KINDS = ("registration.made", "registration.moved_up", "registration.renewed", "registration.withdrawn")


@subscribe("gathering.moved", "gathering.cancelled")
def renew(event: Event) -> None:
    """One fact for each who comes, so that one address that fails holds up no other."""
    gathering = Gathering.objects.filter(pk=event.subject_id or 0).exclude(state=Gathering.State.DRAFT).first()
    if gathering is None or gathering.sequence != event.payload.get("sequence"):
        return
    for registration in gathering.registrations.going().order_by("pk"):
        record("registration.renewed", registration)


@subscribe(*KINDS)
def invite(event: Event) -> None:
    """As it stands now; who was only waiting has nothing in their calendar to take out."""
    registration = Registration.objects.for_lists().filter(pk=event.subject_id or 0).first()
    if registration is None or not registration.user.is_active:
        return
    is_out = event.kind == "registration.withdrawn"
    if is_out == registration.is_going or (is_out and event.payload.get("was") != Registration.State.GOING):
        return
    if registration.is_going and not Registration.objects.filter(pk=registration.pk).welcome().exists():
        return  # let in no more: their place ends, and nothing new of the event is theirs to know
    if registration.state != Registration.State.WAITING:
        deliver(compose(registration))


def compose(registration: Registration) -> EmailMultiAlternatives:
    reader, gathering = registration.user, registration.gathering
    language = reader.language or settings.LANGUAGE_CODE
    own_zone = reader.timezone or registration.company.timezone
    with override(language):
        is_off = gathering.is_cancelled or not registration.is_going
        context: dict[str, Any] = {
            "user": reader,
            "gathering": gathering,
            "registration": registration,
            "is_off": is_off,
            "is_changed": gathering.sequence > 0,
            "time": day_and_time(gathering.starts_at, gathering.zone),
            "own_time": day_and_time(gathering.starts_at, own_zone) if own_zone != gathering.zone else "",
            "where": where_said(gathering, with_link=not is_off),
            "link": f"{settings.SITE_URL}{gathering.get_absolute_url()}",
            "language": language,
        }
        context["subject"] = subject_of(registration, is_off) % {"title": gathering.title, "day": context["time"]}
        name = f"{registration.ref}-{gathering.sequence}-{registration.sequence}"
        message = letter("community/calendar/mail", context["subject"], reader.email, context, name)
        enter(message, *invitation_of(registration))
    return message


def subject_of(registration: Registration, is_off: bool) -> str:
    if registration.gathering.is_cancelled:
        return _("Called off: %(title)s, %(day)s")
    if is_off:
        return _("You gave your place back: %(title)s, %(day)s")
    if registration.gathering.sequence:
        return _("Changed: %(title)s, %(day)s")
    return _("Your place: %(title)s, %(day)s")
