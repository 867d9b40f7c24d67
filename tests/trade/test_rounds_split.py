"""How an amount is split: to the last minor unit, whatever the currency."""

from decimal import Decimal

import pytest
from moneyed import Money

from portal.core.money import rounded
from trade.rounds.prices import split


@pytest.mark.parametrize("currency", ["EUR", "KRW", "KWD"])
@pytest.mark.parametrize("price", ["0.3333", "9.2", "1234.5678", "0.005"])
def test_shares_add_up_to_the_whole_exactly(currency: str, price: str) -> None:
    quantities = {1: Decimal(7), 2: Decimal("3.333"), 3: Decimal(1), 4: Decimal("7")}
    total, shares = split(quantities, Decimal(price), currency)
    assert sum(share.amount for share in shares) == total
    assert all(rounded(Money(share.amount, currency)).amount == share.amount for share in shares)
    assert {share.key: share.quantity for share in shares} == quantities


def test_the_rest_goes_to_the_largest_and_is_shown() -> None:
    total, shares = split({5: Decimal(1), 9: Decimal(2), 7: Decimal(2)}, Decimal("0.335"), "EUR")
    by_key = {share.key: share for share in shares}
    assert total == Decimal("1.68")
    assert by_key[7].rest == total - Decimal("0.34") - 2 * Decimal("0.67")
    assert by_key[5].rest == by_key[9].rest == 0


def test_one_alone_pays_all() -> None:
    total, shares = split({1: Decimal(3)}, Decimal("1.115"), "USD")
    assert [share.amount for share in shares] == [total]
