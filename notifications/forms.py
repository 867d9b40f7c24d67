"""The reader's choice of e-mails."""

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.models import User
from consultations.models import ReplyByMail
from notifications.models import MailPreference, QuietHours, Rhythm
from notifications.models.preference import FAST
from notifications.words import MEANINGS, SWITCHABLE, Group
from portal.core.forms import choose_from


class SettingsForm(forms.Form):
    """One choice for each group, and the quiet hours."""

    quiet_from = forms.TimeField(
        label=_("Quiet from"), required=False, widget=forms.TimeInput({"type": "time"}, "%H:%M")
    )
    quiet_until = forms.TimeField(
        label=_("Quiet until"), required=False, widget=forms.TimeInput({"type": "time"}, "%H:%M")
    )
    quiet_weekends = forms.BooleanField(label=_("Also all Saturday and Sunday"), required=False)

    reply_by_mail = forms.BooleanField(
        label=_("E-mails about messages show their beginning and a link to answer without signing in"),
        help_text=_(
            "The link works for seven days. Whoever gets the e-mail forwarded can read the last ten messages of that "
            "consultation and answer as you. Switched off, all links sent so far stop working."
        ),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for group in SWITCHABLE:
            field = forms.ChoiceField(label=group.label, help_text=MEANINGS[group], widget=forms.RadioSelect)
            self.fields[f"about_{group}"] = field
            choices = [one for one in Rhythm.choices if group in {Group.MESSAGES, Group.MENTIONS} or one[0] not in FAST]
            choose_from(self, f"about_{group}", choices)

    @property
    def groups(self) -> list[Any]:
        """The fields of the groups, bound, in order."""
        return [self[f"about_{group}"] for group in SWITCHABLE]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts_at, ends_at = cleaned.get("quiet_from"), cleaned.get("quiet_until")
        if "quiet_from" in self.errors or "quiet_until" in self.errors:
            return cleaned
        if bool(starts_at is None) != bool(ends_at is None):
            self.add_error(
                "quiet_until" if ends_at is None else "quiet_from", _("Quiet hours need a beginning and an end.")
            )
        elif starts_at is not None and starts_at == ends_at:
            self.add_error(
                "quiet_until",
                _("Choose another time than the beginning. To get no e-mails at all, choose “None” above."),
            )
        return cleaned

    def rhythms(self) -> dict[str, str]:
        return {str(group): self.cleaned_data[f"about_{group}"] for group in SWITCHABLE}

    def quiet(self) -> tuple[time | None, time | None, bool]:
        cleaned = self.cleaned_data
        return cleaned["quiet_from"], cleaned["quiet_until"], cleaned["quiet_weekends"]


def settings_of(user: User) -> dict[str, Any]:
    """What the form shows before anything is changed."""
    rhythms = MailPreference.rhythms_of(user)
    quiet = QuietHours.objects.filter(user=user).first() or QuietHours()
    return {
        "reply_by_mail": ReplyByMail.series_of(user) is not None,
        **{f"about_{group}": rhythms[group] for group in SWITCHABLE},
        "quiet_from": quiet.starts_at,
        "quiet_until": quiet.ends_at,
        "quiet_weekends": quiet.weekends,
    }
