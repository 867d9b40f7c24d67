"""What an act on many products asks for: it reads and checks, and never writes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.bulk import LEAST_PERCENT, MOST_PERCENT, Kind
from catalog.forms import category_choices
from catalog.models import Category
from portal.core.forms import choose_from
from portal.core.incoterms import incoterm_choices
from portal.core.texts import LineField


class CategoryForm(forms.Form):
    to_category = forms.ChoiceField(label=_("New category"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "to_category", category_choices())

    def value(self) -> Any:
        return Category.tree()[self.cleaned_data["to_category"]].pk


class PriceForm(forms.Form):
    percent = forms.DecimalField(
        label=_("Percent"),
        max_digits=6,
        decimal_places=2,
        min_value=LEAST_PERCENT,
        max_value=MOST_PERCENT,
        help_text=_("5 raises every price by five percent, -5 lowers it. Rounded to the currency's digits."),
        widget=forms.TextInput({"inputmode": "text"}),
    )

    def clean_percent(self) -> Any:
        percent = self.cleaned_data["percent"]
        if not percent:
            raise forms.ValidationError(_("Zero percent changes nothing."))
        return percent

    def value(self) -> Any:
        return self.cleaned_data["percent"]


class LeadTimeForm(forms.Form):
    lead_time_days = forms.IntegerField(
        label=_("Lead time in days"),
        min_value=0,
        max_value=3650,
        required=False,
        help_text=_("Empty: to be agreed."),
    )

    def value(self) -> Any:
        return self.cleaned_data["lead_time_days"]


class IncotermForm(forms.Form):
    incoterm = forms.ChoiceField(label=_("Incoterm"), required=False)
    incoterm_place = LineField(
        label=_("Named place"), max_length=80, required=False, help_text=_("Port or town, such as Busan.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "incoterm", [("", _("Not stated")), *incoterm_choices()])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("incoterm_place") and not cleaned.get("incoterm"):
            self.add_error("incoterm", _("Choose the Incoterm for this place."))
        return cleaned

    def value(self) -> Any:
        return self.cleaned_data["incoterm"], self.cleaned_data["incoterm_place"]


class NothingForm(forms.Form):
    """Only to be confirmed."""

    def value(self) -> Any:
        return None


FORMS: dict[str, Any] = {
    Kind.CATEGORY: CategoryForm,
    Kind.PRICE: PriceForm,
    Kind.LEAD_TIME: LeadTimeForm,
    Kind.INCOTERM: IncotermForm,
    Kind.DELETE: NothingForm,
}
