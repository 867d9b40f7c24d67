"""One message: how it read before, and its author's pages to edit and delete it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from companies.guards import company_required
from consultations.forms import MessageForm
from consultations.inbox.message_search import PAGE_OF_ROOM
from consultations.live.frames import shown
from consultations.messages.cards import cards_in, shown_cards
from consultations.models import Message
from portal.core.http import SignedIn
from portal.core.permissions import Refused

JSON = "application/json"
View = Callable[..., HttpResponse]


def refusals_as_json(view: View) -> View:
    """A script that asked for JSON is told the reason in it; a person gets the page of the error."""

    @wraps(view)
    def answered(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Refused as problem:
            if not wants_json(request):
                raise
            return refusal("refused", problem.message, 409)
        except PermissionDenied as problem:
            if not wants_json(request):
                raise
            return refusal("forbidden", problem, 403)

    return answered


def refusal(code: str, message: Any, status: int) -> JsonResponse:
    return JsonResponse({"code": code, "message": str(message)}, status=status)


@company_required
@require_safe
def message(request: SignedIn, ref: str, number: int) -> HttpResponse:
    """A message with its earlier wordings, for everybody who may see the room."""
    found = find_message(request, ref, number)
    context = {"room": found.room, "message": found, "wordings": found.wordings.order_by("-pk")}
    return render(request, "consultations/message.html", context)


@company_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_as_json
def edit(request: SignedIn, ref: str, number: int) -> HttpResponse:
    found = find_message(request, ref, number)
    form = MessageForm(request.POST or None, initial={"body": found.body})
    if request.method != "POST":
        found.require_editable(request.actor)
    elif form.is_valid():
        try:
            body = form.words()[0]
            found.edit(body, by=request.actor, cards=cards_in(body, request.actor))
            return changed(request, found)
        except Refused as problem:
            form.add_error("body", str(problem.message))
    found.require_own(request.actor)
    if form.errors and wants_json(request):
        return refusal("refused", form.errors["body"][0], 422)
    context = {"room": found.room, "message": found, "form": form}
    return render(request, "consultations/message_edit.html", context, status=422 if form.errors else 200)


@company_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_as_json
def delete(request: SignedIn, ref: str, number: int) -> HttpResponse:
    """Asks first."""
    found = find_message(request, ref, number)
    if request.method == "POST":
        found.erase(by=request.actor)
        return changed(request, found)
    found.require_own(request.actor)
    return render(request, "consultations/message_delete.html", {"room": found.room, "message": found})


@company_required
@require_POST
@refusals_as_json
def marks(request: SignedIn, ref: str, number: int) -> HttpResponse:
    """Put a mark on it or take it away: `on` or `off` names a reaction, or `pin`. What is so already stays."""
    found = find_message(request, ref, number)
    is_on = "on" in request.POST
    mark = request.POST.get("on", request.POST.get("off", ""))
    if mark == "pin":
        found.set_pinned(is_on, by=request.actor)
    else:
        found.react(mark, is_on, by=request.actor)
    return changed(request, found)


@company_required
@require_safe
def cards(request: SignedIn, ref: str, number: int) -> HttpResponse:
    """The cards of a message as they are now, for a script to put under it."""
    found = find_message(request, ref, number)
    context = {"cards": shown_cards(found.cards.all(), request.actor)}
    return render(request, "consultations/_cards.html", context)


def find_message(request: SignedIn, ref: str, number: int) -> Message:
    rows = Message.objects.visible_to(request.actor).with_authors().select_related("room")
    return get_object_or_404(rows, room__ref=ref, number=number)


def wants_json(request: SignedIn) -> bool:
    return request.headers.get("Accept") == JSON


def changed(request: SignedIn, message: Message) -> HttpResponse:
    """Back to where it stands; to a script, the message as it is now."""
    if wants_json(request):
        return JsonResponse({"message": shown(message.facts(), request.actor, message.room.sight_of(request.actor))})
    return redirect(place_of(message))


def place_of(message: Message) -> str:
    """On the page of the room that holds it: the newest, or the one that ends a little after it."""
    number, room = message.number, message.room
    page = "" if number > room.last_number - PAGE_OF_ROOM else f"?before={number + PAGE_OF_ROOM // 2}"
    return f"{room.get_absolute_url()}{page}#m{number}"
