"""Money: decimal amounts that never go without their currency, and conversion at the European Central Bank's rates."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

from babel.numbers import format_currency, get_currency_precision
from currency_converter.currency_converter import CURRENCY_FILE, get_lines_from_zip
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from moneyed import CURRENCIES, Money, get_currency

UNIT_DIGITS = 4
MAX_AMOUNT = Decimal("99999999999999.9999")


def validate_currency(code: str) -> None:
    """Raise ValidationError unless `code` is an ISO 4217 currency code in use."""
    if code not in CURRENCIES:
        raise ValidationError(
            _("“%(code)s” is not a currency code such as USD."), params={"code": code}, code="currency"
        )


class AmountField(models.DecimalField):
    """An amount of money of up to 14 digits before the point and 4 after it (unit prices go below the cent)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_digits": 18, "decimal_places": UNIT_DIGITS, **kwargs})


class CurrencyField(models.CharField):
    """The ISO 4217 code of the amount beside it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 3, **kwargs})
        self.validators.append(validate_currency)


def minor_digits(currency: str) -> int:
    """How many decimals the currency has in use: 2 for USD, 0 for KRW and JPY (CLDR)."""
    return int(get_currency_precision(currency))


# What Stripe counts in whole units, and in thousandths of which the last is always 0. What goes to Stripe follows
# Stripe, not CLDR. https://docs.stripe.com/currencies
ZERO_DECIMAL = frozenset(
    ["BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"]
)
THREE_DECIMAL = frozenset(["BHD", "JOD", "KWD", "OMR", "TND"])


def stripe_digits(currency: str) -> int:
    return 0 if currency in ZERO_DECIMAL else 3 if currency in THREE_DECIMAL else 2


def to_minor(money: Money) -> int:
    """The amount as Stripe counts it, half up: USD 12.345 is 1235, KRW 5,000 is 5000, KWD 1.2344 is 1230."""
    code = money.currency.code
    step = Decimal(10) if code in THREE_DECIMAL else Decimal(1)
    minor = money.amount.scaleb(stripe_digits(code))
    return int(half_up_to(0, minor / step) * step)


def from_minor(amount: int, currency: str) -> Money:
    """What Stripe counted, as money; Stripe writes currencies in small letters."""
    code = currency.upper()
    return Money(Decimal(amount).scaleb(-stripe_digits(code)), get_currency(code))


def half_up_to(digits: int, amount: Decimal) -> Decimal:
    """With `digits` after the point, half away from zero: the one way in which the portal rounds money."""
    return amount.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def half_up(amount: Decimal, currency: str) -> Decimal:
    """In whole minor units of `currency`, half away from zero, as tax laws and Stripe round."""
    return half_up_to(minor_digits(currency), amount)


def as_unit_price(amount: Decimal) -> Decimal:
    """To the four decimals that an AmountField keeps of the price of one unit."""
    return half_up_to(UNIT_DIGITS, amount)


def rounded(money: Money) -> Money:
    """The amount in whole minor units, half up: quotation, order, payment and invoice agree to the last one."""
    return Money(half_up(money.amount, money.currency.code), money.currency)


def format_money(money: Money, language: str = "") -> str:
    """`USD 1,250.00` in the reader's manner, always with the code: a bare "$" means many currencies."""
    digits = max(minor_digits(money.currency.code), min(4, decimals(money.amount)))
    pattern = "¤¤\u00a0#,##0" + ("." + "0" * digits if digits else "")
    return str(
        format_currency(
            money.amount,
            money.currency.code,
            pattern,
            locale=(language or get_language() or "en").replace("-", "_"),
            currency_digits=False,
        )
    )


def decimals(amount: Decimal) -> int:
    exponent = amount.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


@dataclass(frozen=True)
class Converted:
    """An amount in another currency, with the rate used and the day on which the ECB published it."""

    money: Money
    rate: Decimal
    date: date


@cache
def ecb() -> dict[str, tuple[Decimal, date]]:
    """The ECB's last euro reference rate of each currency, as shipped with a package: no network needed.

    The package's own reader makes a table of every day since 1999, two seconds of a process's first page.
    """
    lines = get_lines_from_zip(Path(CURRENCY_FILE).read_bytes())
    codes = next(lines).strip().split(",")[1:]
    last: dict[str, tuple[str, str]] = {}
    for line in lines:
        day, *rates = line.strip().split(",")
        for code, rate in zip(codes, rates, strict=False):
            if rate not in {"", "N/A"} and code and day > last.get(code, ("",))[0]:
                last[code] = day, rate
    found = {code: (Decimal(rate), date.fromisoformat(day)) for code, (day, rate) in last.items()}
    return {**found, "EUR": (Decimal(1), found["USD"][1])}


@cache
def known_currencies() -> frozenset[str]:
    return frozenset(ecb())


def euro_rate(currency: str) -> tuple[Decimal, date] | None:
    """Units of `currency` for one euro and that rate's day; None for those of which the ECB has published none."""
    return ecb().get(currency)


def convert(money: Money, to: str) -> Converted | None:
    """The amount in `to` at the latest rates, rounded to its minor unit; None where a rate is missing."""
    source, target = euro_rate(money.currency.code), euro_rate(to)
    if source is None or target is None:
        return None
    rate = target[0] / source[0]
    amount = rounded(Money(money.amount * rate, get_currency(to)))
    return Converted(amount, rate, min(source[1], target[1]))
