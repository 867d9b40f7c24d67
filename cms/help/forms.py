from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.texts import LineField


class VoteForm(forms.Form):
    """Whether an article was useful."""

    useful = forms.ChoiceField(label=_("Was this useful?"), choices=[("yes", _("Yes")), ("no", _("No"))])
    words = LineField(
        label=_("What was missing?"), required=False, max_length=500, help_text=_("Only the editors read it.")
    )
