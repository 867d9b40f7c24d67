"""Days and moments in notifications are written when they are read: in that language, by that clock."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.core import mail
from django.utils import timezone

from notifications.models import Notification
from notifications.moments import day_of, moment_of, said
from portal.core.events import record
from portal.core.relay import deliver_all
from tests.cast import Person
from tests.offers.conftest import make_offer

NIGHT = datetime(2026, 12, 1, 22, 30, tzinfo=UTC)  # the second of December in Seoul, half past seven
TALK = {"company": "Hanbit", "title": "Bearings"}


def told(person: Person, **data: Any) -> Notification:
    kind = {"kind": "meeting.confirmed", "path": "/my/", "event_id": Notification.objects.count() + 1}
    return Notification.objects.create(user=person.user, data={**TALK, **data}, **kind)


def live_in(person: Person, zone: str) -> None:
    type(person.user).objects.filter(pk=person.user.pk).update(timezone=zone)


def read(person: Person, prefix: str = "") -> str:
    return person.client.get(f"{prefix}/my/notifications/").content.decode()


def test_a_moment_is_told_by_the_clock_and_in_the_language_of_whoever_reads(seller: Person) -> None:
    told(seller, day=moment_of(NIGHT))
    live_in(seller, "Asia/Seoul")
    assert "“Bearings”: Wed, 2 Dec 2026, 07:30 (Seoul)" in read(seller)
    assert "2026년 12월 2일, 07:30" in read(seller, "/ko")
    live_in(seller, "America/New_York")
    assert "Tue, 1 Dec 2026, 17:30 (New York)" in read(seller), "who moves sees the clock of where they are"


def test_of_a_day_no_hour_is_told(seller: Person) -> None:
    told(seller, day=day_of(date(2026, 12, 1)))
    told(seller, title="Held", day=day_of(NIGHT))
    live_in(seller, "Asia/Seoul")
    html, korean = read(seller), read(seller, "/ko")
    assert "“Bearings”: 1 Dec 2026<" in html and "2026년 12월 1일<" in korean
    assert "“Held”: 2 Dec 2026<" in html, "the day that it is where the reader lives"


def test_rows_from_before_keep_their_words_and_whatever_is_no_day_stays(seller: Person) -> None:
    told(seller, day="1 Dec 2026, 09:00 (Seoul)", title="Old")
    told(seller, day="2026-12-01", title="Bare")
    for odd in ("", "soon", {"moment": "never"}, {"moment": "2026-12-01T10:00:00"}, {"day": None}, {}, 7, None):
        told(seller, day=odd)
    html = read(seller)
    assert "“Old”: 1 Dec 2026, 09:00 (Seoul)" in html and "“Bare”: 1 Dec 2026<" in html
    assert said({"title": "2026-12-01"}) == {"title": "2026-12-01"}, "what people write is not read as a day"


def test_what_is_told_of_an_offer_is_read_in_both_languages_and_mailed_in_the_readers(seller: Person) -> None:
    last = timezone.localdate() + timedelta(days=3)
    offer = make_offer(seller, title="Bearings", valid_until=last)
    type(seller.user).objects.filter(pk=seller.user.pk).update(language="ko")
    record("offer.ending", offer)
    deliver_all()
    note = Notification.objects.get(user=seller.user, kind="offer.ending")
    assert note.data["day"] == {"day": last.isoformat()}
    assert f"{last.day} {last:%b} {last.year}" in read(seller)
    assert f"{last.year}년 {last.month}월 {last.day}일" in read(seller, "/ko")
    assert any(
        f"{last.year}년 {last.month}월 {last.day}일" in letter.subject + str(letter.body) for letter in mail.outbox
    )
