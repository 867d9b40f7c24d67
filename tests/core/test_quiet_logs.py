"""What is written to the log names nobody, and no secret lies in the repository."""

import logging
import re
import subprocess
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client

from companies.models import ApiToken, Invitation, User
from notifications import mail as letters
from notifications.models import Notification
from offers.models import Inquiry
from tests.cast import Person

WORDS = ("A secret phrase of eleven", "Haneul Unmistakable", "haneul@unmistakable.example")


@pytest.mark.django_db
def test_a_newcomers_way_leaves_neither_name_nor_address_nor_token_in_the_log(
    caplog: pytest.LogCaptureFixture, visitor: Client, seller: Person, buyer: Person
) -> None:
    """Signed up, confirmed, wrong and right password, reset, invited, a key made, asked, lost, refused."""
    phrase, name, address = WORDS
    with caplog.at_level(logging.INFO):
        visitor.post("/accounts/signup/", {"email": address, "name": name, "password1": phrase})
        user = User.objects.get(email=address)
        link = re.search(r"/accounts/confirm-email/([^/]+)/", str(mail.outbox[-1].body))
        assert link
        visitor.post(link[0])
        visitor.post("/accounts/logout/")
        visitor.post("/accounts/login/", {"login": address, "password": f"{phrase}?"})
        visitor.post("/accounts/password/reset/", {"email": address})
        reset = re.search(r"/accounts/password/reset/key/([^/]+)/", str(mail.outbox[-1].body))
        assert reset
        visitor.get(reset[0])
        visitor.get("/accounts/password/reset/key/1-wrong-key/")
        visitor.post("/accounts/login/", {"login": address, "password": phrase})
        invited = {"email": address, "role": "sales", "language": "en"}
        seller.client.post("/my/people/invitations/new/", invited)
        _key, secret = ApiToken.issue(seller.company, ["read"], seller.actor)
        visitor.get("/api/v1/orders/", headers={"authorization": f"Bearer {secret}"})
        visitor.get("/api/v1/orders/", headers={"authorization": f"Bearer {secret}x"})
        Inquiry.send(buyer.actor, seller.company, title="Bearings", question=f"Ask {name}, {address}")
        visitor.get(f"/my/people/nobody/?q={address}")
        visitor.post("/webhooks/stripe/", {"email": address})
    assert Invitation.objects.count() == 1 and user.pk
    said = caplog.text
    for word in (*WORDS, secret, link[1], reset[1], seller.user.email, buyer.user.email):
        assert word not in said


@pytest.mark.django_db
def test_an_address_that_is_refused_is_not_written_down(
    caplog: pytest.LogCaptureFixture, seller: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: Any) -> Any:
        raise SMTPRecipientsRefused({seller.user.email: (550, b"no such user")})

    monkeypatch.setattr(EmailMessage, "send", refuse)
    assert letters.send(seller.user, list(Notification.objects.none()), "x") is False
    assert seller.user.email not in caplog.text and "550" in caplog.text


# What a secret looks like; an example of the docs has dots, dollar signs or words of its own in it.
SECRETS = re.compile(
    r"sk_live_[0-9A-Za-z]{10,}|rk_live_[0-9A-Za-z]{10,}|whsec_[0-9A-Za-z]{24,}|AKIA[0-9A-Z]{16}|ghp_[0-9A-Za-z]{36}"
    r"|xox[bp]-[0-9A-Za-z-]{20,}|-----BEGIN (?:RSA |EC )?PRIVATE KEY-----\n[A-Za-z0-9+/]{40}"
)


def test_no_secret_is_in_the_repository() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=settings.BASE_DIR, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a checkout of git")
    found = []
    for name in filter(None, listed.stdout.decode().split("\0")):
        path = settings.BASE_DIR / name
        if path.is_file() and path.stat().st_size < 1_000_000 and SECRETS.search(path.read_text(errors="ignore")):
            found.append(name)
    assert found == []


def test_every_secret_of_the_settings_is_taken_from_the_environment() -> None:
    text = (settings.BASE_DIR / "portal" / "settings.py").read_text()
    for name in re.findall(r"^(\w*(?:KEY|SECRET|PASSWORD|TOKEN)\w*) = ", text, re.M):
        value = re.search(rf"^{name} = (.+)$", text, re.M)
        assert value and (value[1].startswith("env.") or not re.search(r"[\"']\S{12,}", value[1])), name
