"""A link in an e-mail by which one person answers in one thread without signing in.

Signed, for seven days, for one person, one company and one thread. It opens nothing but the thread's last post and a
field to answer, and ends at once when the person or the company may not write there any more, when the thread is
closed, or when they switch such links off.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.discussion.models import Post, Thread
from community.discussion.permissions import can_reply
from companies.models import Company, User
from portal.core.actor import Actor
from portal.core.permissions import Refused
from portal.core.reply_series import series_of

SALT = "community.reply"
VALID = timedelta(days=7)
MOST_REPLIES = 20  # of one person in one thread by links, within a day
DAY = 24 * 60 * 60


@dataclass(frozen=True)
class ReplyLink:
    """Whom a link lets answer where, as it holds at this moment."""

    actor: Actor
    thread: Thread

    def last_post(self) -> Post | None:
        posts = Post.objects.visible_to(self.actor).filter(thread=self.thread, removed_at=None)
        return posts.for_cards().order_by("-number").first()

    def take_one(self) -> None:
        """Count a reply. Raises Refused after twenty of a day: who has so much to say signs in."""
        key = f"community.replies.{self.actor.user_id}.{self.thread.pk}"
        cache.add(key, 0, DAY)
        if cache.incr(key) > MOST_REPLIES:
            raise Refused(_("That were many replies by this link today. Sign in to go on."))


def reply_url(user: User, company: Company, thread: Thread) -> str:
    """The whole address; empty when the person wants no such links."""
    series = series_of(user)
    if series is None:
        return ""
    token = signing.dumps([user.pk, company.pk, thread.pk, series], salt=SALT)
    return settings.SITE_URL + reverse("community:talk_reply", args=[token])


def opened(token: str) -> ReplyLink | None:
    """None for a link that is not ours, is too old, or holds no longer; which of these is told to nobody."""
    try:
        user_id, company_id, thread_id, series = signing.loads(token, salt=SALT, max_age=VALID)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = User.objects.filter(pk=user_id, is_active=True).first()
    company = Company.objects.filter(pk=company_id).first()
    if user is None or company is None or series_of(user) != series:
        return None
    actor = user.actor_for(company.slug)
    rows = Thread.objects.visible_to(actor).select_related("community")
    thread = rows.filter(pk=thread_id).first()
    if thread is None or not actor.acts_for(company.pk) or not can_reply(actor, thread):
        return None
    return ReplyLink(actor, thread)
