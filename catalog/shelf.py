"""What a category's page lists, counts and filters by.

Few products are asked of the database: right to the moment. Where there are more than LARGE, that would take longer
with each product, so an index answers, which knows all of it and lags by a second; search, which lies above, puts
itself into `KEEPERS`. What it lists is read from the database again. While no keeper answers, a large category is
listed, without what would have to be counted.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.cache import cache
from django.core.paginator import Page, Paginator

from catalog.list_forms import ShelfForm
from catalog.models import Category, Product
from catalog.product_rows import ProductQuerySet
from catalog.specs.filters import SpecFilters
from companies.models import Company
from portal.core.pages import counted_page

COUNTED_FOR = 60  # seconds that the counts beside the categories may lag behind
LARGE = 2_000  # products of a category; from there on its page is made of the index
SIZE = 24
DEPTH = 10_000  # products that can be paged through; who looks for one of more narrows down
MOST_BRANDS, MOST_COUNTRIES = 200, 250


@dataclass(frozen=True)
class Asked:
    """Published products of a category and below it. `ticks` and `ends` are those of `SpecFilters`; `ticked` and
    `measured` name the specifications of which values are counted, and ends told."""

    category: str
    country: str = ""
    brand: str = ""
    ticks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ends: dict[str, tuple[float, float]] = field(default_factory=dict)
    ticked: tuple[str, ...] = ()
    measured: tuple[str, ...] = ()
    is_oldest_first: bool = False
    page: int = 1
    size: int = SIZE

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.size


@dataclass(frozen=True)
class Answer:
    """A page of keys in their order, and how many there are. Countries and brands are those of the whole category,
    whatever is chosen; `ticks` and `spans` as `SpecFilters.fill` takes them."""

    keys: list[int]
    total: int
    countries: list[str]
    brands: list[str]
    ticks: dict[tuple[str, str], int] = field(default_factory=dict)
    spans: dict[str, tuple[Any, Any]] = field(default_factory=dict)


Keeper = Callable[[Asked], Answer | None]  # None: it does not answer now
KEEPERS: list[Keeper] = []


def counts() -> dict[str, int]:
    """Published products by category slug, each counted in all categories above its own too."""
    known: dict[str, int] | None = cache.get("catalog.counts")
    if known is None:
        known = Category.tallied(Product.objects.published().order_by())
        cache.set("catalog.counts", known, COUNTED_FOR)
    return known


class Shelf:
    """One page of a category: its products, how many there are, and the filters with what is chosen by `parameters`."""

    page: "Page[Any]"
    form: ShelfForm

    def __init__(self, category: Category, parameters: Any, is_leaf: bool) -> None:
        self.category, self.parameters = category, parameters
        self.products = Product.objects.published().in_category(category)
        self.specs = SpecFilters(category, parameters) if is_leaf else None
        self.total = 0
        self.is_counted = True
        known = counts().get(category.slug, 0)
        if known <= LARGE:
            self.ask_database()
        elif not self.ask_keeper():
            self.list_only(known)

    @property
    def filters(self) -> dict[str, Any]:
        return self.form.filters()

    @property
    def is_narrowed(self) -> bool:
        return bool(self.filters) or bool(self.specs and self.specs.is_used)

    @property
    def in_force(self) -> int:
        return len(self.filters) + (len(self.specs.chips()) if self.specs else 0)

    @property
    def is_at_the_end(self) -> bool:
        """The last page that is shown, though there is more."""
        return not self.page.has_next() and self.total > self.page.paginator.count

    def rows(self) -> ProductQuerySet:
        """All that is chosen, in order."""
        picked = self.products.matching(**self.filters)
        order = self.form.order()
        picked = self.specs.pick(picked) if self.specs else picked
        return picked.for_cards().order_by(order, "-pk" if order.startswith("-") else "pk")

    # -- few: from the database -------------------------------------------------------------------------------------

    def ask_database(self) -> None:
        countries, brands = facet(self.products, "company__country"), facet(self.products, "brand")
        self.form = ShelfForm(self.parameters, countries=countries, brands=brands)
        if self.specs:
            self.specs.count(self.products.matching(**self.filters))
        self.page = Paginator(self.rows(), SIZE).get_page(self.parameters.get("page"))
        self.total = self.page.paginator.count

    # -- many: from the index ---------------------------------------------------------------------------------------

    def ask_keeper(self) -> bool:
        """False where none answers."""
        typed = {name: self.parameters.get(name, "")[:80] for name in ("country", "brand")}
        asked = self.asked(page_of(self.parameters.get("page", "")), **typed)
        answer = answered(asked)
        if answer is None:
            return False
        self.form = ShelfForm(self.parameters, countries=answer.countries, brands=self.brands(answer, asked.brand))
        chosen = {**dict.fromkeys(typed, ""), **self.filters}
        if typed != chosen:  # what there is not in this category is no filter
            asked = self.asked(asked.page, **chosen)
            answer = answered(asked)
        if answer and asked.page > (last := max(1, -(-min(answer.total, DEPTH) // SIZE))):
            asked = self.asked(last, **chosen)
            answer = answered(asked)
        if answer is None:
            return False
        self.put(answer, asked.page)
        return True

    def asked(self, page: int, country: str, brand: str) -> Asked:
        specs = self.specs
        return Asked(
            category=self.category.slug,
            country=country,
            brand=brand,
            ticks=specs.ticks if specs else {},
            ends=specs.ends if specs else {},
            ticked=tuple(specs.ticked) if specs else (),
            measured=tuple(specs.measured) if specs else (),
            is_oldest_first=self.parameters.get("sort") == "oldest",
            page=min(page, DEPTH // SIZE + 1),
        )

    def brands(self, answer: Answer, chosen: str) -> list[str]:
        """Of more than can be listed, the one that is chosen, too."""
        if chosen and chosen not in answer.brands and len(answer.brands) >= MOST_BRANDS:
            return [*answer.brands, *facet(self.products.filter(brand=chosen), "brand")]
        return answer.brands

    def put(self, answer: Answer, number: int) -> None:
        """What the index proposes, as it is now."""
        found = self.products.filter(pk__in=answer.keys).for_cards()
        rows = {row.pk: row for row in found}
        items = [rows[key] for key in answer.keys if key in rows]
        self.total = max(len(items), answer.total - (len(answer.keys) - len(items)))
        self.page = counted_page(items, min(self.total, DEPTH), SIZE, number)
        if self.specs:
            self.specs.fill(answer.ticks, answer.spans)

    # -- many, and no index -----------------------------------------------------------------------------------------

    def list_only(self, known: int) -> None:
        """The products themselves; how many are left by filters, and by which one could filter, is not counted."""
        countries = list(Company.objects.filter(is_active=True).order_by().values_list("country", flat=True).distinct())
        chosen = self.parameters.get("brand", "")[:80]
        brands = facet(self.products.filter(brand=chosen), "brand") if chosen else []
        self.form = ShelfForm(self.parameters, countries=countries, brands=brands)
        if self.specs:
            self.specs.fill({}, {})
        self.is_counted = False
        self.total = known
        for number in dict.fromkeys((min(page_of(self.parameters.get("page", "")), DEPTH // SIZE), 1)):
            start = (number - 1) * SIZE
            if items := list(self.rows()[start : start + SIZE + 1]):
                break  # behind the last page, which is not known, is the first
        seen = start + len(items)
        self.page = counted_page(items[:SIZE], seen if self.is_narrowed else max(seen, min(known, DEPTH)), SIZE, number)


def answered(asked: Asked) -> Answer | None:
    return next((answer for keeper in KEEPERS if (answer := keeper(asked)) is not None), None)


def page_of(text: str) -> int:
    """As a Paginator reads it: no number is the first page, one that there is not is the last."""
    try:
        number = int(text[:12])
    except ValueError:
        return 1
    return number if 1 <= number <= DEPTH else DEPTH


def facet(products: ProductQuerySet, field: str) -> list[str]:
    """The values that occur, for a filter; at most 200."""
    rows = products.exclude(**{field: ""}).order_by(field).values_list(field, flat=True).distinct()
    return list(rows[:MOST_BRANDS])
