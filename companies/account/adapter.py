"""How django-allauth speaks and mails here."""

import logging
from contextlib import AbstractContextManager, nullcontext
from typing import Any, ClassVar
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from companies.account.devices import device_of
from companies.models import User
from portal.core.middleware import zone
from portal.core.tallies import Tally

logger = logging.getLogger("portal.accounts")

FAILED_SIGN_IN = "sign-in failed"

METHODS = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use a code"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}


TO_CONFIRM = {
    f"account/email/{name}" for name in ("email_confirmation_signup", "email_confirmation", "account_already_exists")
}


class AccountAdapter(DefaultAccountAdapter):
    """One set of words; mails in the language the person chose; the page they came for is kept through the mailbox."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "cannot_remove_primary_email": _("The main address cannot be removed. Make another one the main one first."),
        "duplicate_email": _("This address belongs to your account already."),
        "email_password_mismatch": _(
            "E-mail address and password do not fit together. Try again, or choose a new password."
        ),
        "enter_current_password": _("Please type your current password."),
        "incorrect_code": _("This code does not fit. Codes of an app change every 30 seconds; type the newest one."),
        "incorrect_password": _("This is not your password."),
        "max_email_addresses": _("An account has up to %d addresses. Remove one first."),
        "rate_limited": _("There were many tries in a short time. Please wait a few minutes, then try again."),
        "too_many_login_attempts": _(
            "There were many tries in a short time. Please wait a few minutes, then try again."
        ),
        "unverified_primary_email": _("Only a confirmed address can be the main one."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return bool(settings.SIGNUP_OPEN)

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        """With the page they came for: the link may be opened in another browser, which does not know of it."""
        url = str(super().get_email_confirmation_url(request, emailconfirmation))
        target = get_next_redirect_url(request) if request is not None else None
        return f"{url}?{urlencode({'next': target})}" if target else url

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("companies:account")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """For whoever looks for guessing: the person by their number, never what was typed."""
        rows = User.objects.filter(email__iexact=credentials.get("email") or "")
        known = rows.values_list("pk", flat=True).first()
        Tally.count(FAILED_SIGN_IN)
        logger.info("sign-in failed: %s", f"person {known}" if known else "nobody we know")

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [{**method, "description": METHODS[method["id"]]} for method in methods]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language of the person whose address it is; an address of nobody gets the language of the page."""
        if template_prefix in TO_CONFIRM and self.request is not None:
            self.request.session["letter_to"] = email  # told on the next page, so that a typing error is seen
        with spoken_to(context.get("user"), email):
            super().send_mail(template_prefix, email, context)

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """To the main address, saying from which device it was done, in the person's language and time zone."""
        device = device_of(self.get_http_user_agent(self.request))
        own = {"user": user, "device": device, "security_url": settings.SITE_URL + reverse("companies:account")}
        with timezone.override(zone(user.timezone)):
            super().send_notification_mail(template_prefix, user, {**own, **(context or {})}, email)

    def say_farewell(self, email: str, language: str) -> None:
        """To the address of an account that has just been deleted."""
        with translation.override(language):
            super().send_mail("account/email/account_deleted", email, {})


def spoken_to(user: User | None, email: str) -> AbstractContextManager[Any]:
    if user is None:
        address = EmailAddress.objects.filter(email=email, verified=True).select_related("user").first()
        user = address.user if address else None
    return translation.override(user.language) if user is not None and user.language else nullcontext()
