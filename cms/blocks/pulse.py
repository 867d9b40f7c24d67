"""How much there is on the market, and what is new, counted every five minutes."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import CharField, Count, Q, Value
from django.utils import timezone

from catalog.models import Category, Product
from companies.models import Company
from offers.models import Offer

FIGURES_KEPT = 300  # seconds: counting a million products at every visit of the home page helps nobody
WEEK = timedelta(days=7)
KEY = "cms.market_figures"


def pulse() -> dict[str, dict[str, int]]:
    """The figures of the market, and its published products by sector, both from one question to the database."""

    def count() -> dict[str, dict[str, int]]:
        since = timezone.now() - WEEK
        firms = Company.objects.filter(is_active=True).order_by()
        offers = Offer.objects.open().public().order_by()
        rows = by("firms", firms, "country", created_at__gte=since).union(
            by("offers", offers, "side", published_at__gte=since),
            by("products", Product.objects.published().order_by(), "category__path", pk=None),
            all=True,
        )
        return told(list(rows))

    return cache.get_or_set(KEY, count, FIGURES_KEPT) or count()


def by(kind: str, rows: Any, column: str, **new: Any) -> Any:
    """How many rows there are for each value of a column, and how many of them are new."""
    named = rows.annotate(counted=Value(kind, CharField())).values_list("counted", column)
    return named.annotate(n=Count("pk"), new=Count("pk", filter=Q(**new)))


def told(rows: list[tuple[str, str, int, int]]) -> dict[str, dict[str, int]]:
    total, new, sectors = Counter[str](), Counter[str](), Counter[str]()
    for kind, name, number, recent in rows:
        total[kind] += number
        new[kind] += recent
        if kind == "products":
            sectors[name.split("/", 1)[0]] += number
    figures = {
        "companies": total["firms"],
        "new_companies": new["firms"],
        "countries": sum(kind == "firms" for kind, *_rest in rows),
        "products": total["products"],
        "offers": total["offers"],
        "new_offers": new["offers"],
    }
    return {"figures": figures, "sectors": dict(sectors)}


def market_figures() -> dict[str, int]:
    """Companies, countries, products, open public offers, and how many of them came within seven days."""
    return pulse()["figures"]


@dataclass(frozen=True)
class Sector:
    category: Category
    products: int


def sectors_with_counts() -> list[Sector]:
    """The sectors in their order, with the published products in them and below them."""
    counts = pulse()["sectors"]
    sectors = [category for category in Category.tree().values() if category.level == 0]
    return [Sector(category, counts.get(category.path, 0)) for category in sectors]
