"""The language of the editors' office: its addresses name none, so that Django would always say English."""

from django.conf import settings
from django.http import HttpResponse
from django.utils import translation

from portal.core.http import Request
from portal.core.middleware import Next

OFFICE = "/editors/"


class OfficeLanguageMiddleware:
    """The person's own, else the browser's; what they choose in their Wagtail account goes before both."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        if not request.path.startswith(OFFICE):
            return self.get_response(request)
        with translation.override(chosen(request)):
            request.LANGUAGE_CODE = translation.get_language()
            request.office_language = request.LANGUAGE_CODE  # type: ignore[attr-defined]  # ours: portal/errors.py reads it
            return self.get_response(request)


def chosen(request: Request) -> str:
    cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    wanted = str((request.actor.user and request.actor.user.language) or cookie)
    return wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
