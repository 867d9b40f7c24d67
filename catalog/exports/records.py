"""A product as a row of the import's columns, of which each cell says what the product is when it comes back.

An empty cell leaves a value as it is, so a value that the import would read as another (a dash, which clears) is left
out rather than spoilt.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import override

from catalog.editing import plain
from catalog.imports import values
from catalog.imports.columns import ATTRIBUTE, AXIS, TEXTS, attribute_of, split_attribute
from catalog.imports.problems import Odd
from catalog.imports.rows import LIMITS, LONGEST_NAME, LONGEST_UNIT
from catalog.imports.tables import heading
from catalog.imports.term_cells import packaging, video
from catalog.imports.values import DASHES, tidy, tidy_block
from catalog.models import Product, ProductText, Variant
from catalog.specs.entries import readable
from catalog.specs.told import tidy as tidy_texts
from catalog.specs.told import told_in
from portal.core.spreadsheet import restored

if TYPE_CHECKING:
    from catalog.models import ProductQuerySet

COLUMNS = (
    *("sku", "title", "description", "brand", "model", "gtin", "category", "hs_code", "origin", "price", "currency"),
    *("price_tiers", "unit", "moq", "incoterm", "incoterm_place", "lead_time_days", "stock", "tags"),
    *("price_low", "price_high", "price_currency", "supply_capacity", "supply_period", "packaging", "payment_terms"),
    *("sample", "sample_amount", "sample_currency", "sample_days", "sample_freight", "private_label", "video"),
    "language",
)
MOST_ATTRIBUTES = 120  # columns for specifications; what is rarer stands together in one
REST = "attributes"
LONGEST_CELL = 32_000  # Excel takes 32,767 signs
CHUNK = 500


@dataclass(frozen=True)
class Sheet:
    """Which columns the rows have: specifications as (name, unit) in `attributes`, others in the column REST."""

    language: str
    attributes: tuple[tuple[str, str], ...] = ()
    axes: tuple[str, ...] = ()  # of the variants there are; empty where there are none
    others: tuple[str, ...] = ()  # further languages in which some of the products have a text
    told: tuple[str, ...] = ()  # languages in which some have specifications beside their own

    @classmethod
    def of(cls, products: "ProductQuerySet", language: str) -> "Sheet":
        """The columns for these products; the specifications that most of them have come first."""
        counts: Counter[tuple[str, str]] = Counter()
        told: set[str] = set()
        with override(language):
            for kept in products.order_by().values_list("attributes", flat=True).iterator(chunk_size=2000):
                counts.update(named(one) for one in whole(kept))
                told.update(code for one in kept if isinstance(one, dict) for code in tidy_texts(one.get("texts")))
        usual = [pair for pair, _count in counts.most_common() if comes_back(*pair)]
        kept = products.exclude(axes=[]).order_by().values_list("axes", flat=True).iterator(chunk_size=2000)
        axes = dict.fromkeys(axis["name"] for one in kept for axis in one)
        written = ProductText.objects.filter(product__in=products.order_by().values("pk")).exclude(language=language)
        others = written.order_by("language").values_list("language", flat=True).distinct()
        return cls(language, tuple(usual[:MOST_ATTRIBUTES]), tuple(axes), tuple(others), tuple(sorted(told)))

    @property
    def headings(self) -> list[str]:
        family = ["parent_sku", *(f"{AXIS}{name}" for name in self.axes)] if self.axes else []
        texts = [f"{name}:{code}" for code in self.others for name in TEXTS]
        told = [f"{REST}:{code}" for code in self.told]
        return [*COLUMNS, *texts, *family, *(title_of(*pair) for pair in self.attributes), REST, *told]

    def rows(self, products: "ProductQuerySet") -> Iterator[dict[str, Any]]:
        """By SKU, the variants behind their product; a fixed number of queries for each five hundred."""
        for product in self.found(products):
            yield self.row(product)
            yield from (variant_row(one) for one in (product.variants.all() if product.axes else ()))

    def nested(self, products: "ProductQuerySet") -> Iterator[dict[str, Any]]:
        """The same with a product's variants inside it."""
        for product in self.found(products):
            inside = [variant_row(one) for one in product.variants.all()] if product.axes else []
            yield self.row(product) | ({"variants": inside} if inside else {})

    def found(self, products: "ProductQuerySet") -> Iterator[Product]:
        parts = ("texts", "price_tiers", *(["variants"] if self.axes else []))
        rows = products.select_related("category").prefetch_related(*parts).order_by("sku", "pk")
        return rows.iterator(chunk_size=CHUNK)

    def row(self, product: Product) -> dict[str, Any]:
        cells = {**fields(product), **texts(product, self.language), **prices(product), **terms(product)}
        for code in self.others:
            cells |= {f"{name}:{code}": text for name, text in texts(product, code).items()}
        rest: dict[str, Any] = {}
        columns = set(self.attributes)
        with override(self.language):
            stated = list(whole(product.attributes))
        for one in {one["name"]: one for one in stated}.values():
            name, unit = named(one)
            if not returns(values.attribute_value, one["value"], one["value"]):
                continue
            if (name, unit) in columns:
                cells[title_of(name, unit)] = one["value"]
            elif len(name) <= LONGEST_NAME and tidy(name) == name and len(unit) <= LONGEST_UNIT:
                rest[name] = {"value": one["value"], "unit": unit} if unit else one["value"]
        if rest and len(json.dumps(rest, ensure_ascii=False)) <= LONGEST_CELL:
            cells[REST] = rest
        for code in self.told:
            cells[f"{REST}:{code}"] = told(product.attributes, code)
        return {name: value for name, value in cells.items() if value not in ("", None, [], {})}


def told(attributes: Iterable[Any], language: str) -> dict[str, dict[str, str]]:
    """What is said of the lines in another language, by their own names; empty where a cell cannot hold it."""
    said = {one["name"]: words for one in whole(attributes) if (words := told_in(one, language))}
    return said if len(json.dumps(said, ensure_ascii=False)) <= LONGEST_CELL else {}


def variant_row(variant: Variant) -> dict[str, Any]:
    """The cells that the import reads as this variant."""
    price = {"price": number(variant.amount), "currency": variant.currency} if variant.amount is not None else {}
    cells: dict[str, Any] = {"sku": variant.sku, "parent_sku": variant.product.sku, "gtin": variant.gtin, **price}
    cells |= {"moq": number(variant.moq)} if variant.moq is not None else {}
    cells |= {f"{AXIS}{name}": value for name, value in variant.axis_values.items()}
    return {name: value for name, value in cells.items() if value not in ("", None)}


# -- specifications -------------------------------------------------------------------------------------------------


def whole(kept: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """Those with a name and a value of a kind that a cell can hold."""
    for one in readable(kept):
        if isinstance(one.get("value"), str | int | float):
            yield one


def named(one: dict[str, Any]) -> tuple[str, str]:
    return str(one["name"]), str(one.get("unit") or "")


def title_of(name: str, unit: str) -> str:
    return f"{ATTRIBUTE}{name} [{unit}]" if unit else f"{ATTRIBUTE}{name}"


def comes_back(name: str, unit: str) -> bool:
    """Whether the import reads the heading as this name and this unit."""
    title = title_of(name, unit)
    same = heading(title) == title and attribute_of(title) == title and len(name) <= LONGEST_NAME
    return same and split_attribute(tidy(title[len(ATTRIBUTE) :])) == (name, unit)


# -- the fields -----------------------------------------------------------------------------------------------------


def returns(parse: Callable[[Any], Any], cell: Any, value: Any) -> bool:
    """Whether the import reads `value` out of the cell."""
    if cell == "" or (isinstance(cell, str) and cell.strip() in DASHES):
        return False
    try:
        return bool(parse(cell) == value)
    except Odd:
        return False


def line(text: str, limit: int) -> str:
    return text if len(text) <= limit and returns(tidy, text, text) else ""


def fields(product: Product) -> dict[str, Any]:
    cells: dict[str, Any] = {"sku": product.sku, "category": product.category.slug, "language": product.language}
    cells |= {name: line(getattr(product, name), LIMITS[name]) for name in ("brand", "model", "incoterm_place")}
    checked: tuple[tuple[str, Any, Callable[[Any], Any]], ...] = (
        ("gtin", product.gtin, values.gtin),
        ("hs_code", product.hs_code, values.hs_code),
        ("origin", product.origin, values.origin),
        ("unit", product.unit, values.unit),
        ("incoterm", product.incoterm, lambda cell: values.incoterm(cell)[0]),
        ("lead_time_days", product.lead_time_days, values.lead_time),
    )
    cells |= {name: value for name, value, parse in checked if value is not None and returns(parse, value, value)}
    cells["moq"] = number(product.moq)
    cells["stock"] = "" if product.stock is None else number(product.stock)
    words = ", ".join(map(str, product.tags))
    cells["tags"] = words if returns(values.tags, words, product.tags) else ""
    return cells


def number(amount: Decimal) -> int | float | str:
    """A figure that a spreadsheet can reckon with, or its text where a float would not hold all of it."""
    text = plain(amount)
    if "." not in text:
        return int(text) if len(text) <= 15 else text
    return float(text) if len(text) <= 15 else text


def texts(product: Product, language: str) -> dict[str, str]:
    """In one language; what is not written in it is left empty, so that it does not come back as a translation."""
    text = next((one for one in product.texts.all() if one.language == language), None)
    if text is None:
        return {}
    fits = returns(tidy_block, text.description, text.description)
    return {"title": line(text.title, LIMITS["title"]), "description": text.description if fits else ""}


def prices(product: Product) -> dict[str, Any]:
    """One price as `price`; a ladder as `price_tiers`, in which each step names its currency if there are several."""
    tiers = product.tiers
    codes = {tier.currency for tier in tiers}
    if not tiers:
        return {}
    if len(codes) > 1:
        steps = (f"{plain(tier.min_quantity)}:{plain(tier.amount)} {tier.currency}" for tier in tiers)
        return {"price_tiers": ";".join(steps)}
    if len(tiers) == 1 and tiers[0].min_quantity == 1:
        return {"price": number(tiers[0].amount), "currency": tiers[0].currency}
    steps = (f"{plain(tier.min_quantity)}:{plain(tier.amount)}" for tier in tiers)
    return {"price_tiers": ";".join(steps), "currency": tiers[0].currency}


def terms(product: Product) -> dict[str, Any]:
    """The terms beside the price, by their codes."""
    names = ("price_currency", "supply_period", "sample", "sample_currency", "sample_freight", "private_label")
    cells: dict[str, Any] = {name: getattr(product, name) for name in names}
    amounts = ("price_low", "price_high", "supply_capacity", "sample_amount")
    cells |= {name: number(value) for name in amounts if (value := getattr(product, name)) is not None}
    cells["sample_days"] = product.sample_days
    cells["payment_terms"] = ";".join(product.payment_terms)
    for name, parse in (("packaging", packaging), ("video", video)):
        value = getattr(product, name)
        cells[name] = value if returns(parse, value, value) else ""
    return cells


def guarded(text: str) -> str:
    """A text that only looks as if an apostrophe had been put before it gets one, so that it keeps its own."""
    return text if restored(text) == text else f"'{text}"
