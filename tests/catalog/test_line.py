"""How long a newcomer waits for staff: said wherever the firm meets it, and nothing that was not seen."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from catalog.models import ListingReview, Product
from catalog.standing.seen import mark_of
from companies.models import Claim
from notifications.models import Notification
from portal.core import relay
from portal.core.wait import Backlog, office_hours, promised_since
from tests.cast import Person, make_person, make_product
from tests.catalog.conftest import form_data
from tests.catalog.standing import fresh_firm, waiting
from tests.companies.verification import applied, make_reviewer

pytestmark = pytest.mark.django_db
NEW = "/my/products/new/"
SEOUL = ZoneInfo("Asia/Seoul")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """In Seoul, in November 2026: the 20th is a Friday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=SEOUL)


def since(product: Product, moment: datetime) -> None:
    ListingReview.objects.filter(product=product).update(submitted_at=moment)


def decided(by: Person, number: int, hours: float, moment: datetime) -> None:
    """So many firms whose first listing was decided on `moment`, after so many hours."""
    for name in range(number):
        product = waiting(fresh_firm(f"Firm{name} Works").company)
        product.approve(by.actor, mark_of(product))
        ListingReview.objects.filter(product=product).update(
            decided_at=moment, submitted_at=moment - timedelta(hours=hours)
        )


# -- hours of the office ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (at(20, 10), at(20, 12), 2),
        (at(20, 16), at(23, 11), 4),  # over the weekend
        (at(21, 10), at(22, 20), 0),  # nobody is there
        (at(20, 20), at(23, 7), 0),
        (at(16, 9), at(20, 18), 45),
        (at(20, 12), at(20, 10), 0),
    ],
)
def test_only_hours_of_the_office_count(start: datetime, end: datetime, hours: float) -> None:
    assert office_hours(start, end) == hours


def test_what_was_promised_ends_by_the_same_hours(settings: Any) -> None:
    settings.CHECK_DAYS = 2
    for now in (at(23, 11), at(22, 3), at(20, 18), at(25, 8, 59)):
        start = promised_since(now)
        assert office_hours(start, now) == pytest.approx(18)
        assert office_hours(start - timedelta(days=3), now) > 18


# -- the firm ---------------------------------------------------------------------------------------------------


def test_a_newcomer_reads_the_place_in_the_line_and_what_is_promised(settings: Any) -> None:
    settings.CHECK_DAYS = 3
    for name in ("Before One", "Early Two"):
        company = fresh_firm(name).company
        waiting(company, "A-1"), waiting(company, "A-2", "Another bearing 6205")
    fresh = fresh_firm()
    page = fresh.client.post(NEW, form_data(save="publish"), follow=True).content.decode()
    product = Product.objects.get(company=fresh.company)
    assert "2 firms are before you." in page and "within 3 working days" in page
    assert "In the last 30 days" not in page, "nothing was seen, so nothing is said of it"
    for url in (product.get_absolute_url(), "/my/"):
        page = fresh.client.get(url).content.decode()
        assert "2 firms are before you." in page and "Have your registration checked" in page
        assert "by e-mail too" in page and "whether goods may be traded" in page
    assert "1 listing waits for our check" in page


def test_korean_readers_have_it_in_korean() -> None:
    for name in ("Before One", "Early Two"):
        waiting(fresh_firm(name).company)
    fresh = fresh_firm()
    product = waiting(fresh.company)
    for url in ("/ko/my/", f"/ko{product.get_absolute_url()}"):
        page = fresh.client.get(url).content.decode()
        assert "앞에 2개 기업이 있습니다." in page and "영업일 기준 2일 안에" in page
        assert "firms are before" not in page and "working day" not in page


def test_how_long_it_took_is_said_once_there_is_enough_to_say(moderator: Person) -> None:
    fresh = fresh_firm("Late Comer")
    product = waiting(fresh.company)
    noon = promised_since()  # a moment at which the office is open
    decided(moderator, 2, 0.5, noon)
    assert "In the last 30 days" not in fresh.client.get("/my/").content.decode()
    old = fresh_firm("Old Works").company
    long_ago = waiting(old)
    long_ago.approve(moderator.actor, mark_of(long_ago))
    ListingReview.objects.filter(product=long_ago).update(
        decided_at=timezone.now() - timedelta(days=40), submitted_at=timezone.now() - timedelta(days=60)
    )
    assert "In the last 30 days" not in fresh.client.get("/my/").content.decode(), "too long ago to count"
    ListingReview.objects.filter(product=long_ago).update(
        decided_at=timezone.now() - timedelta(days=1), submitted_at=timezone.now() - timedelta(days=20)
    )
    page = fresh.client.get(product.get_absolute_url()).content.decode()
    assert "In the last 30 days it took an hour of work time at most" in page, "the middle one of three"


def test_who_waits_longer_than_promised_is_told_so() -> None:
    fresh = fresh_firm()
    product = waiting(fresh.company)
    since(product, timezone.now() - timedelta(days=9))
    page = fresh.client.get(product.get_absolute_url()).content.decode()
    assert "and are late" in page and "You are next" in page


def test_only_the_firm_reads_its_place_and_each_only_what_they_may_do(visitor: Client, seller: Person) -> None:
    fresh = fresh_firm()
    product = waiting(fresh.company)
    assert visitor.get(product.get_absolute_url()).status_code == 404
    assert "With our staff" not in seller.client.get("/my/").content.decode()
    viewer = make_person("viewer@newcomer.example", fresh.company, "viewer")
    page = viewer.client.get("/my/").content.decode()
    assert "You are next" in page and "Add further products" not in page
    assert "Have your registration checked: your" not in page


def test_a_receipt_goes_out_by_mail_in_the_readers_language() -> None:
    fresh = fresh_firm()
    fresh.user.language = "ko"
    fresh.user.save()
    draft = make_product(fresh.company, state="draft")
    draft.publish(fresh.actor)
    relay.deliver_all()
    assert Notification.objects.filter(user=fresh.user, kind="product.waiting").count() == 1
    assert any(draft.title in one.body for one in mail.outbox)


# -- the desk ---------------------------------------------------------------------------------------------------


def test_staff_see_the_oldest_and_what_is_past_the_promise(moderator: Person) -> None:
    assert Backlog.of(ListingReview.objects.waiting()) == Backlog()
    old, new = waiting(fresh_firm("Old Works").company), waiting(fresh_firm("New Works").company)
    since(old, timezone.now() - timedelta(days=9))
    for url in ("/desk/", "/desk/listings/"):
        page = moderator.client.get(url).content.decode()
        assert "1 has waited longer than we promise (within 2 working days)." in page
    assert page.count("Longer than promised") == 1 and new.title in page


def test_a_check_of_the_firm_says_the_same_of_its_line(buyer: Person, seller: Person) -> None:
    first = applied(seller)
    Claim.objects.filter(pk=first.pk).update(submitted_at=timezone.now() - timedelta(days=9))
    applied(buyer)
    page = buyer.client.get("/my/verification/registration/").content.decode()
    assert "1 firm is before you." in page and "within 2 working days" in page
    assert "1 firm is before you." in buyer.client.get("/my/").content.decode()
    assert "1 has waited longer" in make_reviewer("r@desk.example").client.get("/desk/verifications/").content.decode()
