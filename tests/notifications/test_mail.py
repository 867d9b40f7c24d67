"""E-mails: in the reader's language, once, and ended by one click."""

import re
import smtplib
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.utils import timezone

from consultations.models import Room
from notifications.models import MailPreference, Notification
from offers.models import Inquiry
from portal.core.events import Event
from portal.core.relay import deliver_all
from tests.cast import Person
from tests.offers.conftest import make_inquiry


def test_a_mail_goes_out_at_once_in_the_language_of_its_reader(
    seller: Person, colleague: Person, buyer: Person
) -> None:
    seller.user.language = "ko"
    seller.user.save()
    make_inquiry(buyer, seller, title="Ball bearings", question="Secret project Falcon")
    deliver_all()
    mails = {message.to[0]: message for message in mail.outbox}
    assert set(mails) == {seller.user.email, colleague.user.email}
    assert mails[colleague.user.email].subject == "Nordwerk Handel asks about “Ball bearings”"
    korean = mails[seller.user.email]
    assert "문의" in korean.subject and "Nordwerk Handel" in korean.subject
    assert "/ko/my/notifications/N-" in korean.body
    html = korean.alternatives[0][0]
    assert '<html lang="ko">' in html and "<script" not in html
    assert all("Falcon" not in str(message.message()) for message in mail.outbox), "what was written stays inside"
    assert Notification.objects.filter(mailed_at=None).count() == 0


def test_the_link_in_the_mail_leads_to_the_page_after_signing_in(seller: Person, inquiry: Inquiry) -> None:
    deliver_all()
    match = re.search(r"https?://[^/]+(/my/notifications/N-\S+)", str(mail.outbox[0].body))
    assert match
    assert "/accounts/login/?next=" in Client().get(match[1]).headers["Location"]
    assert seller.client.get(match[1]).headers["Location"] == f"/inquiries/{inquiry.ref}/"


def test_no_mail_is_sent_twice(seller: Person, inquiry: Inquiry) -> None:
    deliver_all()
    Event.objects.update(state=Event.State.PENDING, handled=[])
    deliver_all()
    assert len(mail.outbox) == 1


def rhythm_of(person: Person, group: str = "inquiries") -> str:
    return MailPreference.rhythms_of(person.user)[group]


def test_who_wants_no_mails_gets_none_and_still_sees_the_notification(seller: Person, inquiry: Inquiry) -> None:
    MailPreference.choose(seller.user, {"inquiries": "off"})
    deliver_all()
    assert mail.outbox == [] and Notification.objects.filter(user=seller.user).count() == 1


def stop_link(message: Any) -> str:
    header = message.extra_headers["List-Unsubscribe"]
    assert header in str(message.message())
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    return "/" + header.strip("<>").split("/", 3)[3]


def test_a_mail_program_unsubscribes_with_one_post_and_without_cookies(seller: Person, inquiry: Inquiry) -> None:
    deliver_all()
    link = stop_link(mail.outbox[0])
    program = Client(enforce_csrf_checks=True)
    assert program.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert rhythm_of(seller) == "off" and rhythm_of(seller, "messages") == "instant"


def test_a_person_is_asked_before_the_mails_end(seller: Person, visitor: Client, inquiry: Inquiry) -> None:
    deliver_all()
    link = stop_link(mail.outbox[0])
    assert "No more e-mails" in visitor.get(link).content.decode()
    assert rhythm_of(seller) == "instant", "a scanner that follows links must not unsubscribe anybody"
    assert "gets no more e-mails" in visitor.post(link).content.decode()


def test_a_forged_link_unsubscribes_nobody(seller: Person, visitor: Client, inquiry: Inquiry) -> None:
    deliver_all()
    link = stop_link(mail.outbox[0])
    for forged in (link[:-3] + "xx/", "/notifications/unsubscribe/1/", "/notifications/unsubscribe/a:b:c/"):
        assert visitor.post(forged).status_code == 404
    assert rhythm_of(seller) == "instant"


def broken(problem: Exception) -> Any:
    def send(self: EmailMultiAlternatives, fail_silently: bool = False) -> int:
        raise problem

    return send


@pytest.mark.parametrize(
    "problem",
    [
        ConnectionRefusedError(),
        smtplib.SMTPServerDisconnected(),
        smtplib.SMTPConnectError(421, b"busy"),
        TimeoutError(),
    ],
)
def test_a_mail_server_that_is_down_delays_mails_and_loses_none(
    seller: Person, inquiry: Inquiry, monkeypatch: pytest.MonkeyPatch, problem: Exception
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(EmailMultiAlternatives, "send", broken(problem))
        deliver_all()
    assert Notification.objects.get(user=seller.user).mailed_at is None
    waiting = Event.objects.get(kind="notification.made")
    assert (waiting.state, waiting.attempts) == (Event.State.PENDING, 0), "an outage uses up no attempts"
    Event.objects.update(due_at=timezone.now())
    deliver_all()
    assert len(mail.outbox) == 1


def test_an_address_refused_for_good_is_given_up(
    seller: Person, inquiry: Inquiry, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = smtplib.SMTPRecipientsRefused({seller.user.email: (550, b"no such user")})
    monkeypatch.setattr(EmailMultiAlternatives, "send", broken(refused))
    deliver_all()
    assert Event.objects.get(kind="notification.made").state == Event.State.DONE
    assert Notification.objects.get(user=seller.user).mailed_at is None


def test_a_chat_message_is_mailed_only_to_who_has_not_read_it_within_a_minute(buyer: Person, seller: Person) -> None:
    room = Room.open_about("company", seller.company, buyer.actor)
    room.post("Hello", buyer.actor)
    deliver_all()
    assert mail.outbox == []
    Event.objects.filter(kind="notification.made").update(due_at=timezone.now() - timedelta(seconds=1))
    deliver_all()
    assert [message.to for message in mail.outbox] == [[seller.user.email]]
    Notification.objects.all().mark_read()
    room.post("Again", buyer.actor)
    deliver_all()
    seller.client.get(f"/consultations/{room.ref}/")
    Event.objects.filter(kind="notification.made").update(due_at=timezone.now() - timedelta(seconds=1))
    deliver_all()
    assert len(mail.outbox) == 1, "it was read meanwhile"


def test_line_breaks_in_a_title_do_not_reach_the_headers(seller: Person, buyer: Person) -> None:
    make_inquiry(buyer, seller, title="Bearings\r\nBcc: everybody@example.com")
    deliver_all()
    assert len(mail.outbox) == 1
    assert mail.outbox[0].recipients() == [seller.user.email]
    assert "\n" not in mail.outbox[0].subject
