"""What people type in a consultation, cleaned; the page and the socket use the same forms."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.live.own_mark import own_mark
from consultations.messages.cards import cards_in
from consultations.models import MAX_BODY, Beside
from portal.core.actor import Actor
from portal.core.papers import FilesField
from portal.core.permissions import Refused
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


class SayForm(MessageForm):
    """A message with what may stand beside it: files instead of words, too, and the message that it answers."""

    own = forms.CharField(max_length=32, required=False)  # who the page was made for
    reply_to = forms.IntegerField(min_value=1, max_value=2**31 - 1, required=False, widget=forms.HiddenInput)
    papers = FilesField(label=_("Pictures and PDFs"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].required = False

    def require_same(self, by: Actor) -> None:
        """Words that were written as somebody, or for a company, are not said as another."""
        if self.cleaned_data["own"] and self.cleaned_data["own"] != own_mark(by):
            raise Refused(
                _("You act as somebody else now than when you wrote this. To say it in this name, send it again.")
            )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("body") and not data.get("papers") and not self.errors:
            self.add_error("body", self.fields["body"].error_messages["required"])
        return data

    def beside(self, by: Actor) -> Beside:
        data = self.cleaned_data
        return Beside(data.get("papers") or (), data.get("reply_to"), cards_in(data["body"], by))
