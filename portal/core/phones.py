"""Telephone numbers: read in the manner of a country, kept as E.164, shown as a foreigner dials them."""

from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.core.texts import LineField


def parsed(text: str, country: str = "") -> "phonenumbers.PhoneNumber | None":
    """The number if it is one that can be dialled; `country` (ISO 3166-1) is meant where no `+` leads it."""
    try:
        number = phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None


def e164(text: str, country: str = "") -> str:
    """`055-278-1234` of Korea → `+82552781234`. Raises ValidationError for what cannot be dialled."""
    number = parsed(text, country)
    if number is None:
        raise ValidationError(
            _("This number cannot be dialled. Write it with its area code, or from the + on."), code="phone"
        )
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def international(text: str) -> str:
    """`+82552781234` → `+82 55-278-1234`; a text that is no number stays as it is."""
    number = parsed(text)
    if number is None:
        return text
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))


class PhoneField(LineField):
    """Cleans to E.164; `country` is whose manner of writing is meant."""

    widget = forms.TextInput({"type": "tel", "autocomplete": "tel", "inputmode": "tel"})
    country = ""

    def to_python(self, value: object) -> str:
        text = super().to_python(value)
        return e164(text, self.country) if text else ""

    def prepare_value(self, value: Any) -> Any:
        return international(value) if value else value
