"""The offices: their language, as their addresses name none and Django would always say English; made-up ids."""

from django.conf import settings
from django.db import DataError
from django.http import Http404, HttpResponse
from django.utils import translation
from wagtail.admin.views.generic.chooser import ChosenMultipleViewMixin, ChosenViewMixin

from portal.core.http import Request
from portal.core.middleware import Next

OFFICES = ("/editors/", "/staff/")


class OfficeLanguageMiddleware:
    """The person's own, else the browser's; what they choose in their Wagtail account goes before both."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        if not request.path.startswith(OFFICES):
            return self.get_response(request)
        with translation.override(chosen(request)):
            request.LANGUAGE_CODE = translation.get_language()
            request.office_language = request.LANGUAGE_CODE  # type: ignore[attr-defined]  # ours: portal/errors.py reads it
            return self.get_response(request)


def chosen(request: Request) -> str:
    cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    wanted = str((request.actor.user and request.actor.user.language) or cookie)
    return wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class MadeUpIdsMiddleware:
    """An id that nothing can have, in the address of a chooser: not found, as one that nothing has.

    Wagtail's choosers ask the database by whatever stands in the address, and know only what is not there.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: Request, problem: Exception) -> None:
        view = getattr(request.resolver_match.func, "view_class", None) if request.resolver_match else None
        is_chooser = isinstance(view, type) and issubclass(view, (ChosenViewMixin, ChosenMultipleViewMixin))
        if is_chooser and isinstance(problem, (ValueError, OverflowError, DataError)):
            raise Http404 from problem
