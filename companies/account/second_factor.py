"""The second factor: its secrets at rest, its words, and the staff who may not do without it."""

import base64
import hashlib
import logging
import os
from io import BytesIO
from typing import Any, ClassVar
from urllib.parse import urlencode

import segno
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.account.devices import device_of
from companies.account.personal import on_farewell
from companies.people import User
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.middleware import Next

logger = logging.getLogger("portal.accounts")

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
OFFICES = ("/staff/", "/editors/", "/desk/")


# Taking a firm out of the market, and giving people power over it: each of these has a page that may be opened anew.
WEIGHTY = {f"desk:{act}" for act in ("suspend", "suspend_decision", "restore", "merge", "look")} | {"cms_desk:roles"}
OF_PEOPLE = ("admin:auth_group_", "admin:mfa_authenticator_", "wagtailusers_")
LISTS = ("_changelist", ":index", ":index_results")


def is_weighty(name: str) -> bool:
    return name in WEIGHTY or (name.startswith(OF_PEOPLE) and not name.endswith(LISTS))


def has_second_factor(user: User) -> bool:
    return bool(is_mfa_enabled(user, FACTORS))


def must_have_second_factor(user: Any) -> bool:
    """Whoever may enter a back office."""
    return bool(user.is_staff or user.has_perm("wagtailadmin.access_admin"))


def keys() -> MultiFernet:
    """Made from the secret keys of the settings: a stolen copy of the database alone opens no account."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(b"second factor:" + secret.encode()).digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "cannot_generate_recovery_codes": gettext_lazy("Recovery codes come with a second factor. Set one up first."),
        "incorrect_code": gettext_lazy(
            "This code does not fit. Codes of an app change every 30 seconds; type the newest one."
        ),
    }

    def encrypt(self, text: str) -> str:
        return keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """A secret sealed with a key that is gone fits no code: the person is told so, and staff read why."""
        try:
            return keys().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            logger.error("a second factor was sealed with a secret key that is not in SECRET_KEY_FALLBACKS")
            return base64.b32encode(os.urandom(20)).decode()

    def build_totp_svg(self, url: str) -> str:
        """Shown as a picture: dark on light whatever the theme, since cameras expect that."""
        picture = BytesIO()
        segno.make(url, error="m").save(picture, kind="svg", scale=5, border=3, light="#fff", dark="#1b1f24")
        return picture.getvalue().decode()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """Named for the device it is made on, which its owner recognises later."""
        name = str(device_of(context.request.headers.get("User-Agent", "")))
        known = {one.wrap().name for one in Authenticator.objects.filter(user=user, type=type)}
        numbers = (f"{name} ({number})" for number in range(2, len(known) + 3))
        return next(candidate for candidate in (name, *numbers) if candidate not in known)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": settings.MFA_TOTP_ISSUER}


class StaffMiddleware:
    """Back offices open only to those with a second factor; the others are led to set one up. See STAFF_NEEDS_MFA.

    What weighs most there (WEIGHTY) opens only to whoever has shown within a quarter of an hour that it is they.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.STAFF_NEEDS_MFA and is_office(request.path_info) and self.is_bare(request.user):
            messages.warning(request, _("The back offices need a second factor. Set one up, then go on."))
            return redirect("mfa_index")
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, words: Any) -> HttpResponse | None:
        match = request.resolver_match
        if not (settings.STAFF_NEEDS_MFA and match and is_weighty(match.view_name) and request.user.is_authenticated):
            return None
        if not is_reauthentication_required(request, app="companies"):
            return None
        methods = get_adapter().get_reauthentication_methods(request.user)
        where = methods[0]["url"] if methods else reverse("account_reauthenticate")
        return redirect(f"{where}?{urlencode({'next': request.get_full_path()}, safe='/')}")

    @staticmethod
    def is_bare(user: Any) -> bool:
        return user.is_authenticated and must_have_second_factor(user) and not has_second_factor(user)


def is_office(path: str) -> bool:
    """Below the address of a back office, in whichever language."""
    for code, _name in settings.LANGUAGES:
        path = path.removeprefix(f"/{code}") if path.startswith(f"/{code}/") else path
    return path.startswith(OFFICES)


@receiver((authenticator_added, authenticator_removed, authenticator_reset), dispatch_uid="companies.factor_changed")
def factor_changed(signal: Any, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    verb = "removed" if signal is authenticator_removed else "added"
    record(f"person.factor_{verb}", user, by=Actor(user=user), type=str(authenticator.type))


@on_farewell
def forget_factors(user: User) -> None:
    Authenticator.objects.filter(user=user).delete()
