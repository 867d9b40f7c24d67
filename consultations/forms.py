"""What people type in a consultation, cleaned; the page and the socket use the same forms."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.models import MAX_BODY
from portal.core.texts import BlockField, validate_visible


class MessageForm(forms.Form):
    """One message. `client_id` is the sender's own id for it: the same one sent twice is stored once."""

    body = BlockField(
        label=_("Your message"),
        max_length=MAX_BODY,
        validators=[validate_visible],
        error_messages={"required": _("Write something first.")},
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off", "dir": "auto", "enterkeyhint": "send"}),
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def words(self) -> tuple[str, uuid.UUID]:
        return self.cleaned_data["body"], self.cleaned_data["client_id"] or uuid.uuid4()
