"""The e-mail of a notification, in its reader's language, and the link that ends these e-mails."""

import logging
from email.utils import parseaddr
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from companies.models import User
from notifications.models import MailChoice, Notification
from portal.core.events import Unavailable

logger = logging.getLogger("portal.mail")

SALT = "notifications.unsubscribe"


def send_mail_of(notification: Notification) -> None:
    """Send it and note that; the caller holds the row.

    Raises Unavailable when the mail server is away. An address that the server refuses for good is given up:
    no repetition would change it, and the notification stays in the portal.
    """
    if MailChoice.of(notification.user) == MailChoice.Mode.OFF:
        return
    try:
        compose(notification).send()
    except SMTPRecipientsRefused as problem:
        if any(code < 500 for code, _reason in problem.recipients.values()):
            raise
        logger.warning("the address of user %s is refused: %r", notification.user_id, problem)
        return
    except (SMTPException, OSError) as problem:
        if isinstance(problem, SMTPResponseException) and problem.smtp_code >= 500:
            raise
        raise Unavailable(f"mail server: {problem!r}") from problem
    notification.mailed_at = timezone.now()
    notification.save(update_fields=["mailed_at"])


def compose(notification: Notification) -> EmailMultiAlternatives:
    """Text and simple HTML; it says what happened, and leaves what was written behind the sign-in."""
    user = notification.user
    with override(user.language or settings.LANGUAGE_CODE):
        stop = settings.SITE_URL + unsubscribe_path(user)
        context: dict[str, Any] = {
            "notification": notification,
            "user": user,
            "link": settings.SITE_URL + notification.get_absolute_url(),
            "settings_link": settings.SITE_URL + reverse("notifications:list"),
            "stop_link": stop,
            "language": user.language or settings.LANGUAGE_CODE,
        }
        message = EmailMultiAlternatives(
            subject=notification.title[:150],
            body=render_to_string("notifications/mail.txt", context),
            to=[user.email],
            headers={
                "List-Unsubscribe": f"<{stop}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",  # RFC 8058
                "Auto-Submitted": "auto-generated",
                "Message-ID": message_id(notification),
            },
        )
        message.attach_alternative(render_to_string("notifications/mail.html", context), "text/html")
    return message


def message_id(notification: Notification) -> str:
    """The same for each attempt, so that a mail sent twice by an outage in between shows once."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{notification.ref}@{domain}>"


def unsubscribe_path(user: User) -> str:
    return reverse("notifications:unsubscribe", args=[signing.dumps(user.pk, salt=SALT)])


def reader_of(token: str) -> User | None:
    """The person whose link it is; None for a token that is not ours."""
    try:
        pk = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return User.objects.filter(pk=pk).first()
