"""Forms of webhooks; the API cleans what it is sent by the same ones."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from companies.models import WebhookDelivery
from companies.models.webhook import ALL
from companies.webhooks.addresses import LONGEST, checked_url
from companies.webhooks.outgoing import TEST, choices
from portal.core.forms import choose_from
from portal.core.texts import LineField


class WebhookForm(forms.Form):
    """Where to, and which events. The name is looked up when it is cleaned."""

    url = LineField(
        label=_("Address"),
        max_length=LONGEST,
        help_text=_("Of your own program, beginning with https://: we send each event there by POST."),
        widget=forms.URLInput({"autocomplete": "off", "placeholder": "https://books.example.com/hooks"}),
    )
    description = LineField(
        label=_("What is it for?"),
        max_length=120,
        required=False,
        help_text=_("So that you know later what stops when you delete it: invoices into our books"),
    )
    events = forms.MultipleChoiceField(
        label=pgettext_lazy("webhook", "Events"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one kind of event.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = (ALL, _("Everything, also what will be added later"))
        groups = [(label, [(kind, f"{words} ({kind})") for kind, words in kinds]) for label, kinds in choices()]
        choose_from(self, "events", [everything, *groups])

    def clean_url(self) -> str:
        return checked_url(self.cleaned_data["url"])

    def clean_events(self) -> list[str]:
        chosen = list(dict.fromkeys(self.cleaned_data["events"]))
        return [ALL] if ALL in chosen else chosen


class LogForm(forms.Form):
    """Whatever is not valid is left out, never an error."""

    q = LineField(label=_("Contains"), required=False, max_length=60)
    state = forms.ChoiceField(label=_("State"), required=False)
    kind = forms.ChoiceField(label=_("Event"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "state", [("", _("All states")), *WebhookDelivery.State.choices])
        choose_from(self, "kind", [("", _("All events")), *choices(), (TEST, _("Test"))])

    def filters(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
