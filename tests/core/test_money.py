"""Amounts in the reader's manner, and conversions that say which day's rate they use."""

from datetime import date
from decimal import Decimal

import pytest
from moneyed import Money

from portal.core import money


@pytest.mark.parametrize(
    ("amount", "currency", "language", "shown"),
    [
        ("1250", "USD", "en", "USD 1,250.00"),
        ("1250", "KRW", "ko", "KRW 1,250"),
        ("0.0425", "EUR", "en", "EUR 0.0425"),
        ("1250.5", "EUR", "de", "EUR 1.250,50"),
        ("7", "JPY", "en", "JPY 7"),
    ],
)
def test_money_is_shown_with_its_code_and_its_own_decimals(
    amount: str, currency: str, language: str, shown: str
) -> None:
    assert money.format_money(Money(amount, currency), language).replace("\u00a0", " ") == shown


@pytest.mark.parametrize(
    ("amount", "currency", "whole"),
    [
        ("0.125", "USD", "0.13"),
        ("2.5", "KRW", "3"),
        ("-2.5", "JPY", "-3"),
        ("1.0005", "KWD", "1.001"),
        ("0.134", "EUR", "0.13"),
    ],
)
def test_amounts_are_rounded_half_up_to_the_minor_unit_of_their_currency(
    amount: str, currency: str, whole: str
) -> None:
    assert money.rounded(Money(amount, currency)).amount == Decimal(whole)


def test_a_conversion_tells_its_rate_and_its_day() -> None:
    converted = money.convert(Money("100", "USD"), "KRW")
    assert converted is not None
    assert converted.money.currency.code == "KRW"
    assert converted.money.amount == converted.money.amount.to_integral_value(), "the won has no smaller part"
    assert abs(converted.money.amount - converted.rate * 100) < 1
    assert date(2020, 1, 1) < converted.date <= date.today()


def test_there_and_back_is_the_same_amount() -> None:
    there = money.convert(Money("100.00", "EUR"), "USD")
    assert there is not None
    back = money.convert(there.money, "EUR")
    assert back is not None and abs(back.money.amount - Decimal("100.00")) <= Decimal("0.01")


def test_without_a_rate_there_is_no_conversion() -> None:
    assert money.convert(Money("100", "VES"), "EUR") is None
