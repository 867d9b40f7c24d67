"""Fields and choices that forms of offers, inquiries and requests share; forms clean what was typed and never write."""

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
from portal.core.permissions import Refused

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


class RenewalForm(forms.Form):
    """Until when; without a day, the usual time from today."""

    until = forms.DateField(required=False)

    def day(self) -> date:
        if not self.is_valid():
            raise Refused(_("That is not a day such as 2027-01-31."))
        return self.cleaned_data["until"] or timezone.localdate() + timedelta(days=USUAL_DAYS)
