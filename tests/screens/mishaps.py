"""The pages that nothing leads to: what is said when something is wrong, at addresses of its own."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client, override_settings
from django.urls import path
from django.utils.timezone import now

from catalog.printed.models import SharedCatalogue
from companies.models import Company
from portal import errors, urls
from portal.core.permissions import WrongState
from tests.screens.crawl import Seen

View = Callable[[HttpRequest], HttpResponse]


def moved_on(request: HttpRequest) -> HttpResponse:
    raise WrongState("")


def link_closed(request: HttpRequest) -> HttpResponse:
    context = {"company": Company.objects.order_by("pk").first(), "link": SharedCatalogue(expires_at=now() - DAY)}
    return render(request, "catalog/shared_closed.html", context, status=410)


def invitation_over(request: HttpRequest) -> HttpResponse:
    return render(request, "companies/people/invitation_over.html", {"state": "expired"}, status=410)


DAY = timedelta(days=1)
MISHAPS: dict[str, View] = {
    "400": errors.bad_request,
    "403": errors.permission_denied,
    "403-form": errors.csrf_failure,
    "404": errors.page_not_found,
    "405": errors.not_by_this_way,
    "409": moved_on,
    "410-link": link_closed,
    "410-invitation": invitation_over,
    "413": errors.too_big,
    "429": errors.too_many,
    "500": errors.server_error,
    "503": errors.unavailable,
}
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500
urlpatterns = [
    *i18n_patterns(
        *(path(f"mishaps/{name}/", view) for name, view in MISHAPS.items()),
        prefix_default_language=False,
    ),
    *urls.urlpatterns,
]


def mishaps(languages: list[str]) -> Iterator[Seen]:
    """Each as a visitor gets it."""
    client = Client(raise_request_exception=False)
    with override_settings(ROOT_URLCONF=__name__):
        for language in languages:
            prefix = "" if language == settings.LANGUAGE_CODE else f"/{language}"
            for name in MISHAPS:
                address = f"{prefix}/mishaps/{name}/"
                html = client.get(address).content.decode()
                yield Seen("visitor", address, f"mishaps/{name}/", language, html, is_given=True)
