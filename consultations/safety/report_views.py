"""Reporting a consultation, or one message in it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from catalog.models import Report
from companies.guards import company_required
from companies.models import Company
from consultations.models import Message, ReportedTalk, Room, ShownPart
from consultations.models.reported import KIND
from consultations.permissions import can_report_talk
from consultations.safety.report_forms import TalkReportForm
from portal.core.http import SignedIn
from portal.core.permissions import Refused, require

MOST = 2**31 - 1


@company_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: SignedIn, ref: str) -> HttpResponse:
    """`?message=N` reports that message, else the consultation. What was typed stays when it is refused."""
    room = get_object_or_404(Room.objects.visible_to(request.actor).for_cards(), ref=ref)
    require(can_report_talk(request.actor, room), _("You may not report this consultation."))
    message = message_in(request, room)
    others = [message.company] if message else room.other_companies(request.actor)
    asking: dict[str, Any] = {"companies": others, "has_message": message is not None, "initial": first(message)}
    form = TalkReportForm(request.POST or None, **asking)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            hand_in(request, room, others, form.cleaned_data, message)
        except Refused as problem:
            form.add_error(None, str(problem.message))
            status = 409
        else:
            messages.success(request, _("Thank you. Our staff will look at it, and you are told what comes of it."))
            return redirect(room)
    return asked(request, room, others, message, form, status)


def message_in(request: SignedIn, room: Room) -> Message | None:
    """The message that is meant; 404 for one that is not there, or is of one's own company."""
    raw = request.GET.get("message", "")
    if not raw:
        return None
    number = int(raw) if raw.isascii() and raw.isdigit() and len(raw) <= 10 else 0
    rows = room.messages_for(request.actor).with_authors().exclude(company_id=request.actor.company_id)
    return get_object_or_404(rows, number=min(number, MOST))


def first(message: Message | None) -> dict[str, Any]:
    return {"part": ShownPart.Part.AROUND if message else ShownPart.Part.LAST}


def hand_in(
    request: SignedIn, room: Room, others: list[Company], data: dict[str, Any], message: Message | None
) -> None:
    named = data.get("company")
    other = next((one for one in others if not named or one.slug == named), None)
    if other is None:
        raise Http404
    number = message.number if message else None
    ShownPart.report_talk(request.actor, room, other, data["reason"], data["note"], data["part"], number)


def asked(
    request: SignedIn, room: Room, others: list[Company], message: Message | None, form: TalkReportForm, status: int
) -> HttpResponse:
    keys = ReportedTalk.objects.filter(room=room, company__in=others).values("ref")
    own = Report.objects.of(request.actor).filter(case__kind=KIND, case__key__in=keys, case__state="open")
    title = _("Report this message") if message else _("Report this consultation")
    context = {
        "room": room,
        "others": others,
        "message": message,
        "form": form,
        "title": title,
        "before": own.first() if len(others) == 1 else None,
        "crumbs": [(room.title, room.get_absolute_url()), (title, "")],
    }
    return render(request, "consultations/safety/report.html", context, status=status)
