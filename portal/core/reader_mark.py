"""Whose words a browser keeps: the next person at a shared computer neither sees nor sends them.

What a script keeps in the browser bears the mark of who is signed in, which says nothing of them; signing out clears it
(`Clear-Site-Data`, and `frame/drafts.js` for browsers that do not know that).
"""

from typing import Any

from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac


def reader_mark(request: HttpRequest) -> str:
    """The same on every page of the person, whichever company they act for; empty for visitors."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return ""
    return salted_hmac("portal.reader_mark", str(user.pk)).hexdigest()[:16]


@receiver(user_logged_out, dispatch_uid="portal.reader_mark.note_sign_out")
def note_sign_out(sender: Any, request: HttpRequest | None, **kwargs: Any) -> None:
    if request is not None:
        request.signs_out = True  # type: ignore[attr-defined]  # for `clear_browser`, when the answer is made


def clear_browser(request: HttpRequest, response: HttpResponse) -> None:
    """Of the answer that signs somebody out: the browser forgets what scripts kept, in all its tabs."""
    if getattr(request, "signs_out", False):
        response.headers["Clear-Site-Data"] = '"storage"'
