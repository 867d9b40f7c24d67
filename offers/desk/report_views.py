"""Inquiries reported as spam: the oldest first, and one with all that was written, for a decision."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from companies.desk.guards import staff_required
from offers.inquiry_limits import allowance_of
from offers.models import InquiryReport
from offers.permissions import can_review_inquiry
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.texts import clean_line


@staff_required
@require_safe
def reports(request: SignedIn) -> HttpResponse:
    """Those that wait, or with `?state=` those that were judged, the last first."""
    visible = InquiryReport.objects.visible_to(request.actor)
    states = InquiryReport.State
    state = request.GET.get("state", "")
    state = state if state in states.values else states.OPEN
    q = clean_line(request.GET.get("q", ""))[:100]
    found = visible.filter(state=state).for_desk()
    found = found.filter(inquiry__buyer__name__icontains=q) if q else found
    newest = state != states.OPEN
    context = {
        "page": paginate(request, found.order_by("-created_at" if newest else "created_at", "pk"), 30),
        "tabs": [
            (one.label, f"?state={one.value}", one.value == state, visible.filter(state=one.value).count())
            for one in states
        ],
        "state": state,
        "q": q,
    }
    return render(request, "offers/desk/reports.html", context)


@staff_required
@require_safe
def report(request: SignedIn, ref: str) -> HttpResponse:
    found = get_object_or_404(InquiryReport.objects.visible_to(request.actor).for_desk(), ref=ref)
    inquiry = found.inquiry
    others = InquiryReport.objects.visible_to(request.actor).filter(inquiry__buyer=inquiry.buyer).exclude(pk=found.pk)
    context = {
        "report": found,
        "inquiry": inquiry,
        "written": inquiry.messages.select_related("user"),
        "files": inquiry.files.all(),
        "allowance": allowance_of(inquiry.buyer),
        "others": others.for_desk().order_by("-created_at")[:20],
        "may_decide": found.state == InquiryReport.State.OPEN and can_review_inquiry(request.actor, inquiry),
        "crumbs": [(_("Reported inquiries"), reverse("offers_desk:reports")), (found.ref, "")],
    }
    return render(request, "offers/desk/report.html", context)


@staff_required
@require_POST
def decision(request: SignedIn, ref: str) -> HttpResponse:
    """`verdict` is `spam` or `none`."""
    found = get_object_or_404(InquiryReport.objects.visible_to(request.actor).for_desk(), ref=ref)
    if request.POST.get("verdict") == "spam":
        found.confirm(request.actor)
        messages.success(request, _("Confirmed as spam. The sender may ask fewer companies from now on."))
    elif request.POST.get("verdict") == "none":
        found.dismiss(request.actor)
        messages.success(request, _("No spam: the inquiry is back in the boxes of who was asked."))
    return redirect("offers_desk:reports")
