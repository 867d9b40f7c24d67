"""What a guest of an event says."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.texts import LineField, validate_visible


class GuestForm(forms.Form):
    name = LineField(label=_("Your name"), max_length=120, validators=[validate_visible])
    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, help_text=_("The link that takes your place goes there.")
    )
    company = LineField(label=_("Company"), required=False, max_length=160)
    note = LineField(
        label=_("What we should know"),
        required=False,
        max_length=500,
        help_text=_("A wheelchair, an interpreter, food you do not eat."),
    )
    your_other_homepage = forms.CharField(required=False, widget=forms.HiddenInput)  # only programs fill it in

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if "://" in name or "www." in name.lower():  # the letter greets by it
            raise ValidationError(gettext("A name has no address of a web page in it."))
        return name

    @property
    def is_trapped(self) -> bool:
        return bool(self.cleaned_data.get("your_other_homepage"))

    def words(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("email", "name", "company", "note")}
