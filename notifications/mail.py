"""The e-mail of one notification or of several, in its reader's language, and the link that ends these e-mails."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext, override

from companies.models import User
from notifications.excerpts import tell_what_was_said
from notifications.models import Notification, hours_of
from notifications.words import ALWAYS_MAILED, SWITCHABLE, Group
from portal.core.mails import deliver, letter

SALT = "notifications.unsubscribe"


def send(user: User, notes: list[Notification], name: str) -> bool:
    """Send them as one e-mail; whether the mail server took it. The caller holds the rows.

    Raises Unavailable when the mail server is away. An address that the server refuses for good is given up:
    no repetition would change it, and the notifications stay in the portal.
    """
    return deliver(compose(user, notes, name))


def compose(user: User, notes: list[Notification], name: str) -> EmailMultiAlternatives:
    """Text and simple HTML; it says what happened, and leaves what was written behind the sign-in."""
    language = user.language or settings.LANGUAGE_CODE
    with override(language), timezone.override(hours_of([user.pk])[user.pk].zone):
        tell_what_was_said(user, notes)
        chapters = list(chapters_of(user, notes))
        stoppable = [chapter.group for chapter in chapters if chapter.group not in ALWAYS_MAILED]
        stop = settings.SITE_URL + unsubscribe_path(user, stoppable)
        context: dict[str, Any] = {
            "user": user,
            "subject": subject_of(notes),
            "single": notes[0] if len(notes) == 1 else None,
            "count": len(notes),
            "chapters": chapters,
            "site": settings.SITE_URL,
            "inbox_link": settings.SITE_URL + reverse("notifications:list"),
            "settings_link": settings.SITE_URL + reverse("notifications:settings"),
            "stop_link": stop if stoppable else "",
            "language": language,
        }
        message = letter("notifications/mail", context["subject"], user.email, context, name)
        if stoppable:
            message.extra_headers["List-Unsubscribe"] = f"<{stop}>"
            message.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    return message


def subject_of(notes: list[Notification]) -> str:
    if len(notes) == 1:
        return notes[0].title
    count = len(notes)
    return ngettext("%(count)s notification for you", "%(count)s notifications for you", count) % {"count": count}


class Chapter(NamedTuple):
    """What an e-mail tells of one group, and the link that ends e-mails of it; none where that cannot be."""

    group: Group
    notes: list[Notification]
    stop_link: str


def chapters_of(user: User, notes: list[Notification]) -> Iterable[Chapter]:
    """In the order in which the groups stand in the portal."""
    for group in Group:
        if chosen := [note for note in notes if note.group == group]:
            can_stop = group not in ALWAYS_MAILED
            yield Chapter(group, chosen, settings.SITE_URL + unsubscribe_path(user, [group]) if can_stop else "")


def unsubscribe_path(user: User, groups: Iterable[Group]) -> str:
    token = signing.dumps([user.pk, *map(str, groups)], salt=SALT)
    return reverse("notifications:unsubscribe", args=[token])


def reader_of(token: str) -> tuple[User, list[Group]] | None:
    """The person whose link it is, and of what it ends the e-mails; None for a token that is not ours.

    Links of mails from before there were groups hold the person alone: they end all that can be ended.
    """
    try:
        content = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    pk, *groups = content if isinstance(content, list) else [content]
    user = User.objects.filter(pk=pk).first()
    return (user, [group for group in SWITCHABLE if group in groups or not groups]) if user else None
