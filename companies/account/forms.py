"""The forms of the account page, and allauth's of the second factor with our words."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as code_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as passkey_forms
from cryptography.exceptions import InvalidSignature
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from companies.account_forms import OwnWords
from companies.models import User
from portal.core.forms import choose_from, expect
from portal.core.texts import LineField, validate_visible
from portal.core.zones import zone_choices

CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "autocapitalize": "off", "spellcheck": "false"}
KEY_NAME = 60
# What the parsers below allauth raise for something that no browser has made.
MADE_UP = (LookupError, TypeError, ValueError, AttributeError, AssertionError, struct.error, InvalidSignature)


@contextmanager
def refusing_made_up() -> Iterator[None]:
    """A passkey's answer that cannot be read, or is signed by another key, is a wrong one, not a broken page."""
    try:
        yield
    except MADE_UP as problem:
        raise get_adapter().validation_error("incorrect_code") from problem


class ProfileForm(forms.Form):
    """What a person says of themselves, and how they read."""

    name = LineField(
        label=_("Your name"),
        max_length=120,
        validators=[validate_visible],
        widget=forms.TextInput({"autocomplete": "name"}),
        help_text=_("Partners see it beside what you write."),
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, help_text=_("Of the pages and of our e-mails.")
    )
    timezone = forms.ChoiceField(label=_("Time zone"), help_text=_("Times and dates are shown in it."))
    currency = forms.ChoiceField(label=_("Show prices also in"), choices=[(code, code) for code in settings.CURRENCIES])

    def __init__(self, data: Any = None, *, user: User, currency: str) -> None:
        now = {
            "name": user.name,
            "language": user.language,
            "timezone": user.timezone or "UTC",
            "currency": user.currency or currency,
        }
        super().__init__(data, initial=now)
        known = zone_choices()
        own = (now["timezone"], now["timezone"].split("/")[-1].replace("_", " "))
        choose_from(self, "timezone", known if own in known else [own, *known])


class FarewellForm(forms.Form):
    """The word of somebody who leaves."""

    is_sure = forms.BooleanField(label=_("I have read what happens, and want my account to be deleted."))


class AuthenticateForm(OwnWords, code_forms.AuthenticateForm):
    words: ClassVar[dict[str, Any]] = {"code": _("Code of your app, or a recovery code")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update(CODE)


class ReauthenticateByCodeForm(OwnWords, code_forms.ReauthenticateForm):
    words: ClassVar[dict[str, Any]] = AuthenticateForm.words

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update(CODE)


class ActivateTotpForm(OwnWords, totp_forms.ActivateTOTPForm):
    words: ClassVar[dict[str, Any]] = {"code": _("The six digits that the app shows now")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update(CODE)


class AddPasskeyForm(OwnWords, passkey_forms.AddWebAuthnForm):
    """Only keys that open the account by themselves, after a finger, a face or a PIN: one kind, one word for it."""

    words: ClassVar[dict[str, Any]] = {"name": _("Name of the passkey")}
    name = LineField(max_length=KEY_NAME, required=False, help_text=_("By which you will know it again."))
    passwordless = forms.BooleanField(required=False, initial=True, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        expect(self, "name")  # there is a good one already

    def clean(self) -> Any:
        with refusing_made_up():
            return super().clean()


class RenamePasskeyForm(OwnWords, passkey_forms.EditWebAuthnForm):
    words: ClassVar[dict[str, Any]] = {"name": _("Name of the passkey")}
    name = LineField(max_length=KEY_NAME, validators=[validate_visible])


class ReadsPasskey:
    def clean_credential(self) -> Any:
        with refusing_made_up():
            return super().clean_credential()  # type: ignore[misc]  # of the form that this is mixed into


class LoginByPasskeyForm(ReadsPasskey, passkey_forms.LoginWebAuthnForm):
    pass


class AuthenticateByPasskeyForm(ReadsPasskey, passkey_forms.AuthenticateWebAuthnForm):
    pass


class ReauthenticateByPasskeyForm(ReadsPasskey, passkey_forms.ReauthenticateWebAuthnForm):
    pass
