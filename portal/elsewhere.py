"""A link for another of one's companies offers to act for that one, where it would have been a 404.

`PLACES` names the pages about one company's own things, by the name of their address, with the rows that an actor may
see there and the argument that names the row. A link that is about no single thing says `?as=<slug>` instead.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from catalog.models import ImportRun, Product
from companies.models import Company, Handover, Membership
from consultations.models import Room
from offers.models import Inquiry, Offer
from portal.core.actor import Actor
from trade.models import Quotation

Rows = Callable[[Actor], Any]
PLACES: dict[str, tuple[Rows, str]] = {
    "catalog:product": (Product.objects.visible_to, "slug"),
    "catalog:edit": (Product.objects.of, "ref"),
    "catalog:import_run": (ImportRun.objects.visible_to, "ref"),
    "companies:person": (Membership.objects.visible_to, "ref"),
    "companies:handover": (Handover.objects.visible_to, "ref"),
    "consultations:room": (Room.objects.visible_to, "ref"),
    "consultations:people": (Room.objects.visible_to, "ref"),
    "consultations:invitation": (Room.objects.inviting, "ref"),
    "offers:detail": (Offer.objects.visible_to, "ref"),
    "offers:edit": (Offer.objects.of, "ref"),
    "trade:quotation": (Quotation.objects.visible_to, "ref"),
    "trade:edit": (Quotation.objects.visible_to, "ref"),
    "offers:inquiry": (Inquiry.objects.visible_to, "ref"),
}


class ElsewhereMiddleware:
    """Asks before anything is shown for another company than the one the person acts for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "GET" or request.path.startswith("/api/"):
            return self.get_response(request)
        wanted = request.GET.get("as", "")
        company = company_named(request, wanted) if wanted else None
        if company is not None:
            return ask(request, company)
        response = self.get_response(request)
        if response.status_code == 404 and (company := company_that_sees(request)) is not None:
            return ask(request, company)
        return response


def others(request: HttpRequest) -> list[Company]:
    """The person's companies that they do not act for at the moment."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    return [company for company in actor.companies if company != actor.company]


def company_named(request: HttpRequest, slug: str) -> Company | None:
    return next((company for company in others(request) if company.slug == slug), None)


def company_that_sees(request: HttpRequest) -> Company | None:
    """The first of the person's other companies for which this address is not a 404."""
    match = request.resolver_match
    place = PLACES.get(match.view_name) if match else None
    if match is None or place is None or not request.user.is_authenticated:
        return None
    rows, key = place
    for company in others(request):
        seen = rows(request.user.actor_for(company.slug))
        if seen.filter(**{key: match.kwargs.get(key, "")}).exists():
            return company
    return None


def ask(request: HttpRequest, company: Company) -> HttpResponse:
    """“This belongs to X”, with the button that acts for X from now on and comes back to this address."""
    query = request.GET.copy()
    query.pop("as", None)
    back = request.path + (f"?{query.urlencode()}" if query else "")
    context = {"company": company, "back": back}
    return render(request, "companies/elsewhere.html", context, status=403)
