"""Cells into values: each function takes what stands in a cell and gives the value, or raises Odd.

Wrong trade terms (price, currency, unit, Incoterm, quantities) refuse the row: a product at a wrong price misleads.
Wrong numbers and names about the goods (GTIN, HS code, origin) are left out, and the row goes in without them.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from babel import Locale
from django.core.exceptions import ValidationError
from moneyed import CURRENCIES

from catalog.codes import clean_gtin, clean_hs_code
from catalog.imports.problems import Odd
from catalog.imports.units import MORE_UNITS, UNIT_WORDS
from portal.core.incoterms import INCOTERMS
from portal.core.money import as_unit_price, euro_rate
from portal.core.places import country_codes
from portal.core.texts import clean_block, clean_line
from portal.core.units import UNITS

NO_MONEY = frozenset({"XYZ", "XXX", "XTS"})  # of tests, and where no currency is involved (ISO 4217)
DASHES = frozenset({"-", "–", "—"})
MOST_AMOUNT = Decimal("99999999999999.9999")
MOST_QUANTITY = Decimal("99999999999")
HIGH_EURO_PRICE = 1_000_000  # for one unit; above it is more often a slip of the decimal sign than a price
MOST_LEAD_TIME = 3650
MOST_TAGS = 30
LONGEST_TAG = 40
SIGNS = re.compile("[$€£¥₩₹฿元원]|\\s")
MARKED = re.compile(r"\s*([A-Za-z]{3})?\s*([-+0-9.,'\s$€£¥₩₹฿]+?)\s*(원|元|[A-Za-z]{3})?\s*")


def tidy(text: str) -> str:
    """A line of text as portal.core.texts cleans it; plain ones, which most are, without its cost."""
    if text.isascii() and text.isprintable():
        text = text.strip()
        return text if "  " not in text else " ".join(text.split())
    return clean_line(text)


def tidy_block(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text.strip()
    return clean_block(text)


def text_of(value: Any) -> str:
    """What a person sees in the cell: 1001.0 of a spreadsheet is 1001, a date is its ISO form."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time().isoformat() == "00:00:00" else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return ", ".join(text_of(one) for one in value)
    return str(value)


def shown(value: Any) -> str:
    """A cell as it is repeated in a message: short, on one line."""
    text = tidy(text_of(value))
    return text if len(text) <= 60 else text[:59] + "…"


def number(value: Any, most: Decimal = MOST_AMOUNT) -> Decimal:
    """A number as a person writes it: `1,250.50`, `1.250,50`, `1 250`, `₩12,000`. Never a formula's result."""
    if isinstance(value, bool):
        raise Odd("not_number", value=shown(value))
    text = SIGNS.sub("", text_of(value)).replace("'", "")
    if text.startswith("="):
        raise Odd("formula")
    try:
        amount = Decimal(point(text))
    except InvalidOperation:
        raise Odd("not_number", value=shown(value)) from None
    if not amount.is_finite():
        raise Odd("not_number", value=shown(value))
    if amount < 0:
        raise Odd("negative", value=shown(value))
    if amount > most:
        raise Odd("too_large", value=shown(value))
    return amount


def point(text: str) -> str:
    """The decimal sign as a point, the signs between thousands out. `1,250` is read as thousands, `12,5` as 12.5."""
    if "," not in text:
        return text.replace(".", "") if text.count(".") > 1 else text
    if "." in text:
        thousands, decimal = (",", ".") if text.rfind(".") > text.rfind(",") else (".", ",")
        return text.replace(thousands, "").replace(decimal, ".")
    return text.replace(",", "") if re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+", text) else text.replace(",", ".", 1)


def price(value: Any) -> tuple[Decimal, str]:
    """An amount, and the currency where the cell names one itself: `USD 12.50`, `12,000원`."""
    if isinstance(value, str) and (match := MARKED.fullmatch(value)) and (match[1] or match[3]):
        code = {"원": "KRW", "元": "CNY"}.get(match[3] or "", (match[1] or match[3] or "").upper())
        return amount_of(number(match[2])), currency(code)
    return amount_of(number(value)), ""


def amount_of(amount: Decimal) -> Decimal:
    """To the four decimals that are kept; a price is never rounded to nothing."""
    kept = as_unit_price(amount).normalize()
    return kept if kept or not amount else Decimal("0.0001")


def currency(value: Any) -> str:
    code = tidy(text_of(value)).upper()
    code = {"₩": "KRW", "원": "KRW", "$": "USD", "€": "EUR", "£": "GBP", "US$": "USD", "RMB": "CNY"}.get(code, code)
    if code not in CURRENCIES or code in NO_MONEY:
        raise Odd("currency_unknown", value=shown(value))
    return code


@lru_cache(maxsize=256)
def high_price(code: str) -> Decimal:
    """Above this a price in the currency is looked at twice."""
    known = euro_rate(code)
    return Decimal(HIGH_EURO_PRICE) * known[0] if known else Decimal(10) ** 10


Tier = tuple[Decimal, Decimal]
TIER_BREAK = re.compile(r"[;\n|]")
TIER = re.compile(r"\s*([0-9][0-9.,]*)\s*(?:-\s*([0-9][0-9.,]*)\s*|\+\s*)?[:=]\s*(.+?)\s*")


def tiers(value: Any) -> list[Tier]:
    """`1:10.00;100:9.50`, ranges as in `1-99:10.00;100+:9.50`, or a list of objects; the smallest quantity first."""
    if isinstance(value, list):
        found = [tier_of_object(one) for one in value]
    else:
        parts = [part for part in TIER_BREAK.split(text_of(value)) if part.strip()]
        found = [tier_of_text(part, value) for part in parts]
    if not found:
        raise Odd("tier_form", value=shown(value))
    found.sort(key=lambda tier: tier[0])
    for (start, end, _amount), (following, _end, _next) in pairwise(found):
        if following == start or (end is not None and end >= following):
            raise Odd("tier_overlap", quantity=text_of(float(following)))
    return [(start, amount) for start, _end, amount in found]


def tier_of_text(part: str, whole: Any) -> tuple[Decimal, Decimal | None, Decimal]:
    match = TIER.fullmatch(part)
    if not match:
        raise Odd("negative" if re.search(r":\s*-", part) else "tier_form", value=shown(whole))
    start, end = quantity(match[1]), quantity(match[2]) if match[2] else None
    if not start or (end is not None and end < start):
        raise Odd("tier_form", value=shown(whole))
    return start, end, amount_of(number(match[3]))


def tier_of_object(one: Any) -> tuple[Decimal, Decimal | None, Decimal]:
    if not isinstance(one, dict):
        raise Odd("tier_form", value=shown(one))
    amount = one.get("amount", one.get("price", one.get("unit_price")))
    start = quantity(one.get("min_quantity", one.get("quantity", 1)))
    if not start:
        raise Odd("tier_form", value=shown(one))
    return start, None, amount_of(number(amount))


def quantity(value: Any) -> Decimal:
    return number(value, MOST_QUANTITY).quantize(Decimal("0.001")).normalize()


def whole(value: Any, most: int) -> int:
    found = number(value, Decimal(most))
    if found != found.to_integral_value():
        raise Odd("not_whole", value=shown(value))
    return int(found)


def lead_time(value: Any) -> int:
    """Days; `14 days`, `14일` and `2 weeks`, `2주` are understood."""
    if match := re.fullmatch(r"\s*(\d+)\s*(days?|일|weeks?|주)\s*", text_of(value), re.IGNORECASE):
        days = int(match[1]) * (7 if match[2].lower() in {"week", "weeks", "주"} else 1)
        return whole(days, MOST_LEAD_TIME)
    return whole(value, MOST_LEAD_TIME)


def moq(value: Any) -> Decimal:
    found = quantity(value)
    if not found:
        raise Odd("moq_zero", is_refusal=False)
    return found


def unit(value: Any) -> str:
    text = tidy(text_of(value))
    code = text.upper()
    if code in UNITS or code in MORE_UNITS:
        return code
    known = UNIT_WORDS.get(text.lower().rstrip("."))
    if not known:
        raise Odd("unit_unknown", value=shown(value))
    return known


def incoterm(value: Any) -> tuple[str, str]:
    """The rule, and the place where the cell names it too: `FOB Busan`."""
    rule, _space, place = tidy(text_of(value)).partition(" ")
    code = rule.upper()
    if code not in INCOTERMS:
        raise Odd("incoterm_unknown", value=shown(value))
    return code, re.sub(r"\(?incoterms?.*$", "", place, flags=re.IGNORECASE).strip()[:80]


def gtin(value: Any) -> str:
    text = tidy(text_of(value))
    if re.fullmatch(r"[0-9][.,][0-9]+E\+?[0-9]+", text, re.IGNORECASE):
        raise Odd("gtin_shortened", is_refusal=False, value=shown(value))
    try:
        return clean_gtin(text)
    except ValidationError as problem:
        digit = (problem.params or {}).get("digit")
        code = "gtin_checksum" if digit is not None else "gtin_form"
        raise Odd(code, is_refusal=False, value=shown(value), **(problem.params or {})) from None


def first_gtin(values: Iterable[Any]) -> str:
    """The first valid one; when none is, what is wrong with the first."""
    fault: Odd | None = None
    for value in values:
        try:
            return gtin(value)
        except Odd as problem:
            fault = fault or problem
    if fault:
        raise fault
    return ""


@lru_cache(maxsize=4096)
def hs_code(value: Any) -> str:
    text = tidy(text_of(value))
    # A spreadsheet takes the first zero of 0901.21 for nothing.
    if isinstance(value, int | float) and len(text.replace(".", "")) % 2:
        text = f"0{text}"
    try:
        return clean_hs_code(text)
    except ValidationError as problem:
        params = problem.params or {}
        if params.get("subheading"):
            raise Odd("hs_subheading", is_refusal=False, **params) from None
        if heading := params.get("heading"):
            raise Odd("hs_unknown", is_refusal=False, heading=heading) from None
        if meant := params.get("codes"):
            raise Odd("hs_words", is_refusal=False, value=shown(value), codes=meant) from None
        raise Odd("hs_form", is_refusal=False, value=shown(value)) from None


@cache
def countries() -> dict[str, str]:
    """Codes and names, in English and Korean, to codes."""
    codes = country_codes()
    known = {code.lower(): code for code in codes}
    for language in ("en", "ko"):
        known |= {name.lower(): code for code, name in Locale(language).territories.items() if code in codes}
    return known | {"korea": "KR", "republic of korea": "KR", "usa": "US", "uk": "GB", "국산": "KR", "한국": "KR"}


def origin(value: Any) -> str:
    code = countries().get(tidy(text_of(value)).lower())
    if not code:
        raise Odd("origin_unknown", is_refusal=False, value=shown(value))
    return code


def tags(value: Any) -> list[str]:
    """Words parted by commas or semicolons, each once."""
    parts = value if isinstance(value, list) else re.split(r"[,;\n|]", text_of(value))
    words = dict.fromkeys(tidy(text_of(part)).lstrip("#")[:LONGEST_TAG] for part in parts)
    return [word for word in words if word]


def attribute_value(value: Any) -> Any:
    """Text, number or yes/no, as JSON keeps it."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if abs(value) < 2**53 else str(value)
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 2**53 else value
    return tidy(text_of(value))


def has_lost_signs(text: str) -> bool:
    return "\ufffd" in text


def is_visible(text: str) -> bool:
    return any(unicodedata.category(char)[0] not in "CZ" for char in text)
