"""Forms about mandates: what it covers, the filter of the list, and of what was done."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from companies.activity import GROUPS
from companies.activity_views import LARGEST, PERIODS
from companies.mandates.scope import ACTS, LONGEST
from companies.models import Company, Mandate, User
from portal.core.forms import choose_from
from portal.core.money import MAX_AMOUNT
from portal.core.texts import BlockField, LineField

MONTHS = (1, 3, 6, 12, 18, LONGEST)


class TermsForm(forms.Form):
    """What a mandate covers, how far and how long. `lent` are the acts, in the order of scope.ACTS."""

    lent = forms.MultipleChoiceField(
        label=_("What may be done"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one thing that may be done.")},
    )
    sell_limit = forms.DecimalField(
        label=_("Largest quotation"),
        help_text=_("One quotation may be worth at most this much. Only where quotations are allowed above."),
        required=False,
        min_value=1,
        max_value=MAX_AMOUNT,
        decimal_places=2,
    )
    buy_limit = forms.DecimalField(
        label=_("Largest purchase"),
        help_text=_("What is accepted or requested at once may be worth at most this much."),
        required=False,
        min_value=1,
        max_value=MAX_AMOUNT,
        decimal_places=2,
    )
    currency = forms.ChoiceField(label=_("Currency of the limits"))
    starts_on = forms.DateField(
        label=pgettext_lazy("mandate", "Begins on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        initial=localdate,
    )
    months = forms.TypedChoiceField(label=_("For how long"), coerce=int, initial=12)
    people = forms.ModelMultipleChoiceField(
        label=_("Only these people"),
        help_text=_("None ticked: everybody whose role in your company allows the same."),
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    words = BlockField(
        label=_("A word to the other side"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, agent: Company, is_agent: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "lent", [(act.field, f"{act.label} – {act.meaning}") for act in ACTS])
        choose_from(self, "currency", [(code, code) for code in settings.CURRENCIES])
        choose_from(
            self,
            "months",
            [(number, ngettext("%(n)s month", "%(n)s months", number) % {"n": number}) for number in MONTHS],
        )
        if is_agent:  # who works for another company, nobody else is told in a form
            people: Any = self.fields["people"]
            people.queryset = User.objects.filter(memberships__company=agent, is_active=True).order_by("name", "pk")
        else:
            del self.fields["people"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        lent = data.get("lent", [])
        for act, limit in (("sells", "sell_limit"), ("buys", "buy_limit")):
            if act in lent and not data.get(limit) and limit not in self.errors:
                self.add_error(
                    limit, ValidationError(_("Say up to which amount: there is no mandate without a limit."))
                )
            elif act not in lent:
                data[limit] = None
        return data

    def scope(self) -> dict[str, Any]:
        """What Mandate.propose takes."""
        data = dict(self.cleaned_data)
        lent = data.pop("lent")
        return {**data, **{act.field: act.field in lent for act in ACTS}}


class FilterForm(forms.Form):
    """Whatever is not valid is left out, never an error."""

    q = LineField(label=_("Company or number"), required=False, max_length=100)
    state = forms.ChoiceField(label=pgettext_lazy("mandate", "State"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "state", [("", _("All")), *Mandate.State.choices])

    def filters(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class PartnerForm(forms.Form):
    q = LineField(label=_("Name of the company"), required=False, max_length=100)

    def wanted(self) -> str:
        self.is_valid()
        return str(self.cleaned_data.get("q") or "")


class DeedsForm(forms.Form):
    """The filters of what was done under a mandate."""

    person = forms.ChoiceField(label=pgettext_lazy("log", "Who"), required=False)
    group = forms.ChoiceField(label=pgettext_lazy("log", "What"), required=False)
    period = forms.ChoiceField(label=pgettext_lazy("log", "When"), required=False)
    before = forms.IntegerField(required=False, min_value=1, max_value=LARGEST, widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "person", [("", _("Everybody")), *people])
        choose_from(self, "group", [("", _("Everything")), *GROUPS.items()])
        choose_from(self, "period", [("", _("Any time")), *PERIODS.items()])

    def filters(self) -> dict[str, Any]:
        self.is_valid()
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        days = chosen.pop("period", "")
        return {**chosen, "since": now() - timedelta(days=int(days))} if days else chosen


class EndForm(forms.Form):
    words = LineField(label=_("Why (the other side reads it)"), required=False, max_length=500)
