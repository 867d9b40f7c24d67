"""What is asked for before a file is made."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from catalog.exports.ubl import Parties
from portal.core.texts import LineField

PEPPOL = re.compile(r"[0-9A-Z]{2,4}:[A-Za-z0-9.\-]{1,50}")


class TableForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Language of titles and descriptions"),
        choices=settings.LANGUAGES,
        required=False,
        help_text=_("What is not written in it is left empty."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language() or "en"

    def chosen(self) -> str:
        return (self.is_valid() and self.cleaned_data["language"]) or get_language() or "en"


class UblForm(forms.Form):
    """For whom a UBL catalogue is; without it the file can be read, but not sent through Peppol."""

    receiver = LineField(label=_("Buyer's name"), max_length=120, required=False)
    receiver_id = LineField(
        label=_("Buyer's Peppol number"), max_length=60, required=False, help_text=_("Such as 0192:987654325.")
    )
    sender_id = LineField(label=_("Your Peppol number"), max_length=60, required=False)

    def clean_receiver_id(self) -> str:
        return self.checked("receiver_id")

    def clean_sender_id(self) -> str:
        return self.checked("sender_id")

    def checked(self, name: str) -> str:
        number = str(self.cleaned_data[name])
        if number and not PEPPOL.fullmatch(number):
            raise forms.ValidationError(_("A Peppol number is a scheme, a colon and a number, such as 0192:987654325."))
        return number

    def parties(self) -> Parties:
        return Parties(**self.cleaned_data)
