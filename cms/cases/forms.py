"""Forms about good practices; they clean what was typed and never write."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.texts import BlockField, LineField, validate_visible


class StoryForm(forms.Form):
    """A firm's own story, in its own words."""

    title = LineField(
        label=_("Title"),
        max_length=120,
        validators=[validate_visible],
        help_text=_("What you achieved, in one line: “A comb maker ships to Chile”."),
    )
    problem = BlockField(
        label=_("What was the problem?"),
        max_length=4000,
        validators=[validate_visible],
        widget=forms.Textarea({"rows": 5}),
    )
    solution = BlockField(
        label=_("What did you do?"), max_length=4000, validators=[validate_visible], widget=forms.Textarea({"rows": 5})
    )
    result = BlockField(
        label=_("What came of it?"),
        max_length=2000,
        validators=[validate_visible],
        widget=forms.Textarea({"rows": 4}),
        help_text=_("With numbers before and after if you have them: from 14 complaints a year to 1."),
    )
    year = forms.IntegerField(label=_("In which year?"), required=False, min_value=1950)
    may_name = forms.BooleanField(
        label=_("Our company may be named"),
        required=False,
        help_text=_("Without this your story is told without your name. You can take it back at any time."),
    )
    consent_person = LineField(
        label=_("Who agrees for the company"), required=False, max_length=120, help_text=_("Name and job.")
    )
    form_token = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def clean_year(self) -> int | None:
        year: int | None = self.cleaned_data.get("year")
        if year is not None and year > timezone.localdate().year:
            raise ValidationError(gettext("This year has not come yet."))
        return year

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("may_name") and not data.get("consent_person"):
            self.add_error("consent_person", gettext("Say who agrees that the company is named."))
        if not data.get("may_name"):
            data["consent_person"] = ""
        return data


class ReasonForm(forms.Form):
    reason = BlockField(
        label=_("Why it is not taken"),
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("The firm reads this. Say what would make it a story that you take."),
    )


class ConsentForm(forms.Form):
    """Who of the firm agreed, and when; the paper or e-mail itself stays with the editors."""

    person = LineField(
        label=_("Who agreed"), max_length=120, help_text=_("Name and job."), validators=[validate_visible]
    )
    given_on = forms.DateField(label=_("On"), widget=forms.DateInput({"type": "date"}))

    def clean_given_on(self) -> Any:
        day = self.cleaned_data["given_on"]
        if day > timezone.localdate():
            raise ValidationError(gettext("This day has not come yet."))
        return day
