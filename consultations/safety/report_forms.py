"""What people fill in to report a consultation, and staff to look at what was shown."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.reports.words import TALK_REASONS
from companies.models import Company
from consultations.models import ShownPart
from portal.core.forms import choose_from
from portal.core.report_forms import SaysWhatIsWrong
from portal.core.texts import BlockField, validate_visible


class TalkReportForm(SaysWhatIsWrong):
    """`company` is asked only where more than one other takes part and no message tells who is meant."""

    note_help = _("Only our staff read this.")
    field_order = ["company", "reason", "part", "note"]

    company = forms.ChoiceField(label=_("Whose words are they?"), error_messages={"required": _("Choose the company.")})
    part = forms.ChoiceField(
        label=_("What our staff may read"),
        widget=forms.RadioSelect,
        help_text=_("A copy of it goes to them; the rest of the consultation stays closed to them."),
        error_messages={"required": _("Choose what our staff may read.")},
    )

    def __init__(self, *args: Any, companies: list[Company], has_message: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(companies) == 1:
            del self.fields["company"]
        else:
            choose_from(self, "company", [(one.slug, one.name) for one in companies])
        parts = [one for one in ShownPart.Part if has_message or one in {ShownPart.Part.LAST, ShownPart.Part.ALL}]
        choose_from(self, "part", [(one.value, one.label) for one in parts])

    def reasons(self) -> list[tuple[str, Any]]:
        return [(one.value, one.label) for one in TALK_REASONS]


class LookForm(forms.Form):
    reason = BlockField(
        label=_("Why do you look at it?"),
        min_length=10,
        max_length=500,
        validators=[validate_visible],
        widget=forms.Textarea({"rows": 3}),
        help_text=_("It is kept with your name and the time, and the leads of the programme read it."),
    )
