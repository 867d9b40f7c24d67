"""Forms of inquiries, and what they share with those of offers: they clean what was typed and never write."""

import uuid
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models import Category
from offers.models.offer import USUAL_DAYS
from offers.starters import starter_choices, with_starters
from portal.core.forms import choose_from
from portal.core.permissions import Refused
from portal.core.texts import BlockField, validate_visible
from portal.core.units import unit_choices

SMALLEST = Decimal("0.001")
TYPED = {"autocomplete": "off"}


def category_choices(depth: int = 2) -> list[Any]:
    """The tree for a select: a group for each sector, the sector itself first in it."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for category in sorted(Category.tree().values(), key=lambda one: one.path):
        if category.level <= depth:
            indent = "\u2003" * max(0, category.level - 1)
            groups.setdefault(category.slugs[0], []).append((category.slug, f"{indent}{category.name}"))
    return [(rows[0][1], rows) for rows in groups.values()]


def currency_choices() -> list[tuple[str, str]]:
    return [(code, code) for code in settings.CURRENCIES]


def quantity_field(label: Any, **options: Any) -> forms.DecimalField:
    """More than nothing, to three decimals."""
    problems = {"min_value": _("Enter a quantity above 0."), "invalid": _("Enter a number, such as 500 or 12.5.")}
    return forms.DecimalField(
        label=label,
        required=False,
        max_digits=14,
        decimal_places=3,
        min_value=SMALLEST,
        error_messages=problems,
        widget=forms.NumberInput({"step": "any", "inputmode": "decimal", "min": "0", **TYPED}),
        **options,
    )


def price_field(label: Any, **options: Any) -> forms.DecimalField:
    """An amount above zero; no price is an empty field."""
    problems = {"min_value": _("Enter a price above 0, or none."), "invalid": _("Enter a number, such as 4.20.")}
    return forms.DecimalField(
        label=label,
        required=False,
        max_digits=18,
        decimal_places=4,
        min_value=Decimal("0.0001"),
        error_messages=problems,
        widget=forms.NumberInput({"step": "any", "inputmode": "decimal", "min": "0", **TYPED}),
        **options,
    )


class TokenField(forms.CharField):
    """The form's own token, which makes a double click one thing.

    What is no token gets a new one: nobody could see a mistake in a hidden field.
    """

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def clean(self, value: Any) -> uuid.UUID:
        try:
            return uuid.UUID(str(value))
        except ValueError:
            return uuid.uuid4()


class AskForm(forms.Form):
    """An inquiry. The form's own token makes a double click one inquiry."""

    starters = forms.MultipleChoiceField(
        label=_("Ask also"), required=False, widget=forms.CheckboxSelectMultiple, choices=starter_choices
    )
    question = BlockField(
        label=_("Your question"),
        required=False,
        max_length=6000,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Say what you need it for, and where it shall go."),
    )
    quantity = quantity_field(_("Quantity"))
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    target_amount = price_field(_("Target price per unit"))
    currency = forms.ChoiceField(label=_("Currency"), required=False)
    form_token = TokenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "unit", unit_choices())
        choose_from(self, "currency", currency_choices())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "question" not in cleaned or "starters" not in cleaned:
            return cleaned
        question = with_starters(cleaned["question"], cleaned["starters"])
        if not question:
            self.add_error("question", _("Ask something, or tick one of the questions above."))
        validate_visible(question)
        if cleaned.get("target_amount") is not None and not cleaned.get("currency"):
            self.add_error("currency", _("Choose the currency of the price."))
        return cleaned

    def fields_of_inquiry(self) -> dict[str, Any]:
        """What `Inquiry.send` takes."""
        values = dict(self.cleaned_data)
        values["question"] = with_starters(values["question"], values.pop("starters"))
        values["unit"] = values["unit"] if values["quantity"] is not None else ""
        values["currency"] = values["currency"] if values["target_amount"] is not None else ""
        return values


class AnswerForm(forms.Form):
    answer = BlockField(
        label=_("Your answer"), max_length=8000, widget=forms.Textarea({"rows": 6}), validators=[validate_visible]
    )


class RenewalForm(forms.Form):
    """Until when; without a day, the usual time from today."""

    until = forms.DateField(required=False)

    def day(self) -> date:
        if not self.is_valid():
            raise Refused(_("That is not a day such as 2027-01-31."))
        return self.cleaned_data["until"] or timezone.localdate() + timedelta(days=USUAL_DAYS)
