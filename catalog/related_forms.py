"""Related products in the editor: found by title or SKU, or named by SKU."""

import json
from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from catalog.forms import Rows
from catalog.models import Product, RelatedProduct
from catalog.related import MOST_RELATED, UnknownSku, put_related
from catalog.row_parts import Part, typed_rows
from catalog.skus import SKU_LENGTH
from companies.guards import company_required
from portal.core.http import SignedIn
from portal.core.permissions import Refused
from portal.core.texts import LineField, clean_line

SHOWN = 8  # products that a search offers


class RelatedForm(forms.Form):
    sku = LineField(label=_("SKU of your product"), max_length=SKU_LENGTH, required=False)
    kind = forms.ChoiceField(label=_("How it is related"), choices=RelatedProduct.Kind.choices, required=False)
    remove = forms.BooleanField(label=_("Remove"), required=False)

    def has_changed(self) -> bool:
        return bool(self["sku"].value())


class RelatedRows(Rows):
    def filled(self) -> list[dict[str, Any]]:
        return [row for row in super().filled() if row["sku"] and not row["remove"]]

    def clean(self) -> None:
        seen: set[str] = set()
        for form in self.forms:
            sku = getattr(form, "cleaned_data", {}).get("sku", "")
            if sku and sku in seen:
                form.add_error("sku", _("The same product is named twice."))
            seen.add(sku)


class Related(Part):
    name, label, columns, spare = "related", _("Related products"), ("sku", "kind"), 1
    formset = forms.formset_factory(
        RelatedForm, formset=RelatedRows, extra=0, max_num=MOST_RELATED + 1, absolute_max=MOST_RELATED + 12
    )

    def is_valid(self) -> bool:
        valid = super().is_valid()
        rows = self.rows.filled() if self.is_sent and valid else []
        if len(rows) > MOST_RELATED:
            self.problems.append(_("Up to %(most)s related products, please.") % {"most": MOST_RELATED})
        known = self.titles([row["sku"] for row in rows])
        for form in self.rows.forms if rows else ():
            sku = form.cleaned_data.get("sku", "")
            if sku and not form.cleaned_data.get("remove") and sku not in known:
                form.add_error("sku", UnknownSku(sku).message)
            elif sku and sku == self.product.sku:
                form.add_error("sku", _("A product cannot be related to itself."))
        return valid and not self.has_errors

    def grow(self, data: Any, wish: str) -> None:
        """`related:SKU` adds the product that was found."""
        rows: list[dict[str, Any]] = typed_rows(data, self.name, RelatedForm.base_fields)
        section, _colon, sku = wish.partition(":")
        if section == self.name:
            rows = [row for row in rows if row["sku"]]
            rows += [{"sku": sku}] if sku and sku not in {row["sku"] for row in rows} else []
            rows.append({})
        self.show(rows or [{}])

    def words(self) -> dict[str, str]:
        if not self.is_sent:
            return self.base
        return {self.name: json.dumps([[row["sku"], row["kind"]] for row in self.rows.filled()], ensure_ascii=False)}

    def saver(self) -> Callable[[Product], None]:
        rows = [(row["sku"], row["kind"] or RelatedProduct.Kind.ACCESSORY.value) for row in self.rows.filled()]
        return lambda product: put_related(product, rows)

    def blame(self, refusal: Refused) -> bool:
        """A product that somebody deleted or renamed between the check and the saving."""
        if not isinstance(refusal, UnknownSku):
            return False
        for form in self.rows.forms:
            if form.cleaned_data.get("sku") == refusal.sku:
                form.add_error("sku", refusal.message)
        return True

    def titles(self, skus: list[str]) -> dict[str, Product]:
        rows = Product.objects.filter(company=self.product.company_id, sku__in=skus).prefetch_related("texts")
        return {row.sku: row for row in rows} if skus else {}

    @property
    def lines(self) -> list[tuple[Any, Product | None]]:
        typed = [(form, clean_line(str(form["sku"].value() or ""))) for form in self.rows.forms]
        known = self.titles([sku for _form, sku in typed])
        return [(form, known.get(sku)) for form, sku in typed]


@company_required
def related_found(request: SignedIn) -> HttpResponse:
    """Own products by title or SKU, to choose from."""
    q = clean_line(request.GET.get("related_q", ""))[:100]
    own = Product.objects.of(request.actor).exclude(ref=request.GET.get("besides", ""))
    rows = own.matching(q=q).prefetch_related("texts").order_by("sku")[:SHOWN] if q else []
    return render(request, "catalog/editor/_related_found.html", {"found": rows, "q": q})
