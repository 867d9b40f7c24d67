"""A link in an e-mail by which one person answers in one room without signing in.

Signed, for seven days, for one person, one company and one room. It opens nothing but the last messages of that room
and a field to answer, and ends at once when the person leaves the company, loses the role that talks, is locked out,
or switches such links off.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies.models import Company, User
from consultations.models import Message, ReplyByMail, Room
from consultations.permissions import can_speak
from portal.core.actor import Actor
from portal.core.permissions import Refused

SALT = "consultations.reply"
VALID = timedelta(days=7)
EXCERPT = 10  # messages that the page shows
MOST_REPLIES = 20  # of one person in one room by links, within a day
DAY = 24 * 60 * 60


@dataclass(frozen=True)
class ReplyLink:
    """Whom a link lets answer where, as it holds at this moment."""

    actor: Actor
    room: Room

    def messages(self) -> list[Message]:
        return self.room.messages_for(self.actor).until(None, EXCERPT)

    def take_one(self) -> None:
        """Count a reply. Raises Refused after twenty of a day: who has so much to say signs in."""
        key = f"consultations.replies.{self.actor.user_id}.{self.room.pk}"
        cache.add(key, 0, DAY)
        if cache.incr(key) > MOST_REPLIES:
            raise Refused(_("That were many replies by this link today. Sign in to go on."))


def reply_url(user: User, company: Company, room: Room) -> str:
    """The whole address; empty when the person wants no such links."""
    series = ReplyByMail.series_of(user)
    if series is None:
        return ""
    token = signing.dumps([user.pk, company.pk, room.pk, series], salt=SALT)
    return settings.SITE_URL + reverse("consultations:reply", args=[token])


def opened(token: str) -> ReplyLink | None:
    """None for a link that is not ours, is too old, or holds no longer; which of these is told to nobody."""
    try:
        user_id, company_id, room_id, series = signing.loads(token, salt=SALT, max_age=VALID)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = User.objects.filter(pk=user_id, is_active=True).first()
    company = Company.objects.filter(pk=company_id).first()
    if user is None or company is None or ReplyByMail.series_of(user) != series:
        return None
    actor = user.actor_for(company.slug)
    room = Room.objects.visible_to(actor).for_cards().filter(pk=room_id).first()
    if room is None or not actor.acts_for(company.pk) or not can_speak(actor, room):
        return None
    return ReplyLink(actor, room)
