"""How every form is drawn: labels above, help under, errors beside the field and in a summary."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting


class LedgerRenderer(TemplatesSetting):
    form_template_name = "components/form.html"
    field_template_name = "components/field.html"


def choose_from(form: forms.BaseForm, name: str, pairs: Iterable[tuple[Any, Any]]) -> None:
    """Give the form's choice field what there is to choose now, in the language that is active."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(pairs)


def expect(form: forms.BaseForm, *names: str) -> None:
    """Show these fields as wanted, not as optional, although at times the form does without; without names, all."""
    for name in names or form.fields:
        vars(form.fields[name])["is_expected"] = True  # read by components/field.html
