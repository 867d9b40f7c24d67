"""Answering from an e-mail without signing in: one person, one room, seven days."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from companies.models import Membership
from consultations.inbox import reply_links
from consultations.inbox.reply_links import reply_url
from consultations.models import Message, ReplyByMail, Room
from notifications.models import MailPreference, Notification
from notifications.models.preference import hours_of, mail_time
from offers.models import CannedReply
from portal.core.relay import deliver_all
from tests.cast import Person
from tests.consultations.conftest import say

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(room: Room, seller: Person, buyer: Person) -> str:
    say(room, buyer, "Is it in stock?")
    url = reply_url(seller.user, seller.company, room)
    return url[url.index("/consultations/") :]


def test_it_shows_the_last_words_and_answers_as_the_person(
    link: str, visitor: Client, room: Room, seller: Person
) -> None:
    page = visitor.get(link)
    assert page.status_code == 200 and "Is it in stock?" in page.text and "You answer as" in page.text
    assert "noindex" in page["X-Robots-Tag"] and "no-store" in page["Cache-Control"]
    assert room.read_marks.filter(user=seller.user).count() == 0
    client_id = page.context["form"].initial["client_id"]
    for _twice in range(2):
        assert "Your message is sent." in visitor.post(link, {"body": "Yes", "client_id": client_id}).text
    said = Message.objects.get(number=2)
    assert (said.user, said.company, said.body) == (seller.user, seller.company, "Yes")
    assert visitor.get("/consultations/").status_code == 302


def test_an_empty_answer_is_asked_for_again(link: str, visitor: Client) -> None:
    assert visitor.post(link, {"body": " "}).status_code == 422 and Message.objects.count() == 1


@pytest.mark.parametrize(
    "change", [lambda t: t[:-2] + "/", lambda t: t.replace(":", ";"), lambda t: t[:-8] + "AAAAAAA/"]
)
def test_a_link_that_was_changed_opens_nothing(link: str, visitor: Client, change: Any) -> None:
    assert visitor.post(change(link), {"body": "Yes"}).status_code == 404 and Message.objects.count() == 1


def test_it_ends_after_seven_days(link: str, visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reply_links, "VALID", timedelta(seconds=-1))
    assert visitor.get(link).status_code == 404


def test_it_ends_with_the_membership_the_role_the_account_or_the_wish(
    link: str, visitor: Client, seller: Person, colleague: Person, room: Room
) -> None:
    ReplyByMail.choose(seller.user, False)
    assert visitor.get(link).status_code == 404 and reply_url(seller.user, seller.company, room) == ""
    ReplyByMail.choose(seller.user, True)
    assert visitor.get(link).status_code == 404, "links of before stay dead"
    url = reply_url(colleague.user, seller.company, room)
    path = url[url.index("/consultations/") :]
    assert visitor.get(path).status_code == 200
    Membership.objects.filter(user=colleague.user).update(role="viewer")
    assert visitor.get(path).status_code == 404
    Membership.objects.filter(user=colleague.user).update(role="sales")
    colleague.user.is_active = False
    colleague.user.save()
    assert visitor.get(path).status_code == 404
    colleague.user.is_active = True
    colleague.user.save()
    Membership.objects.get(user=colleague.user).end(by=seller.actor)
    assert visitor.post(path, {"body": "I am gone"}).status_code == 404 and Message.objects.count() == 1


def test_a_day_has_so_many_replies(link: str, visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reply_links, "MOST_REPLIES", 2)
    codes = [visitor.post(link, {"body": f"No {number}"}).status_code for number in range(4)]
    assert codes == [200, 200, 422, 422] and Message.objects.count() == 3


def test_one_mail_for_all_that_came_with_the_beginnings_and_the_link(
    room: Room, seller: Person, buyer: Person, visitor: Client
) -> None:
    MailPreference.choose(seller.user, {"messages": "quarter"})
    say(room, buyer, "First words")
    say(room, buyer, "Second words")
    deliver_all()
    note = Notification.objects.get(user=seller.user)
    assert note.mail_at and timedelta(minutes=14) < note.mail_at - timezone.now() <= timedelta(minutes=30)
    assert not mail.outbox
    Notification.objects.update(mail_at=timezone.now())
    from notifications.delivery import hand_over_digests

    hand_over_digests()
    deliver_all()
    (sent,) = mail.outbox
    assert "First words" in sent.body and "Second words" in sent.body and "/consultations/reply/" in sent.body
    path = next(word for word in sent.body.split() if "/consultations/reply/" in word)
    assert visitor.get(path[path.index("/consultations/") :]).status_code == 200


def test_who_switched_it_off_gets_no_words_and_no_link(room: Room, seller: Person, buyer: Person) -> None:
    ReplyByMail.choose(seller.user, False)
    MailPreference.choose(seller.user, {"messages": "hourly"})
    say(room, buyer, "First words")
    deliver_all()
    Notification.objects.update(mail_at=timezone.now())
    from notifications.delivery import hand_over_digests

    hand_over_digests()
    deliver_all()
    (sent,) = mail.outbox
    assert "First words" not in sent.body and "/reply/" not in sent.body


def test_quarters_and_hours_gather(seller: Person) -> None:
    hours = hours_of([seller.user.pk])[seller.user.pk]
    at = timezone.now().replace(hour=10, minute=2, second=0, microsecond=0)
    assert mail_time("messages", "quarter", hours, at) == at.replace(minute=30)
    assert mail_time("messages", "hourly", hours, at) == at.replace(hour=11, minute=0)


def test_prepared_replies_come_filled_into_the_composer(
    room: Room, seller: Person, buyer: Person, viewer: Person
) -> None:
    reply = CannedReply.keep(seller.actor, language="en", title="Terms", body="Dear {company}, {us} / {me} / {odd}")
    page = seller.client.get(room.get_absolute_url(), {"reply": reply.ref}).text
    words = f"Dear Nordwerk Handel, Hanbit Bearings / {seller.user.name} / {{odd}}"
    assert words in page and "Terms (English)" in page
    url = f"/consultations/{room.ref}/prepared/{reply.ref}/"
    assert seller.client.get(url).json() == {"body": words}
    assert buyer.client.get(url).status_code == 404
    assert "Terms" not in buyer.client.get(room.get_absolute_url(), {"reply": reply.ref}).text
    assert "Terms (en)" not in viewer.client.get(room.get_absolute_url()).text
