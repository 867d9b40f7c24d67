"""What a translator narrows the report by."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from cms.desk.forms import FindForm
from cms.languages.state import State


class ReportForm(FindForm):
    language = forms.ModelChoiceField(Locale.objects.order_by("pk"), label=_("Into"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *State.choices])

    field_order = ("q", "language", "state", "section")

    def target(self, locales: list[Locale]) -> Locale:
        """The chosen language, else the first that pages are translated into."""
        self.is_valid()
        chosen: Locale | None = self.cleaned_data.get("language")
        return chosen or locales[0]

    def narrow(self, pages: Any) -> Any:
        self.is_valid()
        # The language is the one they are translated into, not their own.
        pages = self.narrow_by(pages, {**self.cleaned_data, "language": None})
        state = self.cleaned_data.get("state")
        return pages.filter(state=state) if state else pages
