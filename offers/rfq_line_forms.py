"""The lines of a request as a page sends them: cards with rows of requirements, each as it was typed.

A raw line is a dict of the strings of its fields, with `requirements`, a list of such dicts; it comes from a browser's
fields, from a file, or from a line that is there, and goes back into the fields whether or not it makes sense.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.codes import clean_hs_code
from catalog.imports import values
from catalog.imports.problems import Odd, worded
from catalog.models import Product
from offers.forms import price_field, quantity_field
from offers.models import RFQLine
from offers.models.rfq import MOST_LINES
from offers.requirements import MOST as MOST_REQUIREMENTS
from offers.requirements import OPERATORS, Requirement
from portal.core.actor import Actor
from portal.core.forms import choose_from, expect
from portal.core.permissions import Refused
from portal.core.texts import BlockField, LineField, clean_line, validate_visible
from portal.core.units import plain, unit_choices

Raw = dict[str, Any]
MOST_QUANTITIES = 6  # further ones of a line
FIELDS = ("pk", "product", "title", "text", "quantity", "unit", "more", "target_amount", "hs_code")
ROW_FIELDS = ("name", "operator", "value", "unit")
BETWEEN = re.compile(r"\s*(?:–|—|…|\.\.+|~|;|\bto\b|\band\b)\s*|(?<=[\d.,])\s*-\s*(?=\d)", re.IGNORECASE)


class RequirementForm(forms.Form):
    """One row: a name, how it is compared, and what with; an empty row is none."""

    name = LineField(label=gettext_lazy("Requirement"), required=False, max_length=80)
    operator = forms.ChoiceField(label=gettext_lazy("must be"), required=False, choices=list(OPERATORS.items()))
    value = LineField(label=gettext_lazy("Value"), required=False, max_length=800)
    unit = LineField(label=gettext_lazy("Unit of the value"), required=False, max_length=20)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs.update(list="rfq-names", autocomplete="off")
        expect(self)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        name, value = cleaned.get("name", ""), cleaned.get("value", "")
        self.row: dict[str, Any] | None = None
        if not self.errors and (name or value):
            row = {**cleaned, "values": split_value(cleaned.get("operator") or "eq", value)}
            try:
                self.row = Requirement.read(row).as_row()
            except Refused as problem:
                self.add_error("value" if name else "name", str(problem.message))
        return cleaned


def split_value(operator: str, text: str) -> list[str]:
    """The two ends of a range, the values of a choice, or the one value."""
    if operator == "range":
        return [part for part in BETWEEN.split(text) if part.strip()]
    if operator == "one_of":
        return [part.strip() for part in re.split(r"\s*;\s*|\s*、\s*|,\s+", text) if part.strip()]
    return [text] if text else []


def joined_value(requirement: Requirement) -> str:
    return {"range": " – ", "one_of": "; "}.get(requirement.operator, "").join(requirement.values)


class LineForm(forms.Form):
    """One thing that is needed. A draft keeps a line without a quantity; what cannot be one is said."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    product = forms.CharField(required=False, widget=forms.HiddenInput)
    title = LineField(
        label=gettext_lazy("What do you need?"),
        required=False,
        max_length=200,
        validators=[validate_visible],
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    quantity = quantity_field(gettext_lazy("Quantity"))
    unit = forms.ChoiceField(label=gettext_lazy("Unit"), required=False)
    more = LineField(
        label=gettext_lazy("Prices also for"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Other quantities, such as 500; 5000"),
    )
    target_amount = price_field(
        gettext_lazy("Target price per unit"), help_text=gettext_lazy("Every supplier who may quote sees it.")
    )
    hs_code = LineField(label=gettext_lazy("HS code"), required=False, max_length=60)
    text = BlockField(
        label=gettext_lazy("Details"), required=False, max_length=4000, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, raw: Raw, number: int, actor: Actor, *, bound: bool) -> None:
        prefix = f"line-{number}"
        data = {f"{prefix}-{name}": raw.get(name, "") for name in FIELDS} if bound else None
        super().__init__(data, prefix=prefix, initial=raw)
        self.actor, self.number, self.has_data = actor, number, is_said(raw)
        expect(self, "title", "quantity", "unit")
        known = unit_choices()
        code = str(raw.get("unit") or "C62")[:3]
        choose_from(self, "unit", known if code in dict(known) else [*known, (code, code)])
        self.rows = [
            RequirementForm(
                {f"{prefix}-req-{place}-{name}": row.get(name, "") for name in ROW_FIELDS} if bound else None,
                prefix=f"{prefix}-req-{place}",
                initial=row,
            )
            for place, row in enumerate(raw.get("requirements") or ())
        ]
        self.shown_product = product_of(raw.get("product"), actor)

    @property
    def is_wrong(self) -> bool:
        """Whether a line that says something is not in order; all of its rows are looked at."""
        if not self.is_bound or not self.has_data:
            return False
        return any([not self.is_valid(), *(not row.is_valid() for row in self.rows)])

    @property
    def has_more(self) -> bool:
        """Whether anything is said in the folded part of the card."""
        folded = ("more", "target_amount", "hs_code", "text")
        return any(self[name].value() or self[name].errors for name in folded)

    def clean_hs_code(self) -> str:
        return clean_hs_code(self.cleaned_data["hs_code"]) if self.cleaned_data["hs_code"] else ""

    def clean_more(self) -> list[str]:
        """`500; 1,000` → `["500", "1000"]`."""
        parts = [part for part in re.split(r"[;/\n]|,\s+|(?<=\d)\s+(?=\d)", self.cleaned_data["more"]) if part.strip()]
        try:
            found = [values.quantity(part.strip()) for part in parts]
        except Odd as problem:
            raise forms.ValidationError(worded(problem.code, problem.params)) from None
        if len(found) > MOST_QUANTITIES:
            raise forms.ValidationError(_("Up to %(most)s further quantities.") % {"most": MOST_QUANTITIES})
        if any(one <= 0 for one in found):
            raise forms.ValidationError(_("Enter a quantity above 0."))
        return [plain(one) for one in dict.fromkeys(found)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.has_data and not cleaned.get("title") and "title" not in self.errors:
            if self.shown_product is None:
                self.add_error("title", _("Say what you need, in a few words."))
            else:
                cleaned["title"] = self.shown_product.title[:200]
        return cleaned

    def fields_of_line(self) -> dict[str, Any]:
        """What `RFQ.write_lines` takes."""
        cleaned = self.cleaned_data
        kept = {name: cleaned[name] for name in ("title", "text", "quantity", "target_amount", "hs_code")}
        return {
            **kept,
            **({"pk": cleaned["pk"]} if cleaned.get("pk") else {}),
            "unit": cleaned["unit"] or "C62",
            "more_quantities": cleaned["more"],
            "product": self.shown_product,
            "requirements": [row.row for row in self.rows if row.row],
        }

    def problems(self) -> list[tuple[str, str]]:
        """(the field's id, a sentence) for the summary on top of the page."""
        found = []
        for form in (self, *self.rows):
            for field in form.visible_fields():
                for problem in field.errors:
                    words = {"number": self.number + 1, "label": field.label, "problem": problem}
                    found.append((field.auto_id, _("Line %(number)s, %(label)s: %(problem)s") % words))
        return found


def product_of(ref: Any, actor: Actor) -> Product | None:
    """The product a line is about; one that the reader may not see is none."""
    if not ref:
        return None
    return Product.objects.visible_to(actor).for_cards().filter(ref=clean_line(str(ref))[:16]).first()


def is_said(raw: Raw) -> bool:
    """Whether the line says anything: a select always stands on something."""
    said = any(str(raw.get(name) or "").strip() for name in FIELDS if name not in {"pk", "unit"})
    return said or any(
        str(row.get(name) or "").strip() for row in raw.get("requirements") or () for name in ("name", "value")
    )


def lines_in(post: Any) -> list[Raw]:
    """What a browser sent, as it was typed, at most as many lines and rows as there may be."""
    lines = []
    for number in range(count_in(post, "line-count", MOST_LINES)):
        prefix = f"line-{number}"
        raw: Raw = {name: clean_field(post.get(f"{prefix}-{name}", "")) for name in FIELDS}
        raw["requirements"] = [
            {name: clean_field(post.get(f"{prefix}-req-{place}-{name}", "")) for name in ROW_FIELDS}
            for place in range(count_in(post, f"{prefix}-reqs", MOST_REQUIREMENTS))
        ]
        lines.append(raw)
    return lines


def clean_field(text: str) -> str:
    return str(text).replace("\x00", "")[:8000]


def count_in(post: Any, name: str, most: int) -> int:
    text = str(post.get(name, ""))[:5]
    return min(int(text), most) if text.isascii() and text.isdigit() else 0


def raw_of_line(line: RFQLine) -> Raw:
    return {
        "pk": line.pk,
        "product": line.product.ref if line.product else "",
        "title": line.title,
        "text": line.text,
        "quantity": plain(line.quantity),
        "unit": line.unit,
        "more": "; ".join(line.more_quantities),
        "target_amount": plain(line.target_amount),
        "hs_code": line.hs_code,
        "requirements": [
            {"name": one.name, "operator": one.operator, "value": joined_value(one), "unit": one.unit}
            for one in line.required
        ],
    }


def kept_line(line: RFQLine) -> dict[str, Any]:
    """A line as `RFQ.write_lines` takes it, unchanged."""
    names = ("title", "text", "quantity", "unit", "more_quantities", "target_amount", "hs_code", "product")
    return {"pk": line.pk, **{name: getattr(line, name) for name in names}, "requirements": line.requirements}


def raw_of_product(product: Product, quantity: Decimal | None = None) -> Raw:
    """A line that asks for a product; its specifications are not copied: the supplier knows them."""
    return {
        "product": product.ref,
        "title": product.title[:200],
        "quantity": plain(quantity or product.moq),
        "unit": product.unit,
        "hs_code": product.hs_code,
    }


def make_forms(raws: Iterable[Raw], actor: Actor, *, bound: bool) -> list[LineForm]:
    return [LineForm(raw, number, actor, bound=bound) for number, raw in enumerate(raws)]
