"""Orders that an intermediary places and takes for its members, and orders of companies that become one."""

import uuid
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from moneyed import Money

from catalog.models import Product
from companies.models import Company
from portal.core.actor import Actor
from portal.core.permissions import Refused
from portal.core.relay import deliver_all
from tests.cast import Person, make_company
from tests.companies.mandates import begin, give, under
from tests.companies.test_merging import merge
from tests.trade.orders import make_order
from tests.trade.test_orders_by_program import ORDERS, product, send, wish
from trade.models import Order

__all__ = ["product"]  # the fixture
pytestmark = pytest.mark.django_db


def order(by: Actor, product: Product, quantity: int) -> Order:
    return Order.place_at_list_terms(by, product, Decimal(quantity), Money("4.20", "USD"), uuid.uuid4())


def test_under_a_mandate_orders_stay_below_its_limit(buyer: Person, steward: Person, product: Product) -> None:
    agent = under(give(buyer, steward, buy_limit=Decimal(50), currency="USD"), steward)
    with pytest.raises(Refused, match=r"USD.50.00"):  # 84 dollars
        order(agent, product, 20)
    assert not Order.objects.exists()
    placed = order(agent, product, 10)
    assert (placed.buyer, placed.total) == (buyer.company, Decimal(42))
    sample = Order.place_sample(agent, product, Decimal(2), uuid.uuid4())
    assert (sample.buyer, sample.total) == (buyer.company, Decimal(6))


def test_a_mandate_that_does_not_buy_orders_nothing(buyer: Person, steward: Person, product: Product) -> None:
    agent = under(give(buyer, steward, buys=False, buy_limit=None), steward)
    with pytest.raises(PermissionDenied):
        order(agent, product, 10)
    with pytest.raises(PermissionDenied):
        Order.place_sample(agent, product, Decimal(2), uuid.uuid4())
    assert not Order.objects.exists()


def test_an_order_above_the_limit_is_not_confirmed_for_a_member(buyer: Person, seller: Person, steward: Person) -> None:
    assert buyer.company and seller.company
    large = make_order(buyer.company, seller.company, ("Lathe", "1", "900"))
    small = make_order(buyer.company, seller.company, ("Drill", "1", "90"))
    agent = under(give(seller, steward, sell_limit=Decimal(100), currency="USD"), steward)
    with pytest.raises(Refused, match=r"USD.100.00"):
        large.confirm(agent)
    small.confirm(agent)
    assert [Order.objects.get(pk=one.pk).state for one in (large, small)] == ["placed", "confirmed"]


def test_an_agents_session_does_not_reach_the_api(buyer: Person, steward: Person, product: Product) -> None:
    """Programs have keys of their own; a mandate is for the pages, which say for whom they act."""
    begin(give(buyer, steward), steward)
    assert send(steward.client, ORDERS, wish(product)).status_code == 403
    assert not Order.objects.exists()


def test_orders_of_a_company_that_is_taken_into_another_go_on(
    moderator: Person, buyer: Person, seller: Person, supplier: Company, client: Client
) -> None:
    assert buyer.company
    twin = make_company("HANBIT Bearings Co., Ltd.", "supplier", "KR", website="https://www.hanbit.example/en")
    theirs = make_order(buyer.company, twin, ("Drill", "10", "90"), state="confirmed")
    bought = make_order(twin, buyer.company, ("Oil", "1", "9"))
    between = make_order(supplier, twin, ("Cage", "1", "5"))
    deliver_all()
    assert merge(moderator, supplier, twin) == 302
    for order in (theirs, bought, between):
        order.refresh_from_db()
    assert (theirs.supplier, theirs.series, bought.buyer) == (supplier, twin.ref, supplier)
    assert (between.buyer, between.supplier) == (supplier, twin), "what the two had with each other stays"
    assert send(seller.client, f"{ORDERS}{theirs.ref}/production/").status_code == 200
