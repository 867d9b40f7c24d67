"""Requests that wait for a look before suppliers see them, and the decision on one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from companies.desk.guards import staff_required
from offers.models import RFQ
from offers.permissions import can_review_rfq
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused, WrongState
from portal.core.texts import BlockField, clean_line, validate_visible

SIZE, LINES = 30, 50


class NoteForm(forms.Form):
    note = BlockField(
        label=gettext_lazy("What the buyer shall put right"),
        max_length=1000,
        validators=[validate_visible],
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("They read it on top of their draft, in these words."),
    )


@staff_required
@require_safe
def rfq_queue(request: SignedIn) -> HttpResponse:
    """The oldest first; a firm's own people do not find its requests here."""
    q = clean_line(request.GET.get("q", ""))[:100]
    rows = RFQ.objects.waiting_for_desk(request.actor)
    rows = (rows.matching(q) if q else rows).for_cards().order_by("updated_at", "pk")
    return render(request, "offers/desk/rfq_list.html", {"page": paginate(request, rows, SIZE), "q": q})


@staff_required
@require_safe
def rfq(request: SignedIn, ref: str) -> HttpResponse:
    return shown(request, find(request, ref), NoteForm())


def find(request: SignedIn, ref: str) -> RFQ:
    """Whatever was ever handed in; the drafts of firms are their own."""
    rows = RFQ.objects.visible_to(request.actor).exclude(state=RFQ.State.DRAFT)
    found: RFQ = get_object_or_404(rows.for_cards(), ref=ref)
    return found


def shown(request: SignedIn, found: RFQ, form: NoteForm) -> HttpResponse:
    others = RFQ.objects.visible_to(request.actor).filter(company=found.company).exclude(pk=found.pk)
    context: dict[str, Any] = {
        "rfq": found,
        "form": form,
        "page": paginate(request, found.lines.filter(is_dropped=False).select_related("product"), LINES),
        "documents": found.documents.all(),
        "may_review": found.state == RFQ.State.IN_REVIEW and can_review_rfq(request.actor, found),
        "others": others.exclude(state=RFQ.State.DRAFT).order_by("-updated_at")[:5],
        "suppliers": found.suppliers.select_related("company").order_by("-is_invited", "-score")[:50],
        "gaps": found.gaps(),
    }
    return render(request, "offers/desk/rfq.html", context)


@staff_required
@require_POST
def approval(request: SignedIn, ref: str) -> HttpResponse:
    """It goes out now; what time has made impossible meanwhile is said, and the buyer can be asked to put it right."""
    found = find(request, ref)
    try:
        found.approve(request.actor)
    except WrongState:
        raise
    except Refused as problem:
        messages.error(request, str(problem.message))
        return redirect("rfq_desk:rfq", found.ref)
    messages.success(request, _("The request is on the board."))
    return redirect("rfq_desk:list")


@staff_required
@require_POST
def send_back(request: SignedIn, ref: str) -> HttpResponse:
    found, form = find(request, ref), NoteForm(request.POST)
    if not form.is_valid():
        return shown(request, found, form)
    found.send_back(form.cleaned_data["note"], request.actor)
    messages.success(request, _("The buyer has it back, with your words."))
    return redirect("rfq_desk:list")
