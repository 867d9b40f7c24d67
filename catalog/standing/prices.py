"""Prices far from those of other listings of the same kind: a flag for moderators, nothing more.

The first price of each published product is compared with the median of its leaf of the category tree and its unit,
in euros at the European Central Bank's dated rates. One statement reads all of it, in PostgreSQL and SQLite alike.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from catalog.standing.flags import ProductFlag
from portal.core.money import euro_rate, known_currencies
from portal.core.timed import every

ENOUGH = 20  # listings; the middle of fewer says little
FAR = 20  # times more or less than the middle
CHUNK = 500

FIRST_PRICES = """
    SELECT tier.product_id, product.category_id, product.unit, tier.amount, tier.currency,
           ROW_NUMBER() OVER (PARTITION BY tier.product_id ORDER BY tier.min_quantity, tier.id) AS step
    FROM catalog_pricetier tier JOIN catalog_product product ON product.id = tier.product_id
    WHERE product.state = 'published' AND product.deleted_at IS NULL
"""
OUTLIERS = """
WITH prices AS ({first}),
firsts AS (
    SELECT product_id, category_id, unit, amount, currency, amount / ({rates}) AS euros
    FROM prices
    WHERE step = 1 AND amount > 0 AND currency IN ({known})
      AND NOT EXISTS (SELECT 1 FROM catalog_category child WHERE child.parent_id = prices.category_id)
),
placed AS (
    SELECT category_id, unit, euros,
           ROW_NUMBER() OVER (PARTITION BY category_id, unit ORDER BY euros) AS place,
           COUNT(*) OVER (PARTITION BY category_id, unit) AS many
    FROM firsts
),
middles AS (
    SELECT category_id, unit, AVG(euros) AS median, MAX(many) AS many
    FROM placed WHERE many >= {enough} AND place IN ((many + 1) / 2, (many + 2) / 2)
    GROUP BY category_id, unit
)
SELECT firsts.product_id, firsts.amount, firsts.currency, firsts.euros, middles.median, middles.many
FROM firsts JOIN middles ON middles.category_id = firsts.category_id AND middles.unit = firsts.unit
WHERE firsts.euros > {far} * middles.median OR firsts.euros * {far} < middles.median
"""
ZEROS = "WITH prices AS ({first}) SELECT product_id, amount, currency FROM prices WHERE step = 1 AND amount = 0"


@dataclass(frozen=True)
class Odd:
    term: str
    figures: dict[str, Any]


@every(hours=6)
def look_at_prices() -> None:
    """Raise the flags of prices that stand out, and lower those of prices that no longer do."""
    bring_in_step(ProductFlag.Kind.OUTLIER, dict(outliers()))
    bring_in_step(ProductFlag.Kind.ZERO, dict(zeros()))


def outliers() -> Iterator[tuple[int, Odd]]:
    rates = {code: pair[0] for code in sorted(known_currencies()) if (pair := euro_rate(code))}
    cases = " ".join("WHEN %s THEN %s" for _code in rates)
    statement = OUTLIERS.format(
        first=FIRST_PRICES,
        rates=f"CASE currency {cases} END",
        known=", ".join(["%s"] * len(rates)),
        enough=ENOUGH,
        far=FAR,
    )
    paired = [value for code, rate in rates.items() for value in (code, number(rate))]
    for pk, amount, currency, euros, median, many in rows_of(statement, [*paired, *rates]):
        above = euros > median
        times = euros / median if above else median / euros
        figures = {"median": f"{float(median):.2f}", "count": int(many), "times": f"{float(times):.0f}", "above": above}
        yield pk, Odd(price_text(amount, currency), figures)


def zeros() -> Iterator[tuple[int, Odd]]:
    for pk, amount, currency in rows_of(ZEROS.format(first=FIRST_PRICES), []):
        yield pk, Odd(price_text(amount, currency), {})


def number(rate: Any) -> Any:
    return rate if connection.vendor == "postgresql" else float(rate)


def price_text(amount: Any, currency: str) -> str:
    return f"{currency} {float(amount):.12g}"


def rows_of(statement: str, params: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return list(cursor.fetchall())


def bring_in_step(kind: str, odd: dict[int, Odd]) -> None:
    """A price that staff have cleared stays cleared until it changes."""
    now = timezone.now()
    with transaction.atomic():
        gone = ProductFlag.objects.unresolved().filter(kind=kind).exclude(product__in=list(odd))
        gone.update(state=ProductFlag.State.GONE, closed_at=now)
        keys = sorted(odd)
        for start in range(0, len(keys), CHUNK):
            write(kind, {pk: odd[pk] for pk in keys[start : start + CHUNK]})


def write(kind: str, odd: dict[int, Odd]) -> None:
    known = {flag.product_id: flag for flag in ProductFlag.objects.filter(kind=kind, product__in=list(odd))}
    new: list[ProductFlag] = []
    old: list[ProductFlag] = []
    for pk, one in odd.items():
        flag = known.get(pk) or ProductFlag(product_id=pk, kind=kind)
        flag.see([one.term], one.figures)
        (new if flag.pk is None else old).append(flag)
    ProductFlag.objects.bulk_create(new)
    ProductFlag.objects.bulk_update(old, ["terms", "figures", "state", "created_at", "closed_at", "closed_by"])
