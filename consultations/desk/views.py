"""What a reporter showed of a consultation: read after saying why, for a quarter of an hour; and the log of that."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from catalog.models import ReportCase
from companies.desk.guards import staff_required
from consultations.models import DeskLook, ReportedTalk, ShownPart
from consultations.models.reported import KIND
from consultations.permissions import can_look_at_talk, may_see_looks
from consultations.safety.report_forms import LookForm
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused
from portal.core.texts import clean_line


def find(request: SignedIn, ref: str) -> ReportCase:
    """A reported consultation that this person may judge; 404 for all others."""
    rows = ReportCase.objects.for_desk(request.actor).filter(kind=KIND).select_related("owner")
    case: ReportCase = get_object_or_404(rows, ref=ref)
    if not can_look_at_talk(request.actor, case):
        raise Http404
    return case


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: SignedIn, ref: str) -> HttpResponse:
    """Asks why; each look is kept."""
    case, form, status = find(request, ref), LookForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                look = DeskLook.begin(case, request.actor, form.cleaned_data["reason"])
            except Refused as problem:
                form.add_error("reason", str(problem.message))
            else:
                return redirect("talk_desk:look", case.ref, look.ref)
    context = {
        "case": case,
        "form": form,
        "looks": DeskLook.objects.filter(case_ref=case.ref)[:20] if may_see_looks(request.actor) else None,
        "crumbs": [*crumbs(case), (_("What was shown"), "")],
    }
    return render(request, "consultations/desk/evidence.html", context, status=status)


@staff_required
@require_safe
def look(request: SignedIn, ref: str, look: str) -> HttpResponse:
    """The copies that reporters chose to show. When the time is over, why is asked anew."""
    case = find(request, ref)
    found = DeskLook.objects.good_for(request.actor, case).filter(ref=look).first()
    if found is None:
        return redirect("talk_desk:evidence", case.ref)
    parts = ShownPart._default_manager.filter(report__case=case).select_related("report").order_by("pk")
    page = paginate(request, parts, 5)
    context = {
        "case": case,
        "look": found,
        "page": page,
        "parts": [(part, lines_of(part, case)) for part in page],
        "talk": ReportedTalk.objects.visible_to(request.actor).filter(ref=case.key).select_related("room").first(),
        "crumbs": [*crumbs(case), (_("What was shown"), "")],
    }
    return render(request, "consultations/desk/look.html", context)


def lines_of(part: ShownPart, case: ReportCase) -> list[dict[str, Any]]:
    """Each with when it was said, whether the reported company said it, and whether it is the one that is meant."""
    return [
        {
            **line,
            "at": datetime.fromisoformat(line["at"]),
            "is_reported": line["company_ref"] == case.owner.ref,
            "is_meant": line["number"] == part.number,
        }
        for line in part.messages
    ]


def crumbs(case: ReportCase) -> list[tuple[Any, str]]:
    return [
        (_("Reports"), reverse("catalog_desk:reports")),
        (case.ref, reverse("catalog_desk:report", args=[case.ref])),
    ]


@staff_required
@require_safe
def looks(request: SignedIn) -> HttpResponse:
    """Who of the staff looked at what, when and why: for the leads of the programme. Nothing here can be changed."""
    if not may_see_looks(request.actor):
        raise Http404
    q = clean_line(request.GET.get("q", ""))[:100]
    rows = DeskLook.objects.order_by("-pk")
    if q:
        refs = Q(case_ref__iexact=q) | Q(room_ref__iexact=q)
        rows = rows.filter(refs | Q(staff_name__icontains=q) | Q(company_name__icontains=q) | Q(reason__icontains=q))
    context = {
        "page": paginate(request, rows, 30),
        "q": q,
        "crumbs": [(_("Reports"), reverse("catalog_desk:reports")), (_("Looks at reported consultations"), "")],
    }
    return render(request, "consultations/desk/looks.html", context)
