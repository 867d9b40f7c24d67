"""Invitations to test with, the programme's reviewers, and a vault of the test's own."""

import re
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from companies.models import Company, Invitation, User
from portal.core.relay import deliver_all
from tests.cast import Person, make_company
from tests.companies.verification import make_reviewer

ADDRESS = "mina@hanbit.example"


@pytest.fixture
def vault(settings: Any, tmp_path: Path) -> Path:
    settings.PRIVATE_ROOT = tmp_path / "private"
    return tmp_path / "private"


@pytest.fixture
def office(db: None) -> Company:
    return make_company("Programme Office", "programme", "KR")


@pytest.fixture
def reviewer(office: Company) -> Person:
    return make_reviewer("first@programme.example", office)


@pytest.fixture
def second(office: Company) -> Person:
    return make_reviewer("second@programme.example", office)


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
