"""Joint purchases as members see them: the list, one round with its live total, its papers."""

import csv
from pathlib import PurePath
from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.house import find_open_house, standing
from companies.guards import company_required
from portal.core.actor import Actor
from portal.core.http import Request, SignedIn
from portal.core.pages import paginate
from portal.core.permissions import require
from portal.core.private import given_out
from portal.core.texts import clean_line
from trade.rounds.models import PurchaseRound
from trade.rounds.page import page_of
from trade.rounds.permissions import can_open_round, can_run_round

KINDS = {".pdf": "application/pdf", ".jpg": "image/jpeg"}


@require_safe
def round_list(request: Request, slug: str) -> HttpResponse:
    """What can be joined first; filtered by state, by words, and by what one's own company takes part in."""
    community = find_open_house(request, slug)
    rows = PurchaseRound.objects.visible_to(request.actor).filter(community=community)
    which, q = request.GET.get("state", ""), clean_line(request.GET.get("q", ""))[:100]
    found = rows.pledged_by(request.actor) if which == "ours" else rows.standing(which)
    found = found.matching(q) if q else found
    may_open = can_open_round(request.actor, community)
    context = {
        **standing(request, community, "rounds"),
        "page": paginate(request, found.for_cards().newest_first(), 20),
        "choices": choices_of(request.actor, may_open),
        "which": which,
        "q": q,
        "may_open": may_open,
    }
    return render(request, "trade/rounds/round_list.html", context)


def choices_of(actor: Actor, may_open: bool) -> list[tuple[str, Any]]:
    """What the list can be kept to."""
    known = [("", _("All")), ("open", _("Open"))]
    known += [("ours", _("We take part"))] if actor.company is not None else []
    known += [("ended", _("Ended"))]
    return known + ([("draft", _("Drafts"))] if may_open else [])


@require_safe
def round_detail(request: Request, slug: str, ref: str) -> HttpResponse:
    purchase = find_round(request, slug, ref)
    return render(request, "trade/rounds/round_detail.html", page_of(request, purchase))


@require_safe
def live(request: Request, slug: str, ref: str) -> HttpResponse:
    """The total and the price of now, asked for again and again by an open page."""
    purchase = find_round(request, slug, ref)
    own = purchase.pledges.filter(company_id=request.actor.company_id or 0).first()
    response = render(request, "trade/rounds/_live.html", {"purchase": purchase, "own_pledge": own})
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def document(request: Request, slug: str, ref: str, paper: str) -> FileResponse:
    """A paper of a round, to whoever may read it: saved, never opened inside our pages."""
    found = get_object_or_404(find_round(request, slug, ref).documents, ref=paper)
    kind = KINDS.get(PurePath(found.file.name or "").suffix, "application/octet-stream")
    return given_out(found.file, found.file_title, kind)


@require_safe
@company_required
def sheet(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    """For the steward: who takes how much, where to, at which price, as CSV (UTF-8 with a mark, for spreadsheets)."""
    purchase = find_round(request, slug, ref)
    require(can_run_round(request.actor, purchase), _("Only a steward sees all shares."))
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{purchase.ref}.csv"'
    book = csv.writer(response)
    book.writerow(["company", "quantity", "unit", "unit_price", "amount", "currency", "state", "country", "address"])
    for one in purchase.splits.select_related("company", "pledge"):
        price = [one.unit_amount, one.amount, one.currency, one.state]
        where = [one.pledge.country, one.pledge.address]
        book.writerow(harmless(cell) for cell in [one.company.name, one.quantity, one.unit, *price, *where])
    return response


def harmless(cell: Any) -> Any:
    """What a spreadsheet would take for a formula becomes words."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@", "\t"} else cell


def find_round(request: Request, slug: str, ref: str) -> PurchaseRound:
    """The round if the reader may see it; raises Http404 otherwise, whatever the reason.

    Who has left a community that only members read sees what binds it still, and nothing else of the house.
    """
    rows = PurchaseRound.objects.visible_to(request.actor).for_cards()
    purchase: PurchaseRound = get_object_or_404(rows, community__slug=slug, ref=ref)
    if purchase.community.is_readable_by(request.actor):
        purchase.community = find_open_house(request, slug)  # with the figures that its head shows
    return purchase
