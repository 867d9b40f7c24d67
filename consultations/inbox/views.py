"""A company's shared inbox of consultations: the list, the search in messages, and what colleagues do with them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST, require_safe

from companies.guards import company_required
from companies.prepared_words import settings_pages
from consultations.inbox.forms import AutoReplyForm, BulkForm, DeskForm, InboxForm, SearchForm, TagForm, morning_of
from consultations.inbox.message_search import found_in_messages, hit, words_in
from consultations.inbox.office_hours import hours_known
from consultations.inbox.prepared import filled_for
from consultations.inbox.rows import Tab, counts, first_response, rooms_in
from consultations.messages.subject_card import KIND_NAMES
from consultations.models import AutoReply, DeskTag, Room, RoomDesk
from consultations.permissions import can_open_room, can_set_auto_reply
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused
from portal.core.preferences import safe_next

MOST_AT_ONCE = 100


@company_required
@require_safe
def inbox(request: SignedIn) -> HttpResponse:
    actor, form = request.actor, InboxForm(request.GET)
    form.is_valid()
    q, tag = form.cleaned_data.get("q", ""), form.cleaned_data.get("tag", "")
    tab = form.cleaned_data.get("tab") or Tab.OPEN
    tags = list(DeskTag.objects.visible_to(actor))
    page = paginate(request, rooms_in(tab, actor, q, tag))
    numbers = counts(actor)
    context = {
        "form": form,
        "q": q,
        "tab": str(tab),
        "tabs": tabs(str(tab), numbers),
        "tag": tag,
        "tags": tags,
        "page": page,
        "has_any": any(numbers.values()),
        "rows": [
            (room, room.other_companies(actor), KIND_NAMES.get(room.subject_kind, room.subject_kind), desk_of(room))
            for room in page
        ],
        "bulk": BulkForm(actor=actor, tags=tags) if can_open_room(actor) else None,
        "response": first_response(actor.company),
    }
    return render(request, "consultations/room_list.html", context)


def tabs(current: str, numbers: dict[str, int]) -> list[tuple[str, str, bool, int]]:
    address = reverse("consultations:list")
    return [
        (str(tab.label), f"{address}?tab={tab}" if tab != Tab.OPEN else address, tab == current, numbers[tab])
        for tab in Tab
    ]


def desk_of(room: Any) -> RoomDesk | None:
    return room.own_desks[0] if room.own_desks else None


@company_required
@require_safe
def search(request: SignedIn) -> HttpResponse:
    """Messages that hold the words, each with a link to its place."""
    form = SearchForm(request.GET)
    q = form.cleaned_data["q"] if form.is_valid() else ""
    page = paginate(request, found_in_messages(q, request.actor), 20)
    context = {
        "form": form,
        "q": q,
        "has_words": bool(words_in(q)),
        "page": page,
        "hits": [hit(message, q) for message in page],
    }
    return render(request, "consultations/message_search.html", context)


@company_required
@require_POST
def bulk(request: SignedIn) -> HttpResponse:
    """One act with all that are ticked; what cannot be done is said, the rest is done."""
    form = BulkForm(request.POST, actor=request.actor, tags=list(DeskTag.objects.visible_to(request.actor)))
    refs = request.POST.getlist("room")[:MOST_AT_ONCE]
    rooms = list(Room.objects.visible_to(request.actor).filter(ref__in=refs).order_by("pk"))
    if not rooms or not form.is_valid():
        messages.error(request, _("Tick conversations and choose what to do with them."))
        return redirect(back(request))
    for room in rooms:
        form.apply_to(room)
    done = ngettext("Done with %(n)s conversation.", "Done with %(n)s conversations.", len(rooms))
    messages.success(request, done % {"n": len(rooms)})
    return redirect(back(request))


def back(request: SignedIn) -> str:
    return safe_next(request) if request.POST.get("next") else reverse("consultations:list")


@company_required
@require_POST
def desk(request: SignedIn, ref: str) -> HttpResponse:
    """`do` is `assign`, `snooze`, `tag`, `untag`, `archive` or `back`, each with the field it needs."""
    room = get_object_or_404(Room.objects.visible_to(request.actor), ref=ref)
    form = DeskForm(request.POST, actor=request.actor, desk=RoomDesk.of(room, request.actor))
    if not form.is_valid():
        raise Refused(_("Choose a colleague, a day, or a tag from the list."))
    act(request, room, form)
    messages.success(request, _("Saved."))
    return redirect(room)


def act(request: SignedIn, room: Room, form: DeskForm) -> None:
    data, by = form.cleaned_data, request.actor
    match request.POST.get("do", ""):
        case "assign":
            RoomDesk.assign(room, form.person, by, was=data["was"])
        case "snooze" if data["until"]:
            RoomDesk.snooze(room, morning_of(data["until"]), by)
        case "tag" if data["tag"]:
            RoomDesk.tag(room, DeskTag.put_in(data["tag"], by), by)
        case "untag":
            tag = get_object_or_404(DeskTag.objects.visible_to(by), ref=data["tag"])
            RoomDesk.tag(room, tag, by, is_on=False)
        case "archive":
            RoomDesk.archive(room, by)
        case "back":
            RoomDesk.bring_back(room, by)
        case _other:
            raise Refused(_("Choose a colleague, a day, or a tag from the list."))


@company_required
@require_GET
def prepared(request: SignedIn, ref: str, reply: str) -> HttpResponse:
    """A prepared reply with its words filled in for this room, for the composer's script."""
    room = get_object_or_404(Room.objects.visible_to(request.actor).for_cards(), ref=ref)
    body = filled_for(room, request.actor, reply)
    return JsonResponse({"body": body}, status=200 if body else 404)


@company_required
def settings(request: SignedIn) -> HttpResponse:
    """The automatic reply; a POST keeps it."""
    actor, reply = request.actor, AutoReply.of(request.actor)
    has_hours = hours_known(actor.company)
    form = AutoReplyForm(request.POST or None, reply=reply, has_hours=has_hours)
    if request.method == "POST" and form.is_valid():
        AutoReply.keep(actor, **form.fields_of_reply())
        messages.success(request, _("Saved."))
        return redirect("consultations:settings")
    context = {"form": form, "has_hours": has_hours, "company": actor.company, "may_edit": can_set_auto_reply(actor)}
    return page_of_settings(request, "settings", "auto_reply", context, 422 if form.errors else 200)


@company_required
def tags(request: SignedIn) -> HttpResponse:
    """The company's tags; a POST adds one."""
    form = TagForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        DeskTag.put_in(form.cleaned_data["name"], request.actor)
        messages.success(request, _("Saved."))
        return redirect("consultations:tags")
    rows = DeskTag.objects.visible_to(request.actor).with_numbers()
    context = {"form": form, "rows": rows, "may_edit": can_open_room(request.actor)}
    return page_of_settings(request, "tags", "tags", context, 422 if form.errors else 200)


@company_required
@require_POST
def tag_removal(request: SignedIn, ref: str) -> HttpResponse:
    get_object_or_404(DeskTag.objects.visible_to(request.actor), ref=ref).remove(request.actor)
    messages.success(request, _("Deleted."))
    return redirect("consultations:tags")


@company_required
@require_safe
def response(request: SignedIn) -> HttpResponse:
    """How the time to the first response is counted, and this company's."""
    company = request.actor.company
    context = {"response": first_response(company), "has_hours": hours_known(company)}
    return page_of_settings(request, "response", "response", context)


def page_of_settings(
    request: SignedIn, current: str, name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    labels = {"settings": _("Automatic reply"), "tags": _("Tags"), "response": _("First response")}
    labels["translation"] = _("Translation")
    links: list[Any] = [(label, reverse(f"consultations:{key}"), key == current, None) for key, label in labels.items()]
    links += [(_("Prepared replies"), reverse(page), False, None) for page in settings_pages()]
    links.append((_("Blocked companies"), reverse("companies:blocked"), False, None))
    crumbs = [(_("Consultations"), reverse("consultations:list")), (_("Settings"), "")]
    return render(request, f"consultations/{name}.html", {"tabs": links, "crumbs": crumbs, **context}, status=status)
