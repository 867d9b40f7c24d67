"""Sending one e-mail from a handler of the outbox."""

import logging
from email.utils import parseaddr
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from portal.core.events import Unavailable
from portal.core.particles import settled
from portal.core.texts import clean_line

logger = logging.getLogger("portal.mail")
LONGEST_SUBJECT = 150


def letter(template: str, subject: str, to: str, context: dict[str, Any], name: str) -> EmailMultiAlternatives:
    """A letter of ours to one address, in plain text and simple HTML: `template`.txt and .html.

    `name` is that of its Message-ID, the same for each attempt.
    """
    message = EmailMultiAlternatives(
        subject=clean_line(subject)[:LONGEST_SUBJECT],
        body=render_to_string(f"{template}.txt", context),
        to=[to],
        headers={"Auto-Submitted": "auto-generated", "Message-ID": message_id(name)},
    )
    message.attach_alternative(render_to_string(f"{template}.html", context), "text/html")
    return message


def enter(message: EmailMultiAlternatives, invitation: str, method: str) -> None:
    """Add an entry for the reader's calendar (RFC 5546), once for programs that show it and once as a file."""
    message.attach_alternative(invitation, f"text/calendar; method={method}")
    message.attach("invite.ics", invitation, "application/ics")


def deliver(message: EmailMultiAlternatives) -> bool:
    """Whether it went out; False for an address that the server refuses for good, which no repetition would change.

    Raises Unavailable when the mail server is away.
    """
    settle(message)
    try:
        message.send()
    except SMTPRecipientsRefused as problem:
        if any(code < 500 for code, _reason in problem.recipients.values()):
            raise
        logger.warning("an address is refused: %s", sorted({code for code, _reason in problem.recipients.values()}))
        return False
    except (SMTPException, OSError) as problem:
        if isinstance(problem, SMTPResponseException) and problem.smtp_code >= 500:
            raise
        raise Unavailable(f"mail server: {problem!r}") from problem
    return True


def settle(message: EmailMultiAlternatives) -> None:
    """The right Korean particle behind each name."""
    message.subject, message.body = settled(str(message.subject)), settled(str(message.body))
    written, message.alternatives = message.alternatives, []
    for content, kind in written:
        message.attach_alternative(settled(content) if isinstance(content, str) else content, kind)


def message_id(name: str) -> str:
    """The same for each attempt, so that a mail sent twice by an outage in between shows once."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{name}@{domain}>"
