"""allauth's forms with this portal's words: one name for each thing, in every language of the portal.

Apart from companies.forms, which allauth imports while it builds the classes that are extended here.
"""

from typing import Any, ClassVar

from allauth.account import forms as allauth_forms
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from companies.addresses import refuse_disposable


class OwnWords:
    """Labels by field; no placeholder, which would only say the label again and go away when one types."""

    words: ClassVar[dict[str, Any]] = {}
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.words.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)


class LoginForm(OwnWords, allauth_forms.LoginForm):  # type: ignore[misc]  # Django types `fields` twice
    words: ClassVar[dict[str, Any]] = {
        "login": _("E-mail address"),
        "password": _("Password"),
        "remember": _("Remember me"),
    }


class SignupForm(OwnWords, allauth_forms.SignupForm):  # type: ignore[misc]  # Django types `fields` twice
    words: ClassVar[dict[str, Any]] = {"email": _("E-mail address"), "password1": _("Password")}

    def clean_email(self) -> str:
        refuse_disposable(self.cleaned_data["email"])
        return str(super().clean_email())

    def try_save(self, request: HttpRequest) -> Any:
        """As slow for an address that has an account as for a new one, so that the time does not tell which it is."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)


class AddEmailForm(OwnWords, allauth_forms.AddEmailForm):  # type: ignore[misc]  # Django types `fields` twice
    words: ClassVar[dict[str, Any]] = {"email": _("E-mail address")}

    def clean_email(self) -> str:
        refuse_disposable(self.cleaned_data["email"])
        return str(super().clean_email())


class ChangePasswordForm(OwnWords, allauth_forms.ChangePasswordForm):  # type: ignore[misc]  # Django types `fields` twice
    words: ClassVar[dict[str, Any]] = {
        "oldpassword": _("Current password"),
        "password1": _("New password"),
        "password2": _("New password again"),
    }


class ResetPasswordForm(OwnWords, allauth_forms.ResetPasswordForm):  # type: ignore[misc]  # Django types `fields` twice
    words: ClassVar[dict[str, Any]] = {"email": _("E-mail address")}


class ResetPasswordKeyForm(OwnWords, allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]  # Django types `fields` twice
    words: ClassVar[dict[str, Any]] = {"password1": _("New password"), "password2": _("New password again")}


class SetPasswordForm(OwnWords, allauth_forms.SetPasswordForm):  # type: ignore[misc]  # Django types `fields` twice
    words: ClassVar[dict[str, Any]] = {"password1": _("New password"), "password2": _("New password again")}


class ReauthenticateForm(OwnWords, allauth_forms.ReauthenticateForm):  # type: ignore[misc]  # Django types `fields` twice
    words: ClassVar[dict[str, Any]] = {"password": _("Password")}
