"""A company that was removed from a consultation: what it still finds of the others' words, what e-mails tell it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from consultations.inbox.message_search import found_in_messages
from consultations.models import Room
from notifications.delivery import hand_over_digests
from notifications.models import MailPreference, Notification
from portal.core.relay import deliver_all
from tests.cast import Person
from tests.consultations.conftest import say
from tests.consultations.test_circle import answer, bring_in, invite, remove

pytestmark = pytest.mark.django_db
SEARCH = "/consultations/search/"


@pytest.fixture
def trio(room: Room, buyer: Person, seller: Person, steward: Person) -> Room:
    """The association was brought in after the first words, without seeing them."""
    say(room, buyer, "needle one, before the association came")
    bring_in(buyer, room, steward)
    say(room, seller, "needle two, while it was there")
    return room


def shown(person: Person, q: str = "needle") -> str:
    page: str = person.client.get(SEARCH, {"q": q}).text
    return page


def found(person: Person, q: str = "needle") -> list[str]:
    return [message.body.partition(",")[0] for message in found_in_messages(q, person.actor)]


def test_search_finds_what_was_said_during_a_stay_and_nothing_after_it(
    trio: Room, buyer: Person, seller: Person, steward: Person
) -> None:
    assert found(steward) == ["needle two"]
    assert remove(buyer, trio, steward.company) == 302
    say(trio, seller, "needle three, after it was removed")
    assert found(steward) == ["needle two"], "what it has read once it may read again"
    page = shown(steward)
    assert "while it was there" in page and "after it was removed" not in page and "before the" not in page
    assert "<mark>" not in shown(steward, "removed")
    assert found(seller) == ["needle three", "needle two", "needle one"]


def test_who_comes_back_finds_both_stays_and_not_what_was_said_between_them(
    trio: Room, buyer: Person, seller: Person, steward: Person
) -> None:
    remove(buyer, trio, steward.company)
    say(trio, seller, "needle three, in between")
    assert invite(buyer, trio, steward.company) == 302 and answer(steward, trio) == 302
    say(trio, seller, "needle four, after it came back")
    assert found(steward) == ["needle four", "needle two"]
    assert "in between" not in shown(steward)


def test_an_edit_after_the_removal_is_not_found_either(
    trio: Room, buyer: Person, seller: Person, steward: Person
) -> None:
    remove(buyer, trio, steward.company)
    later = say(trio, seller, "Plain words")
    type(later).objects.filter(pk=later.pk).update(body="needle five, edited in")
    assert found(steward) == ["needle two"] and found(buyer)[0] == "needle five"


@pytest.fixture
def daily(steward: Person) -> None:
    """Messages come by one e-mail a day."""
    MailPreference.choose(steward.user, {"messages": "daily"})


@pytest.fixture
def tomorrow(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """Lets the day pass and gives the texts of the e-mails that went out to the association."""

    def pass_on() -> list[str]:
        deliver_all()
        later: datetime = timezone.now() + timedelta(days=2)
        monkeypatch.setattr(timezone, "now", lambda: later)
        hand_over_digests()
        deliver_all()
        return [one.body for one in mail.outbox if "steward@" in " ".join(one.to)]

    return pass_on


def test_while_it_takes_part_the_digest_comes(
    trio: Room, seller: Person, steward: Person, daily: Any, tomorrow: Any
) -> None:
    deliver_all()
    mail.outbox.clear()
    say(trio, seller, "needle three, that nobody of them has read yet")
    assert any(trio.title in body for body in tomorrow())


def test_a_digest_says_nothing_of_words_after_the_removal(
    trio: Room, buyer: Person, seller: Person, steward: Person, daily: Any, tomorrow: Any
) -> None:
    deliver_all()
    Notification.objects.all().delete()
    mail.outbox.clear()
    remove(buyer, trio, steward.company)
    deliver_all()
    say(trio, seller, "needle three, after it was removed")
    deliver_all()
    assert not Notification.objects.filter(user=steward.user, kind__startswith="message").exists()
    assert not any("after it was removed" in body or "needle" in body for body in tomorrow())


def test_what_waited_for_the_digest_speaks_of_its_stay_alone(
    trio: Room, buyer: Person, seller: Person, steward: Person, daily: Any, tomorrow: Any
) -> None:
    deliver_all()
    mail.outbox.clear()
    say(trio, seller, "needle three, that nobody of them has read yet")
    deliver_all()
    waiting = Notification.objects.get(user=steward.user, kind__startswith="message")
    before = waiting.times
    remove(buyer, trio, steward.company)
    for number in range(3):
        say(trio, seller, f"needle {number} after it was removed")
    bodies = tomorrow()
    waiting.refresh_from_db()
    assert waiting.times == before, "what is said later is not counted with it"
    assert not any("after it was removed" in body for body in bodies)
    page = steward.client.get("/my/notifications/").text
    assert "after it was removed" not in page
    assert "needle 2 after" not in steward.client.get(trio.get_absolute_url()).text
