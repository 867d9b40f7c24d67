"""What people fill in about reports."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.reports.models import ReportCase
from catalog.reports.subjects import CHANGE, DISMISS, REPORTABLE, SUSPEND
from catalog.reports.words import LISTING_REASONS
from portal.core.forms import choose_from
from portal.core.report_forms import SaysWhatIsWrong
from portal.core.texts import BlockField, LineField, validate_visible


class ReportForm(SaysWhatIsWrong):
    """For listings and offers."""

    def reasons(self) -> list[tuple[str, Any]]:
        return [(one.value, one.label) for one in LISTING_REASONS]


class DecisionForm(forms.Form):
    """`mark` stands for the subject as the moderator saw it."""

    mark = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    act = forms.ChoiceField(
        label=_("Your decision"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what becomes of it.")},
    )
    reason = forms.ChoiceField(label=_("Reason"), choices=ReportCase.Reason.choices, required=False)
    words = BlockField(
        label=_("What the company is told"),
        required=False,
        max_length=2000,
        validators=[validate_visible],
        widget=forms.Textarea({"rows": 4}),
        help_text=_("What should they change? They read this as it stands. Do not say who reported it."),
    )
    reply = BlockField(
        label=_("What those who reported it are told"),
        required=False,
        max_length=1000,
        validators=[validate_visible],
        widget=forms.Textarea({"rows": 2}),
        help_text=_("In addition to what you decided. Say nothing about the company that readers do not know."),
    )

    days = forms.IntegerField(
        label=_("For how many days"),
        required=False,
        min_value=1,
        max_value=90,
        widget=forms.NumberInput({"inputmode": "numeric"}),
        help_text=_("Only for a right that is taken for a time."),
    )

    def __init__(self, *args: Any, case: ReportCase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reportable = case.reportable
        choose_from(self, "act", reportable.acts.items())
        choose_from(self, "reason", [(one, ReportCase.Reason(one).label) for one in reportable.reasons])
        if SUSPEND not in reportable.acts:
            del self.fields["days"]

    def narrow(self, case: ReportCase, subject: Any) -> None:
        """Show only what can be done now; what was sent is judged by the model, which says why not."""
        acts = [DISMISS] if case.is_open else []
        acts += [CHANGE] if case.is_open and subject is not None else []
        if subject is not None and case.reportable.is_up(subject):
            acts += [act for act in case.reportable.acts if act not in {DISMISS, CHANGE}]
        choose_from(self, "act", [(act, case.reportable.acts[act]) for act in acts])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("act") not in {None, "", DISMISS}:
            if not data.get("words") and "words" not in self.errors:
                self.add_error("words", _("Say in words what is wrong: the company reads them."))
            if not data.get("reason") and "reason" not in self.errors:
                self.add_error("reason", _("Choose a reason."))
        if data.get("act") == SUSPEND and not data.get("days") and "days" not in self.errors:
            self.add_error("days", _("Say for how many days."))
        return data


class AppealForm(forms.Form):
    words = BlockField(
        label=_("Why the decision is wrong"),
        max_length=4000,
        validators=[validate_visible],
        widget=forms.Textarea({"rows": 5}),
        help_text=_("You can appeal once. If possible, somebody else than who decided answers."),
    )


class AppealAnswerForm(forms.Form):
    words = BlockField(
        label=_("Your answer"),
        max_length=2000,
        validators=[validate_visible],
        widget=forms.Textarea({"rows": 4}),
        help_text=_("The firm reads this as it stands."),
    )


class CaseFilterForm(forms.Form):
    """Filters of the queue; whatever is not valid is left out, never an error."""

    q = LineField(label=_("Firm, title or reference"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("What"), required=False)
    reason = forms.ChoiceField(label=_("Reported for"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind, one.noun) for kind, one in REPORTABLE.items()]
        choose_from(self, "kind", [("", _("All")), *kinds])
        choose_from(self, "reason", [("", _("All")), *ReportCase.Reason.choices])

    def filters(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
