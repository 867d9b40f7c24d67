"""One consultation: complete without JavaScript, live with it."""

import uuid
from urllib.parse import urlencode

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from companies.guards import company_required
from consultations.circle.lines import lines_between
from consultations.forms import SayForm
from consultations.inbox.prepared import prepared_words
from consultations.live.frames import MAX_NUMBER, Access, catch_up
from consultations.live.own_mark import own_mark
from consultations.messages.cards import address_to_show
from consultations.messages.subject_card import KIND_NAMES, card_for
from consultations.messages.timeline import NO_REACTIONS, entries
from consultations.messages.views import changed, refusal, refusals_as_json, wants_json
from consultations.models import MAX_BODY, Message, Room, mentionable
from consultations.models.caution import READER, SENDER
from consultations.permissions import can_open_room, can_speak
from portal.core.http import SignedIn
from portal.core.middleware import STRICT
from portal.core.permissions import Refused
from portal.core.subjects import find_subject, part_words

PAGE = 50


@company_required
def open_room(request: SignedIn, kind: str, key: str) -> HttpResponse:
    """POST leads to the room about the subject. GET (after signing in on the way) asks for that one press."""
    subject = find_subject(kind, key, request.actor)
    part = request.GET.get("variant", "")
    words = part_words(kind, key, part, request.actor)
    if request.method == "POST":
        room = Room.open_about(kind, subject, by=request.actor)
        return redirect(f"{room.get_absolute_url()}?{urlencode({'variant': part})}" if words else room)
    kind_name = KIND_NAMES.get(kind, kind)
    context = {"subject": subject, "kind": kind_name, "part": words, "may_open": can_open_room(request.actor)}
    return render(request, "consultations/room_open.html", context)


@company_required
@require_safe
def room(request: SignedIn, ref: str) -> HttpResponse:
    """The talk. `?before=N` shows what came before message N, `?after=N` gives what came after it as JSON.

    With `&changed=M` also what was changed after the change M; `&read=R` tells that all up to R has been looked at.
    """
    found = find_room(request, ref)
    after = number_from(request, "after")
    if after is not None:
        if read := number_from(request, "read"):
            found.mark_read(request.actor, read)
        told = catch_up(Access(request.actor, found), after, number_from(request, "changed"))
        return JsonResponse({**told, "own": own_mark(request.actor)})
    if request.htmx:
        return render(request, "consultations/room.html#timeline", timeline_context(request, found))
    words = first_words(request, found) or prepared_words(request, found)
    words = words or address_to_show(request.GET.get("show", ""))
    answers = (
        found.messages_for(request.actor).with_authors().filter(number=number_from(request, "reply_to") or 0).first()
    )
    initial = {"client_id": uuid.uuid4(), "body": words, "reply_to": answers.number if answers else None}
    return show(request, found, SayForm(initial=initial))


def first_words(request: SignedIn, found: Room) -> str:
    """Which part of the subject the talk was opened about, to be gone on from."""
    part = request.GET.get("variant", "")
    words = part_words(found.subject_kind, found.subject_key, part, request.actor)
    return _("About %(part)s: ") % {"part": words} if words else ""


@company_required
@require_POST
@refusals_as_json
def messages(request: SignedIn, ref: str) -> HttpResponse:
    """Send a message by a plain form, or by fetch where the socket is blocked (`Accept: application/json`)."""
    found = find_room(request, ref)
    form = SayForm(request.POST, request.FILES)
    message, status = None, 422
    if form.is_valid():
        body, client_id = form.words()
        try:
            form.require_same(request.actor)
            message = found.post(body, by=request.actor, client_id=client_id, beside=form.beside(request.actor))
        except Refused as problem:
            form.add_error(None, str(problem.message))
            status = 409
    if message is None:
        reasons = [str(reason) for errors in form.errors.values() for reason in errors]
        is_script = wants_json(request)
        return refusal("refused", " ".join(reasons), 422) if is_script else show(request, found, form, status)
    return changed(request, message)


def find_room(request: SignedIn, ref: str) -> Room:
    return get_object_or_404(Room.objects.visible_to(request.actor).for_cards(), ref=ref)


def number_from(request: SignedIn, name: str) -> int | None:
    raw = request.GET.get(name, "")
    return min(int(raw), MAX_NUMBER) if raw.isascii() and raw.isdigit() and len(raw) <= 12 else None


def timeline_context(request: SignedIn, found: Room) -> dict[str, object]:
    before = number_from(request, "before")
    rows = found.messages_for(request.actor).until(before, PAGE + 1)
    has_earlier, rows = len(rows) > PAGE, rows[-PAGE:]
    if before is None and rows:
        found.mark_read(request.actor, rows[-1].number)
    read_by_others = found.read_by_others(request.actor)
    delivered = found.delivered_to_others(request.actor)
    lines = lines_between(found, request.actor, 0 if not has_earlier else rows[0].number, before and before - 1)
    may_speak = can_speak(request.actor, found)
    sight = found.sight_of(request.actor)
    return {
        "room": found,
        "entries": entries(rows, request.actor, read_by_others, may_speak, lines, delivered, sight),
        "lines_first": [line for line in lines if not rows or line.after < rows[0].number],
        "may_speak": may_speak,
        "read_by_others": read_by_others,
        "delivered_to_others": delivered,
        "no_reactions": NO_REACTIONS,
        "has_earlier": has_earlier,
        "first_number": rows[0].number if rows else 0,
        "shown_number": max(rows[-1].number if rows else 0, sight.floor),
        "before": before,
    }


def answered(request: SignedIn, found: Room, form: SayForm) -> Message | None:
    """The message that the composer replies to."""
    number = form["reply_to"].value()
    rows = found.messages_for(request.actor).with_authors()
    return rows.filter(number=number).first() if str(number or "").isdigit() else None


def show(request: SignedIn, found: Room, form: SayForm, status: int = 200) -> HttpResponse:
    context = {
        **timeline_context(request, found),
        "card": card_for(found, request.actor),
        "partners": found.other_companies(request.actor),
        "form": form,
        "answers": answered(request, found, form),
        "pins": found.pins_for(request.actor),
        "people": mentionable(found, request.actor),
        "is_here": found.sight_of(request.actor).is_here,
        "own": own_mark(request.actor),
        "language": get_language(),
        "zone": timezone.get_current_timezone_name(),
        "max_body": MAX_BODY,
        "reader_cautions": READER,
        "sender_cautions": SENDER,
    }
    response = render(request, "consultations/room.html", context, status=status)
    # Older browsers do not count a WebSocket of the same host as 'self'.
    scheme = "wss" if request.is_secure() else "ws"
    allowed = f"connect-src 'self' {scheme}://{request.get_host()}"
    response.headers["Content-Security-Policy"] = STRICT.replace("connect-src 'self'", allowed)
    return response
