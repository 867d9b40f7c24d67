"""Which months results are shown for."""

from datetime import date
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.models import Community, ResultsSettings
from community.results.figures import month_of, months_between, shifted
from community.results.page import Period
from portal.core.forms import choose_from

LONGEST = 60  # months


class MonthField(forms.CharField):
    """`2026-03`, as browsers send a month; gives its first day."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        if not text:
            return None
        try:
            found = date.fromisoformat(f"{text}-01")
        except ValueError as problem:
            raise forms.ValidationError(_("Write a month as 2026-03.")) from problem
        if not 1990 <= found.year <= 2200:
            raise forms.ValidationError(_("Write a month as 2026-03."))
        return found


class MonthInput(forms.TextInput):
    input_type = "month"


class PeriodForm(forms.Form):
    """The last 12 or 24 months, or from one month to another; what is not valid gives the last 12, and is said."""

    span = forms.ChoiceField(label=_("Period"), required=False)
    first = MonthField(label=pgettext_lazy("period", "From"), required=False, widget=MonthInput())
    last = MonthField(label=pgettext_lazy("period", "To"), required=False, widget=MonthInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spans = [("12", _("Last 12 months")), ("24", _("Last 24 months")), ("own", _("From month to month"))]
        choose_from(self, "span", spans)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("span") != "own" or self.errors:
            return data
        first, last = data.get("first"), data.get("last") or month_of(localdate())
        if first is None:
            self.add_error("first", _("Choose the month it begins with."))
        elif not 0 < len(months_between(first, shifted(last, 1))) <= LONGEST:
            self.add_error("last", _("Choose a month after the first, and five years at most."))
        return data

    def period(self) -> Period:
        today = localdate()
        data = self.cleaned_data if self.is_bound and self.is_valid() else {}
        if data.get("span") == "own":
            return Period(data["first"], shifted(data.get("last") or month_of(today), 1))
        return Period.last(24 if data.get("span") == "24" else 12, today)


class ProgrammeForm(PeriodForm):
    """Beside the months, the kind of community or one of them by its name."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "kind", [("", _("All communities")), *Community.Kind.choices])


class AudienceForm(forms.Form):
    audience = forms.ChoiceField(label=_("Who reads the results"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "audience", ResultsSettings.Audience.choices)
