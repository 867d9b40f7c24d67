"""The board of open requests: what is asked of it, its facets with counts, and the rows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.models import Category
from offers.models import RFQ
from offers.models.rfq_rows import RFQQuerySet
from portal.core.actor import Actor
from portal.core.places import country_codes, country_name
from portal.core.texts import clean_line

SOON = timedelta(days=3)
SHOWN = 12  # values of a facet
FACETS = ("category", "country", "currency", "soon", "mine")


@dataclass(frozen=True)
class Value:
    """One choice of a facet: the address that takes it, or leaves it where it is on."""

    label: str
    url: str
    count: int
    is_on: bool = False


@dataclass(frozen=True)
class Facet:
    title: str
    values: list[Value]


class Board:
    """Whatever is not valid in the query is left out, never an error. `rows` are those the reader may know of."""

    def __init__(self, query: QueryDict, rows: RFQQuerySet, actor: Actor, path: str = "") -> None:
        self.query, self.rows, self.actor, self.path = query, rows, actor, path
        self.now = timezone.now()
        self.q = clean_line(query.get("q", ""))[:100]
        country, currency = query.get("country", "").upper(), query.get("currency", "").upper()
        self.chosen: dict[str, str] = {
            "category": query.get("category", "") if Category.find(query.get("category", "")) else "",
            "country": country if country in country_codes() else "",
            "currency": currency if currency.isalpha() and currency.isascii() and len(currency) == 3 else "",
            "soon": "1" if query.get("soon") == "1" else "",
            "mine": "1" if query.get("mine") == "1" and actor.company else "",
        }
        self.sort = "closing" if query.get("sort") == "closing" else ""

    def narrowed(self, without: str = "") -> RFQQuerySet:
        """The rows that pass every choice but the one named."""
        rows = self.rows.open(self.now)
        rows = rows.matching(self.q) if self.q else rows
        for name, value in self.chosen.items():
            if value and name != without:
                rows = PASSING[name](rows, value, self)
        return rows

    @property
    def found(self) -> RFQQuerySet:
        order = ["closes_at", "pk"] if self.sort else ["-published_at", "-pk"]
        rows: RFQQuerySet = self.narrowed().for_cards().annotate(line_count=Count("lines")).order_by(*order)
        return rows

    def link(self, **changes: str) -> str:
        query = self.query.copy()
        query.pop("page", None)
        for name, value in changes.items():
            query.pop(name, None)
            if value:
                query[name] = value
        return f"{self.path}?{query.urlencode()}" if query else self.path

    @property
    def is_narrowed(self) -> bool:
        return bool(self.q or any(self.chosen.values()))

    @property
    def chips(self) -> list[tuple[str, str]]:
        """The choices in force, each with the address that leaves it out."""
        labels = {"soon": _("Closing within 3 days"), "mine": _("We may quote")}
        found = [(f"“{self.q}”", self.link(q=""))] if self.q else []
        for name, value in self.chosen.items():
            if value:
                found.append((labels.get(name) or value_label(name, value), self.link(**{name: ""})))
        return found

    @property
    def facets(self) -> list[Facet]:
        found = [self.first_facet()]
        tallied = Category.tallied(self.narrowed("category").order_by())
        chosen = Category.find(self.chosen["category"])
        shown = {slug for slug in tallied if (one := Category.find(slug)) and is_offered(one, chosen)}
        found.append(self.facet("category", _("Category"), {slug: tallied[slug] for slug in shown}))
        for name, column, title in (
            ("country", "delivery_country", _("Delivery to")),
            ("currency", "currency", _("Currency")),
        ):
            rows = self.narrowed(name).order_by().values_list(column).annotate(number=Count("pk"))
            found.append(self.facet(name, title, {value: number for value, number in rows if value}))
        return [facet for facet in found if facet.values]

    def first_facet(self) -> Facet:
        """Closing soon, and what the reader's company may quote on."""
        soon = PASSING["soon"](self.narrowed("soon"), "1", self).count()
        values = [self.value("soon", "1", _("Closing within 3 days"), soon)]
        if self.actor.company is not None:
            mine = PASSING["mine"](self.narrowed("mine"), "1", self).count()
            values.append(self.value("mine", "1", _("We may quote"), mine))
        return Facet(_("For us"), values)

    def facet(self, name: str, title: str, counts: dict[str, int]) -> Facet:
        if self.chosen[name]:
            counts.setdefault(self.chosen[name], 0)
        ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:SHOWN]
        return Facet(title, [self.value(name, key, value_label(name, key), count) for key, count in ordered])

    def value(self, name: str, key: str, label: str, count: int) -> Value:
        is_on = self.chosen[name] == key
        return Value(label, self.link(**{name: "" if is_on else key}), count, is_on)


def is_offered(category: Category, chosen: Category | None) -> bool:
    """Sectors; and under a chosen category those right below it, with the way up to it."""
    if chosen is None or category.level == 0:
        return category.level == 0
    return category.slug in chosen.slugs or category.parent_slug == chosen.slug


def value_label(name: str, value: str) -> str:
    if name == "category":
        category = Category.find(value)
        return category.name if category else value
    return country_name(value) if name == "country" else value


Passing = Callable[[RFQQuerySet, str, Board], RFQQuerySet]


PASSING: dict[str, Passing] = {
    "category": lambda rows, value, _board: rows.in_category(Category.tree()[value]),
    "country": lambda rows, value, _board: rows.filter(delivery_country=value),
    "currency": lambda rows, value, _board: rows.filter(currency=value),
    "soon": lambda rows, _value, board: rows.filter(closes_at__lte=board.now + SOON),
    "mine": lambda rows, _value, board: rows.filter(pk__in=RFQ.objects.quotable_by(board.actor).values("pk")),
}
