"""What the clock does: expiry, reminders, odd prices; and search hears of all of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from catalog.models import Category, ListingReview, Product, ProductFlag
from catalog.standing import clock
from catalog.standing.clock import expire_listings, release_the_rest, remind_of_expiry
from catalog.standing.prices import look_at_prices
from notifications.models import Notification
from portal.core import relay
from portal.core.events import HANDLERS, Event
from tests.cast import Person, make_product
from tests.catalog.standing import fresh_firm, waiting

pytestmark = pytest.mark.django_db


def until(days: float) -> Any:
    return timezone.now() + timedelta(days=days)


def test_what_nobody_confirms_expires_in_batches_and_each_firm_hears_once(
    seller: Person, stranger: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "BATCH", 2)
    for number in range(5):
        make_product(seller.company, f"S-{number}", expires_at=until(-1))
    make_product(stranger.company, "X", expires_at=until(-1))
    kept = make_product(seller.company, "KEPT", expires_at=until(1))
    never = make_product(seller.company, "NEVER")
    expire_listings()
    expire_listings()
    assert Product.objects.filter(state="expired").count() == 6
    assert {kept.pk, never.pk} == set(Product.objects.published().values_list("pk", flat=True))
    relay.deliver_all()
    assert Notification.objects.filter(kind="listings.expired").count() == 2
    told = Notification.objects.get(user=seller.user)
    assert (told.data["count"], told.path) == (5, "/my/products/?state=expired")


def test_a_portal_whose_listings_last_for_ever_expires_none(seller: Person, settings: Any) -> None:
    settings.LISTING_DAYS = 0
    make_product(seller.company, expires_at=until(-1))
    draft = make_product(seller.company, "D", state="draft")
    draft.publish(seller.actor)
    expire_listings()
    remind_of_expiry()
    assert Product.objects.published().count() == 2 and draft.expires_at is None


def test_a_firm_is_reminded_once_of_all_that_ends_soon(seller: Person, colleague: Person) -> None:
    for number in range(3):
        make_product(seller.company, f"S-{number}", expires_at=until(13))
    make_product(seller.company, "LATER", expires_at=until(40))
    remind_of_expiry()
    remind_of_expiry()
    relay.deliver_all()
    assert Notification.objects.filter(kind="listings.expiring").count() == 2, "both people, once"
    assert Notification.objects.get(user=seller.user).data["count"] == 3
    Event.objects.update(created_at=until(-8))
    remind_of_expiry()
    assert Event.objects.filter(kind="listings.expiring").count() == 2


def test_what_slipped_into_the_queue_behind_the_trust_is_let_go(seller: Person) -> None:
    product = waiting(seller.company)  # the firm is trusted already
    held = waiting(fresh_firm().company)
    release_the_rest()
    assert Product.objects.get(pk=product.pk).is_published
    assert Product.objects.get(pk=held.pk).state == "in_review"


def leaf() -> Category:
    return Category.objects.filter(children=None, level=2).order_by("path")[0]


def test_prices_far_from_the_middle_are_flagged_and_stay_on_the_market(seller: Person, moderator: Person) -> None:
    category = leaf()
    for number in range(20):
        make_product(seller.company, f"N-{number}", category=category, price="10.00")
    dear = make_product(seller.company, "DEAR", "Dear one", category=category, price="5000.00")
    cheap = make_product(seller.company, "CHEAP", category=category, price="0.01")
    other = make_product(seller.company, "KG", category=category, price="5000.00", unit="KGM")
    zero = make_product(seller.company, "ZERO", category=category, price="0.00")
    look_at_prices()
    look_at_prices()
    found = {flag.product_id: flag.kind for flag in ProductFlag.objects.unresolved()}
    assert found == {dear.pk: "outlier", cheap.pk: "outlier", zero.pk: "zero"} and other.pk not in found
    assert Product.objects.published().count() == 24 and not ListingReview.objects.exists()
    page = moderator.client.get("/desk/listings/flags/").content.decode()
    assert "Dear one" in page and "500 times above" in page
    moderator.client.post(f"/desk/listings/{cheap.ref}/flag/", {"flag": "outlier:", "words": "A sample."})
    dear.reprice(seller.actor, dear.price_tiers.get().amount / 400, dear.moq)
    look_at_prices()
    assert list(ProductFlag.objects.unresolved().values_list("product_id", flat=True)) == [zero.pk]
    assert ProductFlag.objects.get(product=cheap).state == "cleared"
    cheap.reprice(seller.actor, cheap.price_tiers.get().amount * 2, cheap.moq)
    look_at_prices()
    assert ProductFlag.objects.get(product=cheap).is_open, "another price, another look"


def test_prices_of_few_are_not_compared_and_currencies_are_converted(seller: Person) -> None:
    category = leaf()
    for number in range(18):
        make_product(seller.company, f"N-{number}", category=category, price="10.00")
    won = make_product(seller.company, "KRW", category=category, price=None)
    won.price_tiers.create(amount="14000", currency="KRW")
    make_product(seller.company, "DEAR", category=category, price="5000.00")
    Product.objects.filter(sku="N-0").update(state="paused")
    look_at_prices()
    assert not ProductFlag.objects.exists(), "nineteen are too few"
    Product.objects.filter(sku="N-0").update(state="published")
    look_at_prices()
    assert ProductFlag.objects.get().product.sku == "DEAR"


def test_search_hears_of_every_change_of_what_buyers_see() -> None:
    index = HANDLERS["search.handlers.index"]
    for kind in ("submitted", "published", "paused", "renewed", "expired", "approved", "rejected", "appeal_answered"):
        assert index.wants(Event(kind=f"product.{kind}", subject_type="catalog.product")), kind
