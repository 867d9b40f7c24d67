"""The back offices (`/staff/`, `/editors/`) have no sign-in form of their own: theirs would not count the tries."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _


def sign_in(request: HttpRequest, **_parts: Any) -> HttpResponse:
    """Everybody signs in at the portal's form; who is signed in and was still sent here may not enter."""
    if request.user.is_authenticated:
        raise PermissionDenied(_("Only the programme's staff may enter here."))
    target = request.GET.get("next", "")
    return redirect(reverse("account_login") + (f"?{urlencode({'next': target})}" if target else ""))
