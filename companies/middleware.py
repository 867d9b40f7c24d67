"""`request.actor`: who is asking, and for which company."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from portal.core.actor import VISITOR, Actor

SESSION_KEY = "acting_company"


def find_actor(request: HttpRequest) -> Actor:
    if not request.user.is_authenticated:
        return VISITOR
    return request.user.actor_for(request.session.get(SESSION_KEY))


class ActorMiddleware:
    """Sets `request.actor`, looked up when first used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: find_actor(request))  # type: ignore[attr-defined]  # it becomes a portal.core.http.Request
        return self.get_response(request)
