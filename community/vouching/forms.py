"""What an intermediary says when it vouches, and either side when it ends it."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from community.vouching.models import LONGEST, MOST_YEARS, Vouching
from portal.core.forms import choose_from
from portal.core.texts import BlockField, LineField, validate_visible


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class VouchingForm(forms.Form):
    points = forms.MultipleChoiceField(
        label=_("What you vouch for"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what you vouch for.")},
        help_text=_("Your name stands beside it, on the company’s page and in its passport."),
    )
    visited_on = forms.DateField(label=_("You visited it on"), required=False, widget=DayInput())
    years = forms.IntegerField(
        label=_("Years you have dealt with it"),
        required=False,
        min_value=0,
        max_value=MOST_YEARS,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )
    papers = LineField(
        label=_("Papers you saw"),
        required=False,
        max_length=300,
        validators=[validate_visible],
        help_text=_("Such as the lease of the works, or the last balance. Everybody reads this line."),
    )
    words = BlockField(
        label=_("What the programme should know"),
        required=False,
        max_length=1000,
        validators=[validate_visible],
        widget=forms.Textarea({"rows": 3}),
        help_text=_("The company and the programme’s staff read this, nobody else."),
    )
    valid_until = forms.DateField(
        label=_("You vouch until"), widget=DayInput(), help_text=_("A year from today at the latest.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "points", Vouching.Point.choices)
        self.fields["valid_until"].initial = localdate() + LONGEST

    def clean_valid_until(self) -> date:
        day: date = self.cleaned_data["valid_until"]
        if not localdate() < day <= localdate() + LONGEST:
            raise ValidationError(_("Vouch for a year at most, and at least until tomorrow."))
        return day

    def clean_visited_on(self) -> date | None:
        day: date | None = self.cleaned_data["visited_on"]
        if day and day > localdate():
            raise ValidationError(_("A visit that is still to come proves nothing yet."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        says_how = data.get("visited_on") or data.get("years") is not None or data.get("papers")
        if not says_how and not {"visited_on", "years", "papers"} & set(self.errors):
            self.add_error("visited_on", _("Say how you know: a visit, years of dealing, or papers you saw."))
        return data


class EndForm(forms.Form):
    reason = BlockField(
        label=_("Why it ends"),
        max_length=500,
        validators=[validate_visible],
        widget=forms.Textarea({"rows": 3}),
        help_text=_("The other side and the programme read this. It ends at once, and the tier with it."),
    )
