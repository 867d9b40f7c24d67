"""“What is this?” links, and whether an article was useful."""

from hashlib import sha256
from secrets import token_urlsafe
from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.glossary.views import locale_now
from cms.help.forms import VoteForm
from cms.models import HelpPage, HelpPlace
from portal.core.explained import PLACES
from portal.core.http import Request
from portal.core.preferences import A_YEAR

COOKIE = "help_visitor"
LIMITS = {"help_vote": "60/h/ip"}


def about(request: Request, key: str) -> HttpResponse:
    """The article for a place of the portal; while there is none, what the help centre finds for its name."""
    if key not in PLACES:
        raise Http404
    place = HelpPlace.objects.filter(key=key).select_related("page").first()
    article = place.article_in(locale_now().pk) if place else None
    url = article.get_url(request) if article else None
    return redirect(url or f"{reverse('wagtail_serve', args=['help/'])}?q={PLACES[key]}")


@require_POST
def vote(request: Request, pk: int) -> HttpResponse:
    """Yes or no, once for each person or browser; the second time changes the first. A no may say what was missing."""
    page = get_object_or_404(HelpPage.objects.live().public(), pk=pk)
    if not ratelimit.consume(request, app="cms", action="help_vote", config=LIMITS):
        too_many: HttpResponse = ratelimit.respond_429(request)
        return too_many
    form = VoteForm(request.POST)
    if not form.is_valid():
        return render(request, "cms/help/article.html", page.get_context(request) | {"vote_form": form}, status=422)
    number = request.COOKIES.get(COOKIE) or token_urlsafe(24)
    page.vote(voter_of(request, number), form.cleaned_data["useful"] == "yes", form.cleaned_data["words"])
    messages.success(request, _("Thank you. The editors read this."))
    response = redirect(f"{page.get_url(request)}#useful")
    if request.actor.user is None:
        rules: dict[str, Any] = {"secure": settings.HTTPS, "httponly": True, "samesite": "Lax"}
        response.set_cookie(COOKIE, number, max_age=A_YEAR, **rules)
    return response


def voter_of(request: Request, number: str) -> dict[str, Any]:
    """A person, or a browser by the number in its cookie, of which only the hash is kept."""
    if request.actor.user is not None:
        return {"user": request.actor.user}
    return {"visitor": sha256(number.encode()).hexdigest()}
