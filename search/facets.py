"""Facets as people read them: names for values, a tree for categories, what is chosen first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.models import Category, Product
from cms.findable import name_of_type
from companies.models import Company
from portal.core.incoterms import INCOTERMS
from portal.core.places import country_name, language_name
from search import specifics
from search.query import FACT, Query

KIND_NAMES: dict[str, Any] = {
    "product": _("Products"),
    "offer": _("Offers"),
    "company": _("Companies"),
    "community": _("Communities"),
    "page": _("Knowledge"),
}
TITLES: dict[str, Any] = {
    "kind": _("Kind"),
    "category": _("Category"),
    "country": _("Country"),
    "brand": _("Brand"),
    "tier": _("Verification"),
    "certificate": _("Certificate"),
    "incoterm": _("Incoterm"),
    "sample": _("Samples"),
    "language": _("Language of the listing"),
    "type": _("Type"),
}
TYPES: dict[str, Any] = {  # of what communities hold; pages are called what their editors call them
    "event": pgettext_lazy("of a community", "Event"),
    "initiative": _("Initiative"),
    "article": _("Knowledge of a community"),
    "thread": _("Conversation"),
}
SHOWN = 8  # values before "show more"
Counts = Mapping[str, int]


@dataclass
class Value:
    value: str
    label: str
    count: int
    is_chosen: bool = False
    level: int = 0
    name: str = ""
    is_folded: bool = False

    @property
    def field_id(self) -> str:
        return f"facet-{self.name}-{self.value}".replace(" ", "_").replace(".", "-")


@dataclass
class Facet:
    name: str
    title: str
    values: list[Value] = field(default_factory=list)

    @property
    def chosen(self) -> list[Value]:
        return [value for value in self.values if value.is_chosen]

    @property
    def unfolded(self) -> list[Value]:
        return [value for value in self.values if not value.is_folded]

    @property
    def first(self) -> list[Value]:
        return self.unfolded[:SHOWN]

    @property
    def more(self) -> list[Value]:
        return self.unfolded[SHOWN:]


@dataclass(frozen=True)
class Range:
    """Two ends as they were typed; `unit` stands behind them. Only the upper one is asked for, unless `has_low`."""

    name: str
    title: Any
    unit: Any
    low: str = ""
    high: str = ""
    has_low: bool = False

    @property
    def words(self) -> str:
        if self.low and self.high:
            return f"{self.low} – {self.high} {self.unit}".strip()
        return f"{'≥' if self.low else '≤'} {self.low or self.high} {self.unit}".strip()


def ranges_of(parameters: Any, currency: str) -> list[Range]:
    def typed(name: str) -> str:
        return str(parameters.get(name) or "").strip()[:20]

    return [
        Range("price", _("Price of a unit"), currency, typed("price_from"), typed("price_to"), has_low=True),
        Range("moq", _("Minimum order at most"), "", high=typed("moq_to")),
        Range("lead_time", _("Lead time at most"), _("days"), high=typed("lead_time_to")),
    ]


def category_label(slug: str) -> str:
    category = Category.tree().get(slug)
    return category.name if category else slug


def tier_label(value: str) -> str:
    is_known = value.isdecimal() and int(value) in Company.Tier.values
    return str(Company.Tier(int(value)).label) if is_known else value


def sample_label(value: str) -> str:
    return str(Product.Sample(value).label) if value in Product.Sample.values else value


def type_label(value: str) -> str:
    return str(TYPES[value]) if value in TYPES else name_of_type(value) or value


def incoterm_label(value: str) -> str:
    return f"{value} · {INCOTERMS[value]}" if value in INCOTERMS else value


LABELS: dict[str, Callable[[str], str]] = {
    "kind": lambda value: str(KIND_NAMES.get(value, value)),
    "category": category_label,
    "country": country_name,
    "tier": tier_label,
    "sample": sample_label,
    "incoterm": incoterm_label,
    "language": language_name,
    "type": type_label,
}


def label_of(name: str, value: str) -> str:
    """The value in the reader's language; the value itself where it is not known."""
    if name.startswith(FACT):
        return specifics.label_of(name, value)
    return LABELS[name](value) if name in LABELS else value


def facets_of(query: Query, counts: Mapping[str, Counts]) -> list[Facet]:
    return [facet_of(name, query, counts.get(name, {})) for name in query.facets]


def facet_of(name: str, query: Query, counts: Counts) -> Facet:
    """Every value that occurs or is chosen."""
    chosen = query.filters.get(name, ())
    all_counts = {**dict.fromkeys(chosen, 0), **counts}
    tree = Category.tree() if name == "category" else {}
    values = [
        Value(value, labelled(name, value, tree), count, value in chosen, name=name)
        for value, count in all_counts.items()
    ]
    if name.startswith(FACT):
        return Facet(name, specifics.title_of(name), by_size(values))
    return Facet(name, str(TITLES[name]), ARRANGED.get(name, by_count)(values))


def labelled(name: str, value: str, tree: dict[str, Category]) -> str:
    return (tree[value].name if value in tree else value) if name == "category" else label_of(name, value)


def by_size(values: list[Value]) -> list[Value]:
    """Values of a specification: numbers by size, words by how often they occur."""
    return sorted(values, key=lambda one: (not one.is_chosen, specifics.rank_of(one.value), -one.count, one.label))


def by_count(values: list[Value]) -> list[Value]:
    return sorted(values, key=lambda one: (not one.is_chosen, -one.count, one.label))


def by_kind(values: list[Value]) -> list[Value]:
    order = list(KIND_NAMES)
    return sorted(values, key=lambda one: order.index(one.value) if one.value in order else len(order))


def by_tier(values: list[Value]) -> list[Value]:
    return sorted(values, key=lambda one: one.value, reverse=True)


def by_branch(values: list[Value]) -> list[Value]:
    """The tree from the sectors down, by count; only what is chosen, or stands alone, shows what is below it."""
    tree = Category.tree()
    known = {one.value: one for one in values if one.value in tree}
    unfolded = {slug for one in known.values() if one.is_chosen for slug in tree[one.value].slugs}
    sectors = [slug for slug in known if tree[slug].level == 0]
    unfolded |= set(sectors) if len(sectors) == 1 else set()
    below: dict[str, list[Value]] = {}
    for one in sorted(known.values(), key=lambda one: (-one.count, one.label)):
        below.setdefault(parent_of(tree[one.value]), []).append(one)
    arranged: list[Value] = []

    def walk(parent: str, level: int, is_folded: bool) -> None:
        for one in below.get(parent, ()):
            one.level, one.is_folded = level, is_folded
            arranged.append(one)
            walk(one.value, level + 1, is_folded or one.value not in unfolded)

    walk("", 0, False)
    return arranged


def parent_of(category: Category) -> str:
    slugs = category.slugs
    return slugs[-2] if len(slugs) > 1 else ""


ARRANGED: dict[str, Callable[[list[Value]], list[Value]]] = {"kind": by_kind, "tier": by_tier, "category": by_branch}
