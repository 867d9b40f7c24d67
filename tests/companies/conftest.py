"""Invitations to test with."""

import re
from typing import Any

from allauth.account.models import EmailAddress
from django.core import mail

from companies.models import Invitation, User
from portal.core.relay import deliver_all
from tests.cast import Person

ADDRESS = "mina@hanbit.example"


def confirm(user: User, email: str = "") -> None:
    EmailAddress.objects.create(user=user, email=email or user.email, verified=True, primary=not email)


def invite(who: Person, email: str = ADDRESS, role: str = "sales", **fields: Any) -> Invitation:
    return Invitation.send(who.actor, email, role, **fields)


def link_in_mail(number: int = -1) -> str:
    """Let the relay send what is due, and take the link out of the mail."""
    deliver_all()
    found = re.search(r"https?://[^/\s]+(\S*/invitations/\S+)", str(mail.outbox[number].body))
    assert found
    return found[1]
