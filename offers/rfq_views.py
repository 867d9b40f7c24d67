"""Requests for quotation as the market sees them: the board, one request with its papers, its days as a calendar."""

from pathlib import PurePath
from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from offers.models import RFQ, RFQSupplier
from offers.permissions import can_ask_about_rfq, can_manage_rfq, can_post_rfq, can_review_rfq
from offers.rfq_board import Board
from offers.rfq_calendar import calendar_of
from offers.rfq_changes import history
from offers.rfq_forms import AnswerForm, QuestionForm
from offers.rfq_standing import standing_of
from portal.core.actor import Actor
from portal.core.http import Request
from portal.core.pages import paginate
from portal.core.private import given_out

LINES = 50  # on a page of a request
KINDS = {".pdf": "application/pdf", ".jpg": "image/jpeg"}


@require_safe
def rfq_list(request: Request) -> HttpResponse:
    """The market's open requests as a ledger, newest first or those that close soon."""
    board = Board(request.GET, RFQ.objects.visible_to(request.actor), request.actor, request.path)
    page = paginate(request, board.found)
    mark_known(page, request.actor)
    context = {
        "board": board,
        "page": page,
        "sorts": [
            (_("Newest first"), board.link(sort=""), not board.sort),
            (_("Closing soon"), board.link(sort="closing"), bool(board.sort)),
        ],
        "feed_url": reverse("rfqs:feed") + (f"?{request.GET.urlencode()}" if request.GET else ""),
        "may_post": request.actor.company is None or can_post_rfq(request.actor),
    }
    return render(request, "offers/rfq_list.html", context)


def mark_known(page: Any, actor: Actor) -> None:
    """Say on each row whether the reader's company was invited, has quoted, or passed."""
    rows = RFQSupplier.objects.filter(company_id=actor.company_id or 0, rfq__in=[rfq.pk for rfq in page])
    known = {row.rfq_id: row for row in rows}
    for rfq in page:
        rfq.known, rfq.is_own = known.get(rfq.pk), actor.acts_for(rfq.company_id)


@require_safe
def rfq_detail(request: Request, ref: str) -> HttpResponse:
    """One request: for suppliers what is asked and whether they may quote, for the buyer what to do with it."""
    rfq = get_object_or_404(RFQ.objects.visible_to(request.actor).for_cards(), ref=ref)
    return render(request, "offers/rfq_detail.html", about(rfq, request))


def about(rfq: RFQ, request: Request, **more: Any) -> dict[str, Any]:
    """What the page of a request shows this reader; `more` are forms that came back with something wrong."""
    actor = request.actor
    is_own = actor.acts_for(rfq.company_id)
    mine = rfq.suppliers.filter(company_id=actor.company_id or 0).first()
    lines = rfq.lines.filter(is_dropped=False).select_related("product").prefetch_related("documents")
    return {
        "rfq": rfq,
        "is_own": is_own,
        "may_manage": can_manage_rfq(actor, rfq),
        "may_review": rfq.state == RFQ.State.IN_REVIEW and can_review_rfq(actor, rfq),
        "may_ask": rfq.is_open and can_ask_about_rfq(actor, rfq),
        "may_chat": rfq.is_open and not is_own and (not actor.user or actor.may("talk")),
        "standing": None if is_own else standing_of(rfq, actor),
        "mine": mine,
        "page": paginate(request, lines.order_by("position", "pk"), LINES),
        "documents": rfq.documents.all(),
        "questions": questions_of(rfq, actor),
        "question_form": QuestionForm(),
        "answer_form": AnswerForm(),
        "history": history(rfq) if rfq.is_published else [],
        "suppliers": parties(rfq) if is_own else None,
        "crumbs": [(_("Requests"), reverse("rfqs:list")), (rfq.title, "")],
        **more,
    }


def questions_of(rfq: RFQ, actor: Actor) -> list[Any]:
    """All of them, each with whether this reader may know who asks: the buyer's people, and the asker's."""
    found: list[Any] = list(rfq.questions.select_related("company").order_by("pk")[:300])
    for question in found:
        question.names_asker = actor.acts_for(rfq.company_id) or actor.acts_for(question.company_id)
    return found


def parties(rfq: RFQ) -> dict[str, Any]:
    """For the buyer: who was invited, proposed, has quoted or passed."""
    rows = list(rfq.suppliers.select_related("company").order_by("-has_quotation", "-is_invited", "-score", "pk")[:100])
    return {
        "rows": rows,
        "bidders": sum(row.has_quotation for row in rows),
        "passed": sum(row.passed_at is not None and not row.is_bidder for row in rows),
    }


@require_safe
def document(request: Request, ref: str, paper: str) -> FileResponse:
    """A paper of a request, to whoever may see the request: saved, never opened inside our pages."""
    rfq = get_object_or_404(RFQ.objects.visible_to(request.actor), ref=ref)
    found = get_object_or_404(rfq.documents, ref=paper)
    kind = KINDS.get(PurePath(found.file.name).suffix, "application/octet-stream")
    return given_out(found.file, found.file_title, kind)


@require_safe
def calendar(request: Request, ref: str) -> HttpResponse:
    """Closing, decision and delivery for the reader's own calendar."""
    rfq = get_object_or_404(RFQ.objects.visible_to(request.actor).for_cards(), ref=ref)
    response = HttpResponse(calendar_of(rfq), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{rfq.ref}.ics"'
    response["Cache-Control"] = "private, max-age=0, must-revalidate"
    return response
