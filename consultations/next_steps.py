"""What conversations ask for."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies.steps import NextStep, next_step
from companies.waiting import within
from consultations.models import Room, RoomParty
from portal.core.actor import Actor


def places(actor: Actor) -> QuerySet[RoomParty]:
    """The conversations the acting company is in."""
    return RoomParty.objects.filter(company_id=actor.company_id)


@within(places)
def unread_rooms(actor: Actor) -> QuerySet[Room]:
    """Conversations with words that this person has not read, the newest first."""
    if not actor.may("talk"):
        return Room.objects.none()
    return Room.objects.visible_to(actor).for_list(actor).filter(Q(unread__gt=0, is_muted=False))


@next_step(15, unread_rooms)
def unread(actor: Actor, rooms: list[Any]) -> NextStep:
    room, number = rooms[0], rooms[0].unread
    partner = next(iter(room.other_companies(actor)), None)
    title = _("%(company)s wrote about “%(title)s”") % {"company": partner or "", "title": room.title}
    text = ngettext("%(n)s message is unread.", "%(n)s messages are unread.", number) % {"n": number}
    return NextStep("chat", title, text, _("Read messages"), room.get_absolute_url())
