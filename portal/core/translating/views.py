"""Asking for a page in the reader's language, and how far it is."""

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.core.http import Request
from portal.core.preferences import safe_next
from portal.core.subjects import KINDS as SUBJECTS
from portal.core.translating.pace import may_ask
from portal.core.translating.pages import PARAMETER, Reading, has_consented
from portal.core.translating.service import is_on
from portal.core.translating.words import TranslatedWords

STOP_ASKING = 286  # what htmx takes as the end of a question that it repeats


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request, kind: str, **named: str) -> HttpResponse:
    """POST asks for what is missing and leads back; GET tells an open page how far it is. `named` is its key."""
    if not is_on():
        raise Http404
    manager: Any = SUBJECTS[kind].model._default_manager  # a subject's has `visible_to`
    found = get_object_or_404(manager.visible_to(request.actor), **named)
    reading = Reading(kind, found, is_wanted=True)
    if request.method == "POST":
        return asked(request, reading)
    if reading.waiting and reading.is_fresh:
        return HttpResponse(status=204)
    if request.htmx and not reading.waiting:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "translating/_late.html", status=STOP_ASKING if request.htmx else 200)


def asked(request: Request, reading: Reading) -> HttpResponse:
    target = safe_next(request)
    if not reading.is_public and not has_consented(request.actor):
        return redirect(f"{reverse('consultations:translation')}?{urlencode({'next': target})}")
    missing = reading.missing
    if missing and not may_ask(request, sum(len(one.text) for one in missing)):
        words = _("That is much to translate at once. Try again in an hour; everything is here as it was written.")
        messages.warning(request, words)
        return redirect(target)
    if missing:
        TranslatedWords.ask(missing, reading.language)
    return redirect(with_translation(target))


def with_translation(path: str) -> str:
    """The same page, which then shows what there is in the reader's language."""
    parts = urlsplit(path)
    query = [(name, value) for name, value in parse_qsl(parts.query) if name != PARAMETER]
    return f"{parts.path}?{urlencode([*query, (PARAMETER, '1')])}#translation"
