"""Money is rounded in one way, half up: an order's line comes to what its invoice, its payment and the lists say."""

import re
from decimal import Decimal
from typing import Any

import pytest
from moneyed import Money

from catalog.bulk import amount_changed
from catalog.compare import fitting
from catalog.imports.values import amount_of
from portal.core.money import as_unit_price, half_up, half_up_to, rounded
from tests.cast import Person
from tests.trade.invoices.papers import confirmed_order, issued
from tests.trade.orders import make_order
from trade.invoices.ubl import xml_of
from trade.models import Split
from trade.orders.direct import share_price

# Half to even would give another last digit in each.
TOTALS = [
    ("USD", "1", "0.1250", "0.13"),
    ("KRW", "1", "2.5", "3"),
    ("JPY", "0.5", "5", "3"),
    ("KWD", "1", "0.0125", "0.013"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("currency", "quantity", "price", "total"), TOTALS)
def test_the_total_of_an_order_is_half_up(
    currency: str, quantity: str, price: str, total: str, buyer: Person, seller: Person
) -> None:
    order = make_order(buyer.company, seller.company, ("Grease", quantity, price), currency=currency)
    assert order.total == order.lines.get().total.amount == Decimal(total)


@pytest.mark.parametrize(("currency", "quantity", "price", "total"), TOTALS)
def test_what_is_owed_back_is_rounded_as_far_as_what_is_paid(
    currency: str, quantity: str, price: str, total: str
) -> None:
    exact = Money(Decimal(quantity) * Decimal(price), currency)
    assert rounded(exact).amount == Decimal(total) and rounded(-exact).amount == -Decimal(total)


@pytest.mark.parametrize(
    ("digits", "amount", "expected"),
    [(0, "0.5", "1"), (0, "-2.5", "-3"), (2, "0.125", "0.13"), (4, "1.00005", "1.0001")],
)
def test_the_one_way(digits: int, amount: str, expected: str) -> None:
    assert half_up_to(digits, Decimal(amount)) == Decimal(expected)


def test_prices_of_a_table_are_changed_half_up() -> None:
    assert amount_changed(Decimal("0.50"), "USD", Decimal(5)) == Decimal("0.53"), "0.525"
    assert amount_changed(Decimal(50), "KRW", Decimal(5)) == 53, "52.5"


def test_prices_side_by_side_are_half_up() -> None:
    assert fitting(Decimal("1.125"), "USD") == half_up(Decimal("1.125"), "USD") == Decimal("1.13")
    assert fitting(Decimal("2.5"), "KRW") == 3
    assert fitting(Decimal("0.00125"), "USD") == as_unit_price(Decimal("0.00125")) == Decimal("0.0013")


def test_imported_prices_are_half_up_and_never_nothing() -> None:
    assert amount_of(Decimal("1.00005")) == Decimal("1.0001")
    assert amount_of(Decimal("0.00001")) == Decimal("0.0001")


def test_the_price_of_a_share_is_half_up() -> None:
    """USD 0.01 for 8 are 0.00125 each."""
    split: Any = Split(unit_amount=Decimal("0.5"), amount=Decimal("0.01"), quantity=Decimal(8), currency="USD")
    assert share_price(split) == Decimal("0.0013")


@pytest.mark.django_db
def test_what_rounding_takes_is_said_half_up_in_an_e_invoice(buyer: Person, seller: Person) -> None:
    """KRW 2.345 come to 2 won; in hundredths they are 2.35, so that rounding took 0.35."""
    invoice = issued(seller, confirmed_order(seller, buyer, ("Grease", "1", "2.345"), currency="KRW"))
    assert re.search(rb"<cbc:Amount currencyID=.KRW.>0.35<", xml_of(invoice))
