"""What people fill in to report, and moderators to decide, answer and set rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.reports.forms import AppealAnswerForm, AppealForm
from community.moderation.kinds import CONTENTS
from community.moderation.models import ContentRule, ModerationCase, ModerationSettings, Verdict
from community.moderation.permissions import can_remove_company
from community.moderation.words import ON_COMPANY, REASONS, Act, Effect, Source
from portal.core.actor import Actor
from portal.core.forms import choose_from, expect
from portal.core.report_forms import SaysWhatIsWrong
from portal.core.texts import BlockField, LineField, validate_visible

DISMISS, UPHOLD = "dismiss", "uphold"


class ContentReportForm(SaysWhatIsWrong):
    note_label = _("What the moderators should know")
    note_help = _("The moderators and the programme’s staff read this, nobody else.")

    def reasons(self) -> list[tuple[str, Any]]:
        return list(REASONS.items())


class VerdictForm(forms.Form):
    """`mark` stands for the words as the moderator saw them."""

    mark = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    decision = forms.ChoiceField(
        label=_("What do you find?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what becomes of it.")},
    )
    acts = forms.MultipleChoiceField(
        label=_("What is done, if it breaks the rules"), widget=forms.CheckboxSelectMultiple, required=False
    )
    days = forms.IntegerField(
        label=_("For how many days"),
        required=False,
        min_value=1,
        max_value=365,
        widget=forms.NumberInput({"inputmode": "numeric"}),
        help_text=_("Only for a suspension of writing."),
    )
    reason = forms.ChoiceField(label=_("Reason"), required=False)
    words = BlockField(
        label=_("What the author is told"),
        required=False,
        max_length=2000,
        validators=[validate_visible],
        widget=forms.Textarea({"rows": 4}),
        help_text=_("They read this as it stands, and can appeal within 14 days. Do not say who reported it."),
    )
    reply = BlockField(
        label=_("What those who reported it are told"),
        required=False,
        max_length=1000,
        validators=[validate_visible],
        widget=forms.Textarea({"rows": 2}),
        help_text=_("In addition to what you decided."),
    )

    def __init__(self, *args: Any, case: ModerationCase, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nothing = _("Nothing is wrong: show it") if case.is_held else _("Nothing is wrong: it stays")
        choose_from(self, "decision", [(DISMISS, nothing), (UPHOLD, _("It breaks the rules"))])
        choose_from(self, "acts", [(act.value, act.label) for act in self.possible(case, actor)])
        choose_from(self, "reason", [("", "–"), *REASONS.items()])
        expect(self, "acts", "reason", "words")  # if it breaks the rules

    @staticmethod
    def possible(case: ModerationCase, actor: Actor) -> list[Act]:
        acts = list(Act)
        if case.content is None or case.content.lock is None:
            acts.remove(Act.LOCK)
        if case.company_id == case.community.steward_id:
            acts = [act for act in acts if act not in ON_COMPANY or act == Act.WARN]
        elif not can_remove_company(actor, case):
            acts.remove(Act.REMOVE)
        return acts

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("decision") != UPHOLD:
            return data
        needed = {
            "acts": _("Choose what is done."),
            "reason": _("Choose a reason."),
            "words": _("Say in words what is wrong: the author reads them."),
        }
        if Act.SUSPEND in (data.get("acts") or []):
            needed["days"] = _("Say for how many days.")
        for name, sentence in needed.items():
            if not data.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        return data

    def verdict(self) -> Verdict:
        said = self.cleaned_data
        return Verdict(
            tuple(said["acts"]), said["reason"], said["words"], said["reply"], said["mark"], said["days"] or 0
        )


class TakeBackForm(forms.Form):
    words = BlockField(
        label=_("Why it is taken back"),
        max_length=2000,
        validators=[validate_visible],
        widget=forms.Textarea({"rows": 3}),
        help_text=_("What was hidden is shown again, strikes and suspensions are lifted."),
    )


class CaseAppealForm(AppealForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].help_text = _("If possible, somebody else than who decided answers.")


class CaseAnswerForm(AppealAnswerForm):
    pass


class QueueForm(forms.Form):
    """Filters of the queue; whatever is not valid is left out, never an error."""

    q = LineField(label=_("Words, company or reference"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("What"), required=False)
    source = forms.ChoiceField(label=_("Why it is here"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "kind", [("", _("All")), *((kind, one.noun) for kind, one in CONTENTS.items())])
        choose_from(self, "source", [("", _("All")), *Source.choices])

    def filters(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class SettingsForm(forms.ModelForm):
    class Meta:
        model = ModerationSettings
        fields = [
            *("hold_first", "new_days", "posts_an_hour", "most_strikes", "strike_months", "suspend_days"),
            "links",
        ]
        widgets = {"links": forms.RadioSelect}

    RANGES: Any = {
        "hold_first": (0, 5, _("0 to 5. A moderator looks at them before anybody reads them.")),
        "new_days": (0, 365, _("For so long the pace below holds for a company.")),
        "posts_an_hour": (1, 200, ""),
        "most_strikes": (1, 10, ""),
        "strike_months": (1, 36, ""),
        "suspend_days": (1, 365, ""),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (least, most, help_text) in self.RANGES.items():
            number = forms.IntegerField(
                min_value=least, max_value=most, label=self.fields[name].label, help_text=help_text
            )
            number.widget.attrs["inputmode"] = "numeric"
            self.fields[name] = number
        choose_from(self, "links", ModerationSettings.Links.choices)


class RuleForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"))
    text = LineField(
        label=_("Word or domain"),
        max_length=253,
        validators=[validate_visible],
        help_text=_(
            "“casino” is the word alone, “casin*” all that begins so, in any language; “example.com” a domain."
        ),
    )
    effect = forms.ChoiceField(label=_("What happens"), required=False, initial=Effect.HOLD)
    sentence = LineField(
        label=_("What the writer reads"),
        required=False,
        max_length=300,
        help_text=_("If it is refused."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "kind", ContentRule.Kind.choices)
        choose_from(self, "effect", Effect.choices)
        expect(self, "effect")  # an allowed domain has none

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") and data.get("text") and not ContentRule.key_of(data["kind"], data["text"]):
            self.add_error(
                "text",
                _(
                    "Up to five words of letters and digits, or a domain. A star stands only at the end, after at "
                    "least three letters (two where a sign is a syllable)."
                ),
            )
        data["effect"] = data.get("effect") or Effect.HOLD
        return data


class TryForm(forms.Form):
    text = BlockField(
        label=_("A text to try"), max_length=20000, validators=[validate_visible], widget=forms.Textarea({"rows": 4})
    )
