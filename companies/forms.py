"""Forms of people and companies."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from companies.models import User
from portal.core.texts import LineField, validate_visible


class SignupDetailsForm(forms.Form):
    """What signing up asks for besides e-mail and password."""

    name = LineField(
        label=_("Your name"), max_length=120, validators=[validate_visible], widget=forms.TextInput({"autocomplete": "name"})
    )

    field_order = ["name", "email", "password1"]

    def signup(self, request: Any, user: User) -> None:
        """Called by allauth with the person about to be saved."""
        user.name = self.cleaned_data["name"]
        user.language = get_language() or "en"
        user.save(update_fields=["name", "language"])
