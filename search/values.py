"""Values of documents, read from rows of any kind."""

from datetime import datetime
from typing import Any

from moneyed import Money

from catalog.models import Product
from portal.core.money import euro_rate


def in_euro(price: Money | None) -> float | None:
    """For sorting and ranges; None where there is no price or no rate."""
    rate = euro_rate(price.currency.code) if price is not None else None
    return round(float(price.amount / rate[0]), 4) if price is not None and rate else None


def attribute_line(attributes: Any) -> str:
    """`[{"name": …, "value": …, "unit": …}]`, pairs, or a mapping, as text."""
    if isinstance(attributes, dict):
        attributes = list(attributes.items())
    lines: list[str] = []
    for one in attributes if isinstance(attributes, list) else ():
        parts = [one.get("name"), one.get("value"), one.get("unit")] if isinstance(one, dict) else list(one)
        lines.append(" ".join(str(part) for part in parts if part not in (None, "", True, False)))
    return "\n".join(lines)[:6000]


KIND_NAMES = {"type", "product type", "kind", "item type", "종류", "제품 유형", "품목"}


def kind_words(attributes: Any) -> str:
    """What kind of thing a product says it is, where its specifications name it."""
    rows = attributes if isinstance(attributes, list) else ()
    named = [one for one in rows if isinstance(one, dict) and str(one.get("name", "")).lower() in KIND_NAMES]
    return " ".join(str(one["value"]) for one in named if isinstance(one.get("value"), str))[:200]


def lowest_price(product: Product) -> Money | None:
    """What a buyer compares by: the first step of the ladder, else the lower end of the range."""
    first, ends = product.starting_price, product.price_range
    return first.unit_price if first else ends[0] if ends else None


def seconds(moment: datetime | None) -> int:
    return int(moment.timestamp()) if moment else 0


def place_of(moment: datetime, pk: int) -> int:
    """Where it stands by age: microseconds, and of what was published together the last bits of the key."""
    return (int(moment.timestamp() * 1_000_000) << 12) | (pk & 0xFFF)
