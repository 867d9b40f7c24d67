"""`/my/deadlines/`: what is due when, on a page and for a calendar."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from companies.guards import company_required
from portal.core.http import SignedIn
from trade.deadlines import Deadline, calendar_text, deadlines_of, deadlines_of_quotation
from trade.models import CalendarFeed
from trade.quotation_views import find

SHOWN = 100


@company_required
@require_safe
def deadlines(request: SignedIn) -> HttpResponse:
    secret = request.session.pop("calendar_secret", "")
    address = request.build_absolute_uri(f"{reverse('trade:deadlines_feed')}?key={secret}") if secret else ""
    rows = deadlines_of(request.actor)
    feed = CalendarFeed.objects.filter(user=request.user, company=request.actor.company).first()
    context = {"deadlines": rows[:SHOWN], "more": max(0, len(rows) - SHOWN), "address": address, "feed": feed}
    return render(request, "trade/deadlines.html", context)


@require_POST
@company_required
def address(request: SignedIn) -> HttpResponse:
    """A new secret address, shown once on the next page; or none any more (`then` is `revoke`)."""
    if request.POST.get("then") == "revoke":
        CalendarFeed.revoke(request.actor)
        messages.success(request, _("The address opens nothing any more."))
    else:
        request.session["calendar_secret"] = CalendarFeed.renew(request.actor)
    return redirect("trade:deadlines")


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """For a calendar program, which cannot sign in: whoever has the secret reads, as the person it was made for."""
    actor = CalendarFeed.actor_of(request.GET.get("key", "")[:100])
    if actor is None:
        raise Http404
    with override(actor.user.language or settings.LANGUAGE_CODE):
        return as_calendar(request, deadlines_of(actor), _("Deadlines of %(company)s") % {"company": actor.company})


@company_required
@require_safe
def calendar(request: SignedIn, ref: str) -> HttpResponse:
    quotation = find(request, ref)
    return as_calendar(request, list(deadlines_of_quotation(quotation, request.actor)), quotation.title)


def as_calendar(request: HttpRequest, rows: list[Deadline], name: str) -> HttpResponse:
    text = calendar_text(rows, request.get_host().partition(":")[0], request.build_absolute_uri("/")[:-1], name)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="jangteo.ics"'
    response["Cache-Control"] = "private, max-age=0"
    return response
