"""From an editor's list of fields to a form that cleans what people send as all forms of the portal do."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.forms import BaseForm
from wagtail.contrib.forms.forms import FormBuilder as WagtailFormBuilder

from portal.core.texts import BlockField, LineField, validate_visible

KINDS = [
    ("singleline", _("One line of text")),
    ("multiline", _("Several lines of text")),
    ("number", _("Number")),
    ("email", _("E-mail address")),
    ("url", _("Web address")),
    ("date", _("Date")),
    ("dropdown", _("Choice from a list")),
    ("radio", _("Choice, all shown")),
    ("checkboxes", _("Several choices")),
    ("consent", _("Consent (a box that must be ticked)")),
]
TRAP = "your_other_homepage"  # no person sees this field; programs that fill every field betray themselves by it


class AskedForm(BaseForm):
    """Knows whether a program has filled it."""

    @property
    def is_trapped(self) -> bool:
        return bool(self.data.get(TRAP))


class FormBuilder(WagtailFormBuilder):
    def create_singleline_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        return LineField(**{"max_length": 255, **options}, validators=[validate_visible])

    def create_multiline_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        return BlockField(**{"max_length": 5000, **options}, validators=[validate_visible])

    def create_date_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        return forms.DateField(**options, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))

    def create_consent_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        options.pop("initial", None)  # a consent that was ticked beforehand is none (GDPR, recital 32)
        return forms.BooleanField(**{**options, "required": True})

    def get_form_class(self) -> Any:
        return type("Asked", (AskedForm,), self.formfields)
