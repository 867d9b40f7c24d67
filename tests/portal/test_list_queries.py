"""Lists of signed-in people ask the same number of times for one row and for many."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from community.models import Community, Thread
from portal.core.events import record
from tests.cast import Person, make_product, signed_in
from tests.community.conftest import make_community
from tests.community.initiative_cast import propose
from tests.queries import Asked, queries_of
from tests.trade.deals import make_rfq, quote
from tests.trade.orders import make_order

pytestmark = pytest.mark.django_db
TRADE = ["/orders/", "/my/quotations/", "/api/v1/orders/", "/api/v1/quotations/", "/api/v1/rfqs/"]


def asked(person: Person, urls: list[str]) -> dict[str, Asked]:
    return {url: queries_of(person.client, url) for url in urls}


def test_orders_and_quotations_in_pages_and_by_the_api(seller: Person, buyer: Person) -> None:
    assert seller.company and buyer.company

    def add() -> None:
        make_order(buyer.company, seller.company)  # type: ignore[arg-type]  # both have a company in the cast
        quote(seller, make_rfq(buyer))

    add()
    few = asked(seller, TRADE)
    for _one in range(4):
        add()
    assert asked(seller, TRADE) == few


def test_the_activity_log(seller: Person, steward: Person) -> None:
    """Its lines lead to things of many apps: each kind is read once."""
    houses: list[Community] = [make_community(steward, f"House {number}", members=(seller,)) for number in range(4)]

    def act(number: int) -> None:
        assert seller.company
        record("product.published", make_product(seller.company, f"L-{number}"), by=seller.actor)
        Thread.start(houses[number], seller.actor, f"Talk {number}", "Who has steel?")
        propose(houses[number], seller)

    act(0)
    few = queries_of(seller.client, "/my/activity/")
    for number in range(1, 4):
        act(number)
    assert queries_of(seller.client, "/my/activity/") == few


def test_sign_ins_are_read_together_and_those_that_are_over_go(seller: Person) -> None:
    def come(key: str) -> None:
        UserSession.objects.create(user=seller.user, session_key=key, ip="198.51.100.7", user_agent="Browser")

    def arrive() -> Client:
        client = signed_in(seller.user)
        come(str(client.cookies["sessionid"].value))
        return client

    come(str(seller.client.cookies["sessionid"].value))
    few = queries_of(seller.client, "/my/account/sessions/")
    for _one in range(2):
        arrive()
    assert queries_of(seller.client, "/my/account/sessions/") == few
    come("gone")
    over = arrive().session
    over.set_expiry(timezone.now() - timedelta(minutes=1))
    over.save()
    page = seller.client.get("/my/account/sessions/")
    assert len(page.context["places"]) == 3
    assert UserSession.objects.filter(user=seller.user).count() == 3, "this one and two others"
