"""What a company answers while nobody is there."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone

from consultations.inbox.office_hours import is_open, open_time
from consultations.models import AutoReply, Message, Room
from notifications.models import Notification
from portal.core.relay import deliver_all
from tests.cast import Person
from tests.consultations.conftest import say

pytestmark = pytest.mark.django_db

TEXTS = {"en": "We are closed.", "ko": "지금은 근무 시간이 아닙니다."}


def on_holiday(person: Person, **fields: object) -> AutoReply:
    today = timezone.localdate()
    days = {"first_day": today - timedelta(days=1), "last_day": today + timedelta(days=1), "outside_hours": False}
    return AutoReply.keep(person.actor, **{**days, "texts": TEXTS, **fields})


def automatic() -> list[str]:
    return list(Message.objects.filter(is_automatic=True).values_list("body", flat=True))


def test_it_answers_once_a_day_in_the_askers_language_and_says_that_it_is_automatic(
    room: Room, seller: Person, buyer: Person
) -> None:
    on_holiday(seller)
    buyer.user.language = "ko"
    buyer.user.save()
    say(room, buyer, "계십니까?")
    deliver_all()
    say(room, buyer, "여보세요?")
    deliver_all()
    assert automatic() == [TEXTS["ko"]]
    assert "Automatic reply" in buyer.client.get(room.get_absolute_url()).text
    assert not Notification.objects.filter(user=buyer.user).exists()
    room.refresh_from_db()
    assert [one.number for one in room.messages.all()] == [1, 2, 3]
    assert room.ref in seller.client.get("/consultations/?tab=waiting").text


def test_two_that_are_away_do_not_answer_each_other(room: Room, seller: Person, buyer: Person) -> None:
    on_holiday(seller)
    on_holiday(buyer)
    say(room, buyer, "Hello")
    deliver_all()
    deliver_all()
    assert len(automatic()) == 1


def test_a_colleague_who_was_faster_and_own_words_bring_no_answer(room: Room, seller: Person, buyer: Person) -> None:
    on_holiday(seller)
    say(room, buyer, "Hello")
    say(room, seller, "Here I am")
    deliver_all()
    assert automatic() == []


def test_after_the_holiday_or_without_words_it_is_silent(room: Room, seller: Person, buyer: Person) -> None:
    on_holiday(seller, last_day=timezone.localdate() - timedelta(days=1), first_day=None)
    say(room, buyer, "Hello")
    on_holiday(buyer, texts={})
    say(room, seller, "Hello")
    deliver_all()
    assert automatic() == []


def test_hours_are_those_of_the_companys_clock(seller: Person) -> None:
    company = seller.company
    company.opens_at, company.closes_at, company.working_days = time(9), time(18), [0, 1, 2, 3, 4]
    friday, monday = datetime(2026, 11, 27, 8, 0, tzinfo=UTC), datetime(2026, 11, 30, 1, 0, tzinfo=UTC)
    assert is_open(company, friday) and not is_open(company, friday + timedelta(hours=2))
    assert open_time(company, friday, monday) == timedelta(hours=2)
    company.opens_at = company.closes_at = None
    assert is_open(company, friday) is None and open_time(company, friday, monday) == monday - friday


def test_outside_hours_needs_hours_and_words(seller: Person, colleague: Person, viewer: Person) -> None:
    seller.company.opens_at = seller.company.closes_at = None
    seller.company.save()
    page = seller.client.post("/consultations/settings/", {"outside_hours": "on", "text_en": "Closed"})
    assert page.status_code == 422 and "working hours in the company" in page.text and "Closed" in page.text
    assert seller.client.post("/consultations/settings/", {"first_day": "2026-12-24"}).status_code == 422
    days = {"first_day": "2026-12-24", "last_day": "2026-12-20", "text_en": "Closed"}
    assert seller.client.post("/consultations/settings/", days).status_code == 422
    assert colleague.client.post("/consultations/settings/", {"text_en": "Mine"}).status_code == 403
    assert viewer.client.post("/consultations/settings/", {"text_en": "Mine"}).status_code == 403
    assert not AutoReply.objects.exists()
    assert seller.client.post("/consultations/settings/", {**days, "last_day": ""}).status_code == 302
    assert AutoReply.objects.get().texts == {"en": "Closed"}
