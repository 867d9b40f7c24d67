"""What people fill in to say that something breaks the rules; each app gives its reasons."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.forms import choose_from
from portal.core.texts import BlockField, validate_visible

OTHER = "other"


class SaysWhatIsWrong(forms.Form):
    """A reason and a note; “something else” is said in words. `note_help` says who reads it."""

    note_label: Any = _("What our staff should know")
    note_help: Any = _("By what do you see it, and whose rights are concerned? Only our staff read this.")

    reason = forms.ChoiceField(
        label=_("What is wrong?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong with it.")},
    )
    note = BlockField(
        required=False, max_length=2000, validators=[validate_visible], widget=forms.Textarea({"rows": 4})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "reason", self.reasons())
        self.fields["note"].label, self.fields["note"].help_text = self.note_label, self.note_help

    def reasons(self) -> list[tuple[str, Any]]:
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("reason") == OTHER and not data.get("note") and "note" not in self.errors:
            self.add_error("note", _("Say in words what is wrong."))
        return data
