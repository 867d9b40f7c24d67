"""Rows that are variants: `parent_sku` names the product, `axis:<name>` its value on each axis.

The parent is in the same batch of rows, before or behind, or in the catalogue already.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from catalog.imports.bulk import insert
from catalog.imports.columns import AXIS
from catalog.models import Variant
from catalog.skus import used_skus
from catalog.variants import (
    LONGEST_AXIS,
    LONGEST_VALUE,
    MOST_AXES,
    MOST_VARIANTS,
    combination_of,
    currency_of,
    same,
    span_of,
)
from companies.models import Company

if TYPE_CHECKING:
    from catalog.imports.entries import Entry
    from catalog.imports.rows import Draft


WRITTEN = ["axis_values", "combination", "gtin", "amount", "currency", "moq", "position"]


class Family:
    """The variants of one product as they are and as they will be."""

    def __init__(self, entry: "Entry", known: Iterable[Variant]) -> None:
        self.entry, self.variants = entry, list(known)
        self.axes = [{"name": axis["name"], "values": list(axis["values"])} for axis in entry.product.axes]
        self.changed: dict[str, Variant] = {}

    def lay_over(self, draft: "Draft") -> tuple[bool, bool]:
        """Whether the row makes a variant, and whether it changes one; neither when it is refused or says the same."""
        values = self.placed(draft)
        if values is None:
            return False, False
        one = next((one for one in self.variants if one.sku == draft.sku), None)
        is_new = one is None
        if one is None:
            if len(self.variants) >= MOST_VARIANTS:
                draft.note("", "variants_many", True, limit=MOST_VARIANTS)
                return False, False
            one = Variant(sku=draft.sku, company_id=self.entry.product.company_id, position=len(self.variants))
        key = combination_of(values)
        if any(other is not one and other.combination == key for other in self.variants):
            draft.note("", "combination_twice", True)
            return False, False
        said = {"axis_values": values, "combination": key, **self.said(draft)}
        code = said.get("currency") or ""
        if code and any(other is not one and other.currency not in {"", code} for other in self.variants):
            draft.note("", "variant_currency", True, currency=currency_of(self.variants))
            return False, False
        differs = is_new or any(getattr(one, name) != value for name, value in said.items())
        for name, value in said.items():
            setattr(one, name, value)
        self.variants += [one] if is_new else []
        if differs:
            self.changed[one.sku] = one
        return is_new, differs and not is_new

    def said(self, draft: "Draft") -> dict[str, Any]:
        said: dict[str, Any] = {name: draft.fields[name] for name in ("gtin", "moq") if name in draft.fields}
        if draft.prices is not None:
            first = min(draft.prices, default=None)
            said |= {"amount": first[1] if first else None, "currency": first[2] if first else ""}
        return said

    def placed(self, draft: "Draft") -> dict[str, str] | None:
        """The row's values in the words of the product's axes, which learn new values; None when refused."""
        if not self.axes:
            self.axes = [{"name": name, "values": []} for name in draft.axes]
        names = {same(axis["name"]): axis for axis in self.axes}
        if not draft.axes or len(self.axes) > MOST_AXES or {same(name) for name in draft.axes} != set(names):
            draft.note("", "axes_differ", True, axes=", ".join(axis["name"] for axis in self.axes) or "–")
            return None
        values = {}
        for name, value in draft.axes.items():
            if len(value) > LONGEST_VALUE or len(name) > LONGEST_AXIS:
                draft.note(AXIS + name, "too_long", True, limit=LONGEST_VALUE)
                return None
            axis = names[same(name)]
            known = next((one for one in axis["values"] if same(one) == same(value)), None)
            if known is None:
                axis["values"].append(value)
            values[axis["name"]] = known or value
        return values

    def apply(self) -> bool:
        """Put axes and span on the product; returns whether they differ."""
        offered = [(one.amount, one.currency) for one in self.variants if one.is_offered]
        product, span = self.entry.product, span_of(offered)
        differs = bool(product.axes != self.axes or product.span != span)
        product.axes, product.span = self.axes, span
        return differs


class Families:
    """All that a batch says of variants."""

    def __init__(self, company: Company, drafts: list["Draft"], known: "dict[str, Entry]") -> None:
        self.company, self.known = company, known
        self.rows = [draft for draft in drafts if draft.parent_sku and not draft.is_refused]
        self.families: dict[str, Family] = {}
        parents = [entry.product.pk for sku, entry in known.items() if entry.product.pk and sku in self.parents]
        self.there: dict[int, list[Variant]] = {}
        for one in Variant.objects.filter(product__in=parents) if parents else ():
            self.there.setdefault(one.product_id, []).append(one)

    @property
    def parents(self) -> set[str]:
        return {draft.parent_sku for draft in self.rows}

    def settle(self) -> tuple[int, int]:
        """How many variants the rows make, and how many they change."""
        created = updated = 0
        taken = used_skus(self.company.pk, [draft.sku for draft in self.rows]) if self.rows else set()
        for draft in self.rows:
            entry = self.known.get(draft.parent_sku)
            if entry is None:
                draft.note("parent_sku", "parent_missing", True, sku=draft.parent_sku)
                continue
            family = self.families.setdefault(
                draft.parent_sku, Family(entry, self.there.get(entry.product.pk or 0, ()))
            )
            own = {one.sku for one in family.variants}
            elsewhere = {one.sku for other in self.families.values() if other is not family for one in other.variants}
            if draft.sku in self.known or draft.sku in elsewhere or (draft.sku in taken and draft.sku not in own):
                draft.note("sku", "sku_elsewhere", True)
                continue
            is_new, is_changed = family.lay_over(draft)
            created, updated = created + is_new, updated + is_changed
        for family in self.families.values():
            if family.changed and family.apply():
                family.entry.is_changed = True
        return created, updated

    def store(self) -> None:
        """After the products, whose keys the variants need."""
        changed = [one for family in self.families.values() for one in family.changed.values()]
        for family in self.families.values():
            for one in family.changed.values():
                one.product = family.entry.product
        insert([one for one in changed if one.pk is None])
        old = [one for one in changed if one.pk is not None]
        if old:
            Variant.objects.bulk_update(old, WRITTEN, batch_size=200)


def refuse_taken(company: Company, drafts: list["Draft"], known: "dict[str, Entry]") -> None:
    """A product's row may not bear the SKU of a variant."""
    skus = [draft.sku for draft in drafts if draft.sku and not draft.parent_sku and draft.sku not in known]
    taken = set(Variant.objects.filter(company=company, sku__in=skus).values_list("sku", flat=True)) if skus else set()
    for draft in drafts:
        if draft.sku in taken and not draft.parent_sku:
            draft.note("sku", "sku_of_variant", True)
