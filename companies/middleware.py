"""`request.actor`: who is asking, and for which company."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject
from django.utils.timezone import now
from django.utils.translation import gettext as _

from companies.models import Membership
from portal.core.actor import VISITOR, Actor

SESSION_KEY = "acting_company"
SEEN_EVERY = timedelta(minutes=15)  # how exactly it is kept when somebody was last there

# What a person does for themselves, not for a company.
PERSONAL = {
    "preferences",
    "my:act_as",
    "companies:mandate_acting",
    "companies:mandate_acting_end",
    "companies:invitation_acceptance",
    "companies:invitation_refusal",
    "companies:own_invitation_acceptance",
    "companies:own_invitation_refusal",
}


def find_actor(request: HttpRequest) -> Actor:
    if not request.user.is_authenticated:
        return VISITOR
    return request.user.actor_for(request.session.get(SESSION_KEY))


class ActorMiddleware:
    """Sets `request.actor`, looked up when first used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: arrive(request))  # type: ignore[attr-defined]  # it becomes a portal.core.http.Request
        return self.get_response(request)


def arrive(request: HttpRequest) -> Actor:
    """The actor; it is kept when the person was last there for this company, in their own person."""
    actor = find_actor(request)
    place: Membership | None = getattr(actor.user, "acting", None)
    if actor.through is None and place is not None and (place.seen_at is None or now() - place.seen_at > SEEN_EVERY):
        Membership.objects.filter(pk=place.pk).update(seen_at=now())
    return actor


def acting(request: HttpRequest) -> Actor | None:
    """Who acts for a company by this request; None for visitors and for what a person does for themselves."""
    match = request.resolver_match
    if match is not None and (match.view_name in PERSONAL or match.view_name.startswith("account_")):
        return None
    try:
        actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
        return actor if actor.user else None
    except DatabaseError:  # a page that needs nobody, such as /readyz, still tells what is wrong
        return None


class StandingMiddleware:
    """Nobody acts for another company than they think.

    Once a person is no longer in the company they acted for, their next act is not carried out for whichever other
    company they belong to: it is refused with words, and from then on they act for that one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        actor = acting(request)
        if actor is None or actor.company is None or actor.through is not None:
            return None  # the session of staff who look as somebody else says nothing about that person
        wanted, is_safe = request.session.get(SESSION_KEY), request.method in {"GET", "HEAD", "OPTIONS"}
        if is_safe and not wanted and len(actor.companies) > 1:
            request.session[SESSION_KEY] = actor.company.slug  # what they see now is what they mean
        if is_safe or not wanted or actor.acting_key == wanted:
            return None
        return self.refuse(request, actor)

    def refuse(self, request: HttpRequest, actor: Actor) -> HttpResponse:
        if request.path.startswith("/api/"):
            return JsonResponse({"detail": _("You no longer act for the company this was meant for.")}, status=409)
        request.session[SESSION_KEY] = actor.company.slug
        words = _(
            "You no longer act for the company this was meant for. Nothing was done; you now act for %(company)s."
        )
        messages.warning(request, words % {"company": actor.company})
        return redirect("my:home")
