"""What conversations ask for."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies.steps import NextStep, next_step
from consultations.models import Room
from portal.core.actor import Actor


@next_step(15)
def unread(actor: Actor) -> NextStep | None:
    """The conversation with words that this person has not read, the newest first."""
    if not actor.may("talk"):
        return None
    room: Any = Room.objects.visible_to(actor).for_list(actor).filter(Q(unread__gt=0, is_muted=False)).first()
    if room is None:
        return None
    partner = next(iter(room.other_companies(actor)), None)
    title = _("%(company)s wrote about “%(title)s”") % {"company": partner or "", "title": room.title}
    text = ngettext("%(n)s message is unread.", "%(n)s messages are unread.", room.unread) % {"n": room.unread}
    return NextStep("chat", title, text, _("Read messages"), room.get_absolute_url())
