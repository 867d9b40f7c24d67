"""The firm's word."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.texts import BlockField


class AppealForm(forms.Form):
    words = BlockField(
        label=_("Why the rejection is wrong"),
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("You can appeal once. Somebody else than the person who rejected it answers."),
    )
