"""What buyers type: a quantity to compare for, a shortlist's name, a note. Forms read and check, they never write."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.forms import QuantityField
from catalog.models import Shortlist
from portal.core.actor import Actor
from portal.core.forms import choose_from
from portal.core.texts import LineField, validate_visible
from portal.core.units import unit_name

NEW = "new"


class CompareForm(forms.Form):
    """The quantity, and the unit it is in. What is wrong is told, and the comparison is made without it."""

    quantity = QuantityField(label=_("Your quantity"), required=False)
    unit = forms.CharField(label=_("Unit"), required=False, max_length=3)

    @property
    def asked(self) -> Decimal | None:
        """The quantity typed; None when there is none that makes sense."""
        self.is_valid()
        found: Decimal | None = self.cleaned_data.get("quantity")
        return found

    @property
    def asked_unit(self) -> str:
        self.is_valid()
        return str(self.cleaned_data.get("unit", ""))

    def offer(self, units: list[str], unit: str, quantity: Decimal) -> None:
        """The units to choose from, and what the page has worked with."""
        self.units = [(code, unit_name(code, 2), code == unit) for code in units]
        self.used = quantity


class ShortlistForm(forms.Form):
    name = LineField(label=_("Name"), max_length=120, validators=[validate_visible])
    note = LineField(label=_("What it is for"), max_length=500, required=False)


class ItemForm(forms.Form):
    """A note and the quantity that is wanted."""

    quantity = QuantityField(label=_("Quantity wanted"), required=False)
    note = LineField(label=_("Note"), max_length=500, required=False)


class SavingForm(ItemForm):
    """Which list a product goes to: one of the company's, or a new one."""

    list = forms.ChoiceField(label=_("Shortlist"), widget=forms.RadioSelect)
    name = LineField(label=_("Name of the new list"), max_length=120, required=False, validators=[validate_visible])

    field_order = ("list", "name", "quantity", "note")

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lists = {one.ref: one for one in Shortlist.objects.visible_to(actor).order_by("-updated_at", "-pk")}
        choose_from(self, "list", [*((ref, one.name) for ref, one in self.lists.items()), (NEW, _("A new list"))])
        self.fields["list"].initial = next(iter(self.lists), NEW)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("list") == NEW and not data.get("name") and "name" not in self.errors:
            self.add_error("name", _("Give the new list a name."))
        return data


class FilterForm(forms.Form):
    """Words to look for in a list."""

    q = LineField(label=_("Search"), max_length=80, required=False)

    @property
    def words(self) -> str:
        return str(self.cleaned_data["q"]) if self.is_valid() else ""
