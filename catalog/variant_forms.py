"""Variants in the editor: up to three axes make all combinations, each a row to fill in."""

import json
import re
import unicodedata
from collections.abc import Callable
from itertools import product as every_combination
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog import codes
from catalog.editing import Snapshot
from catalog.forms import AmountField, QuantityField, Rows, money_choices
from catalog.models import Product, Variant
from catalog.row_parts import MOST_TYPED, Part, typed_rows
from catalog.skus import SKU_LENGTH, SkuTaken, numbered
from catalog.variants import (
    LONGEST_AXIS,
    MOST_AXES,
    MOST_VARIANTS,
    TOO_MANY,
    BadAxes,
    BadVariants,
    axes_text,
    problems_of,
    put_variants,
    same,
    tidy_axes,
    variants_text,
)
from portal.core.forms import choose_from
from portal.core.permissions import Refused
from portal.core.texts import LineField, validate_visible

NUMBERS = range(1, MOST_AXES + 1)
EXAMPLES = {1: _("Size"), 2: _("Colour"), 3: _("Material")}
UNMADE = _("Press “Make the combinations”, so that each variant gets its row.")


class AxesForm(forms.Form):
    """Names and values, and the one currency of the variants' own prices."""

    currency = forms.ChoiceField(label=_("Currency of the variants' prices"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "currency", money_choices(self["currency"].value() or ""))
        for number in NUMBERS:
            self.fields[f"name_{number}"] = LineField(
                label=_("Axis %(number)s") % {"number": number},
                max_length=LONGEST_AXIS,
                required=False,
                widget=forms.TextInput({"placeholder": EXAMPLES[number]}),
            )
            self.fields[f"values_{number}"] = LineField(
                label=_("Its values, with commas"), max_length=4000, required=False
            )

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        return [(self[f"name_{number}"], self[f"values_{number}"]) for number in NUMBERS]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        try:
            cleaned["axes"] = axes_in(lambda name: cleaned.get(name, ""))
        except BadAxes as problem:
            self.add_error("name_1", problem.message)
        return cleaned


def axes_in(said: Callable[[str], str]) -> list[dict[str, Any]]:
    """The axes out of what was typed. Raises BadAxes."""
    typed = [(said(f"name_{n}").strip(), split_values(said(f"values_{n}"))) for n in NUMBERS]
    return tidy_axes([(name, values) for name, values in typed if name or values])


def split_values(text: str) -> list[str]:
    return [value for part in re.split(r"[,;、，]", text) if (value := " ".join(part.split()))]


class VariantForm(forms.Form):
    """One combination; `values` names it, as a JSON list in the order of the axes."""

    values = forms.CharField(widget=forms.HiddenInput, max_length=400)
    sku = LineField(label=_("SKU"), max_length=SKU_LENGTH, validators=[validate_visible])
    amount = AmountField(label=_("Own price"), required=False)
    moq = QuantityField(label=_("Minimum order"), required=False)
    gtin = LineField(label=_("GTIN"), max_length=20, required=False)
    stock = forms.DecimalField(label=_("Stock"), max_digits=14, decimal_places=3, min_value=0, required=False)
    picture = forms.ChoiceField(label=_("Picture"), required=False)
    is_offered = forms.BooleanField(label=_("On offer"), required=False)

    def __init__(self, *args: Any, pictures: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "picture", pictures)

    def has_changed(self) -> bool:
        return True

    def clean_gtin(self) -> str:
        return codes.clean_gtin(self.cleaned_data["gtin"])

    def clean_values(self) -> list[str]:
        return values_in(self.cleaned_data["values"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("values"):
            self.add_error("sku", _("This row was not made here. Make the combinations again."))
        return cleaned

    @property
    def title(self) -> str:
        return ", ".join(values_in(self["values"].value() or ""))


def values_in(text: Any) -> list[str]:
    try:
        found = text if isinstance(text, list) else json.loads(text)
    except ValueError:
        return []
    return found if isinstance(found, list) and all(isinstance(one, str) for one in found) else []


VariantFormSet = forms.formset_factory(
    VariantForm, formset=Rows, extra=0, max_num=MOST_VARIANTS, validate_max=True, absolute_max=MOST_TYPED
)


class Variants(Part):
    name, label, formset = "variants", _("Variants"), VariantFormSet
    columns = ("values", "sku", "amount", "moq", "gtin", "stock", "picture", "is_offered")

    @property
    def labels(self) -> dict[str, Any]:
        return {"axes": _("Axes of the variants"), "variants": _("Variants")}

    @property
    def options(self) -> dict[str, Any]:
        """What each row's form is made with."""
        pictures = enumerate(self.product.pictures.all(), start=1) if self.product.pk else ()
        named = [(str(one.pk), f"{place}. {one.alt}"[:60]) for place, one in pictures]
        return {"prefix": self.name, "form_kwargs": {"pictures": [("", _("The product's")), *named]}}

    def show(self, rows: list[dict[str, Any]]) -> None:
        shown = [{**row, "values": json.dumps(values_in(row["values"]), ensure_ascii=False)} for row in rows]
        self.rows = VariantFormSet(initial=shown, **self.options)

    @classmethod
    def fresh(cls, product: Product, words: Snapshot) -> "Variants":
        part = super().fresh(product, words)
        currency, axes = axes_of(words.get("axes", ""))
        part.axes = AxesForm(prefix="axes", initial=axes_initial(axes, currency or part.usual_currency))
        return part

    axes: AxesForm

    @property
    def usual_currency(self) -> str:
        first = self.product.first_price if self.product.pk else None
        return first.currency if first else ""

    def bind(self, data: Any) -> None:
        self.axes = AxesForm(data, prefix="axes")
        self.rows = VariantFormSet(data, **self.options)

    def grow(self, data: Any, wish: str) -> None:
        typed = {name: data.get(f"axes-{name}", "") for name in AxesForm().fields}
        self.axes = AxesForm(prefix="axes", initial=typed)
        rows: list[dict[str, Any]] = typed_rows(data, self.name, VariantForm.base_fields)
        if wish == self.name:
            try:
                axes = axes_in(lambda name: " ".join(typed[name].split()))
                rows = combined(axes, rows, data.get("sku", "").strip())
                self.axes = AxesForm(prefix="axes", initial=axes_initial(axes, typed["currency"]))
            except Refused as problem:
                self.problems.append(problem.message)
        self.show(rows)

    # -- checking and saving ----------------------------------------------------------------------------------------

    def is_valid(self) -> bool:
        if not self.is_sent:
            return True
        if not all([self.axes.is_valid(), super().is_valid()]):
            return False
        axes, wanted = self.axes.cleaned_data["axes"], self.wanted()
        if axes and not wanted:
            self.axes.add_error("values_1", UNMADE)
        for problem in problems_of(axes, wanted, ""):
            self.rows.forms[problem.place].add_error(place_of(problem.field), problem.words)
        if any(one.amount is not None and not one.currency for one in wanted):
            self.axes.add_error("currency", _("Choose the currency."))
        return not self.has_errors

    def wanted(self) -> list[Variant]:
        axes, currency = self.axes.cleaned_data["axes"], self.axes.cleaned_data["currency"]
        names = [axis["name"] for axis in axes]
        return [
            Variant(
                sku=row["sku"],
                axis_values=dict(zip(names, row["values"], strict=False)) if len(names) == len(row["values"]) else {},
                amount=row["amount"],
                currency=currency if row["amount"] is not None else "",
                moq=row["moq"],
                gtin=row["gtin"],
                stock=row["stock"],
                picture_id=int(row["picture"]) if row["picture"] else None,
                is_offered=row["is_offered"],
            )
            for row in self.rows.filled()
        ]

    def words(self) -> Snapshot:
        if not self.is_sent:
            return self.base
        axes, wanted = self.axes.cleaned_data["axes"], self.wanted()
        currency = next((one.currency for one in wanted if one.currency), "")
        return {"axes": axes_text(axes, currency), "variants": variants_text(axes, wanted)}

    def saver(self) -> Callable[[Product], None]:
        axes, wanted = self.axes.cleaned_data["axes"], self.wanted()

        def save(product: Product) -> None:
            if axes or product.axes:
                put_variants(product, axes, wanted)

        return save

    def blame(self, refusal: Refused) -> bool:
        if isinstance(refusal, BadVariants):
            for problem in refusal.problems:
                self.rows.forms[problem.place].add_error(place_of(problem.field), problem.words)
            return True
        if not isinstance(refusal, SkuTaken) or not self.is_sent:
            return False
        named = [form for form in self.rows.forms if form.cleaned_data.get("sku") in refusal.skus]
        for form in named:
            form.add_error("sku", SkuTaken(form.cleaned_data["sku"]).message)
        return bool(named)

    # -- for the page -----------------------------------------------------------------------------------------------

    @property
    def forms(self) -> list[Any]:
        return [self.axes, *super().forms] if self.axes.is_bound else []

    @property
    def is_open(self) -> bool:
        """Whether the section is unfolded."""
        return bool(self.rows.forms or self.has_errors or self.axes["name_1"].value())

    def readable(self, name: str, word: str) -> str:
        if name == "axes":
            return "\n".join(f"{axis['name']}: {', '.join(axis['values'])}" for axis in axes_of(word)[1])
        return "\n".join(self.line({**row, "values": ", ".join(row["values"])}) for row in self.rows_in({name: word}))

    def line(self, row: dict[str, Any]) -> str:
        return " · ".join(row[column] for column in self.columns[:6] if row[column])


def place_of(field: str) -> str:
    """Where an error is shown: the values are no field to type into, the currency is one for all."""
    return {"values": "sku", "currency": "amount"}.get(field, field)


def axes_of(word: str) -> tuple[str, list[dict[str, Any]]]:
    """The currency and the axes out of a snapshot's word."""
    rows = json.loads(word or "[]")
    return (rows[0], [{"name": row[0], "values": row[1:]} for row in rows[1:]]) if rows else ("", [])


def axes_initial(axes: list[dict[str, Any]], currency: str) -> dict[str, str]:
    initial = {"currency": currency}
    for number, axis in enumerate(axes, start=1):
        initial |= {f"name_{number}": axis["name"], f"values_{number}": ", ".join(axis["values"])}
    return initial


# -- all combinations -----------------------------------------------------------------------------------------------


def combined(axes: list[dict[str, Any]], rows: list[dict[str, Any]], stem: str) -> list[dict[str, Any]]:
    """A row for each combination: the one typed before, else a new one with a SKU suggested.

    With one more axis than before, the first combination that holds an old row's values goes on as that row.
    """
    count = 1
    for axis in axes:
        count *= len(axis["values"])
    if not axes:
        return []
    if count > MOST_VARIANTS:
        raise BadAxes(TOO_MANY % {"count": count, "most": MOST_VARIANTS})
    left = [(frozenset(map(same, values_in(row["values"]))), row) for row in rows]
    taken = {row["sku"] for row in rows}
    made = []
    for values in every_combination(*(axis["values"] for axis in axes)):
        row = goes_on(left, values)
        if row is None:
            sku = suggested(stem, values, [axis["values"].index(v) for axis, v in zip(axes, values, strict=True)])
            sku = numbered(sku, taken) if sku in taken else sku
            taken.add(sku)
            row = {"sku": sku, "is_offered": "on"}
        made.append({**row, "values": list(values)})
    return made


def goes_on(left: list[tuple[frozenset[str], dict[str, Any]]], values: tuple[str, ...]) -> dict[str, Any] | None:
    """The old row of the same values; where axes were added, one whose values are all among them. Taken off `left`."""
    wanted = frozenset(map(same, values))
    for exactly in (True, False):
        for place, (old, row) in enumerate(left):
            if old == wanted if exactly else old and old < wanted:
                del left[place]
                return row
    return None


def suggested(stem: str, values: tuple[str, ...], places: list[int]) -> str:
    """`A-1` in M and Red → `A-1-M-RED`; a value without Latin letters or digits is told by its number."""
    codes_of = [code_of(value) or str(place + 1) for value, place in zip(values, places, strict=True)]
    return "-".join([stem, *codes_of] if stem else codes_of)[:SKU_LENGTH].strip("-")


def code_of(value: str) -> str:
    bare = unicodedata.normalize("NFKD", value).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9.]+", "-", bare).strip("-").upper()
