"""Who takes part in a consultation: the page of its companies, and all that is done there."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from companies.guards import company_required
from consultations.circle.forms import HelpForm, InviteForm
from consultations.circle.people_rows import people_rows
from consultations.live.head_count import unread_rooms
from consultations.messages.subject_card import card_for
from consultations.models import MOST_PARTIES, PresenceChoice, Room, RoomMute, RoomParty
from consultations.permissions import can_answer_invitation, can_speak
from portal.core.http import SignedIn


def find_room(request: SignedIn, ref: str) -> Room:
    return get_object_or_404(Room.objects.visible_to(request.actor).for_cards(), ref=ref)


@company_required
@require_safe
def people(request: SignedIn, ref: str) -> HttpResponse:
    return show(request, find_room(request, ref))


def show(request: SignedIn, room: Room, status: int = 200, **forms: Any) -> HttpResponse:
    actor = request.actor
    rows = people_rows(room, actor)
    may_speak = can_speak(actor, room)
    context = {
        "room": room,
        "rows": [row for row in rows if row.party.is_here or row.party.is_invited],
        "gone": [row for row in rows if not (row.party.is_here or row.party.is_invited)],
        "may_speak": may_speak,
        "is_here": room.sight_of(actor).is_here,
        "is_muted": RoomMute._default_manager.filter(room=room, user=actor.user).exists(),
        "invite": forms.get("invite") or InviteForm(room=room, actor=actor),
        "help": forms.get("help") or HelpForm(actor=actor),
        "is_shown": PresenceChoice.is_shown_for(actor.user),
        "most": MOST_PARTIES,
        "crumbs": [(_("Consultations"), reverse("consultations:list")), (room.title, room.get_absolute_url())],
    }
    return render(request, "consultations/people.html", context, status=status)


@company_required
@require_POST
def invite(request: SignedIn, ref: str) -> HttpResponse:
    room = find_room(request, ref)
    form = InviteForm(request.POST, room=room, actor=request.actor)
    if not form.is_valid():
        return show(request, room, 422, invite=form)
    company = form.cleaned_data["company"]
    RoomParty.invite(room, company, by=request.actor, shows_earlier=form.cleaned_data["shows_earlier"])
    messages.success(request, _("%(company)s is invited.") % {"company": company})
    return redirect("consultations:people", room.ref)


@company_required
@require_POST
def ask_colleague(request: SignedIn, ref: str) -> HttpResponse:
    room, form = find_room(request, ref), HelpForm(request.POST, actor=request.actor)
    if not form.is_valid():
        return show(request, room, 422, help=form)
    room.ask_for_help(form.person, by=request.actor)
    messages.success(request, _("%(person)s is told.") % {"person": form.person})
    return redirect("consultations:people", room.ref)


@company_required
@require_POST
def removal(request: SignedIn, ref: str, company: str) -> HttpResponse:
    """A party goes, or its invitation is taken back."""
    room = find_room(request, ref)
    party = next((one for one in room.parties_for(request.actor) if one.company.slug == company), None)
    if party is None:
        raise Http404
    party.room = room
    party.remove(by=request.actor)
    messages.success(request, _("%(company)s is not here any more.") % {"company": party.company})
    return redirect("consultations:people", room.ref)


@company_required
@require_POST
def departure(request: SignedIn, ref: str) -> HttpResponse:
    """The acting company leaves."""
    room = find_room(request, ref)
    own(request, room).leave(by=request.actor)
    messages.success(request, _("Your company has left. What was said until now stays here for you to read."))
    return redirect(room)


def own(request: SignedIn, room: Room) -> RoomParty:
    party = get_object_or_404(RoomParty.objects.visible_to(request.actor), room=room)
    party.room = room
    return party


@company_required
@require_POST
def mute(request: SignedIn, ref: str) -> HttpResponse:
    """`on` is `1` or nothing: no notifications of this room for the person alone, or again."""
    room, is_on = find_room(request, ref), request.POST.get("on") == "1"
    RoomMute.choose(room, by=request.actor, is_on=is_on)
    said = _("You are told nothing more of this consultation.") if is_on else _("You are told of new messages again.")
    messages.success(request, said)
    return redirect("consultations:people", room.ref)


@company_required
@require_POST
def presence(request: SignedIn, ref: str) -> HttpResponse:
    """`on` is `1` or nothing: whether others see when the person is here, in every room."""
    room, is_on = find_room(request, ref), request.POST.get("on") == "1"
    PresenceChoice.choose(request.user, is_shown=is_on)
    messages.success(request, _("Saved."))
    return redirect("consultations:people", room.ref)


@company_required
@require_safe
def beside(request: SignedIn, ref: str) -> HttpResponse:
    """The companies as they stand beside the talk, for the page's own renewing."""
    room = find_room(request, ref)
    about_url = card_for(room, request.actor).url
    return render(request, "consultations/beside.html", {"room": room, "about_url": about_url})


@company_required
@require_safe
def unread_count(request: SignedIn) -> JsonResponse:
    """How many conversations wait to be read, for pages that stay open."""
    return JsonResponse({"unread": unread_rooms(request.actor)})


@company_required
def invitation(request: SignedIn, ref: str) -> HttpResponse:
    """Who asks the company in, to what and with whom. A POST answers: `answer` is `accept` or `decline`."""
    parties = RoomParty.objects.visible_to(request.actor).select_related("room", "company", "invited_by", "inviter")
    party = get_object_or_404(parties, room__ref=ref)
    if request.method == "POST":
        return answer(request, party)
    if party.is_here:
        return redirect(party.room)
    here = party.room.parties.here().select_related("company").order_by("joined_at", "pk")
    context = {
        "party": party,
        "room": party.room,
        "here": [one.company for one in here] if party.is_invited else [],
        "may_answer": can_answer_invitation(request.actor, party),
        "may_read": party.was_in,
    }
    return render(request, "consultations/invitation.html", context)


def answer(request: SignedIn, party: RoomParty) -> HttpResponse:
    if request.POST.get("answer") == "accept":
        party.accept(by=request.actor)
        return redirect(party.room)
    party.decline(by=request.actor)
    messages.success(request, _("You declined. The others here are told."))
    return redirect("consultations:list")
