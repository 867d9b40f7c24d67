"""Writing a quotation, a revision or a counter-offer."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from companies.guards import company_required
from portal.core.http import SignedIn
from portal.core.permissions import Refused, WrongState
from portal.core.texts import clean_line
from trade import quotation_catalogue as catalogue
from trade.models import Quotation
from trade.models.checks import check_turn
from trade.models.quotation_rows import Overtaken
from trade.quotation_editor import Editor, number_in, reworked
from trade.quotation_views import find


@company_required
def quotation_edit(request: SignedIn, ref: str) -> HttpResponse:
    quotation = find(request, ref)
    part = number_in(request.GET, "part", 1)
    try:
        check_turn(quotation, quotation.side_of(request.actor))
    except WrongState as problem:
        messages.error(request, str(problem.message))
        return redirect(quotation)
    if request.method == "POST":
        return save(request, quotation, Editor(quotation, request.actor, request.POST, request.FILES))
    return show(request, Editor(quotation, request.actor, part=part))


def show(request: SignedIn, editor: Editor, status: int = 200, **more: Any) -> HttpResponse:
    quotation = editor.quotation
    crumbs = [
        (_("Quotations"), reverse("trade:quotations")),
        (quotation.ref, quotation.get_absolute_url()),
        (_("Write"), ""),
    ]
    context = {
        "editor": editor,
        "quotation": quotation,
        "crumbs": crumbs,
        "partner": quotation.partner_of(editor.actor),
    }
    more["part_numbers"] = range(1, editor.parts + 1)
    return render(request, "trade/quotation_edit.html", {**context, **more}, status=status)


def save(request: SignedIn, quotation: Quotation, editor: Editor) -> HttpResponse:
    """Keep the draft and go on where the pressed button leads; whatever cannot be kept stays on the page."""
    papers = editor.papers()
    if not editor.is_valid():
        return show(request, editor, status=422)
    verb, _colon, rest = request.POST.get("then", "save").partition(":")
    place, _colon, key = rest.partition(":")
    key = key or request.POST.get(f"l{place}-find", "").strip()
    rows, spot, told = reworked(editor, editor.typed_rows(), {"verb": verb, "place": place, "key": key})
    try:
        quotation.write(request.actor, editor.typed_terms(), rows, request.POST.get("seen", ""), papers)
    except Overtaken as problem:
        return overtaken(request, editor, problem)
    except Refused as problem:
        return show(request, editor, status=409, problem=problem.message)
    for words in told:
        messages.info(request, words)
    return go_on(quotation, editor, verb, place, spot)


def go_on(quotation: Quotation, editor: Editor, verb: str, place: str, spot: str) -> HttpResponse:
    if verb == "preview":
        return redirect("trade:preview", quotation.ref)
    part = place if verb == "part" and place.isascii() and place.isdigit() else str(editor.part)
    query = f"?part={part}" if part != "1" else ""
    saved = "" if spot else "#saved"
    return redirect(f"{reverse('trade:edit', args=[quotation.ref])}{query}{'#' + spot if spot else saved}")


def overtaken(request: SignedIn, editor: Editor, problem: Overtaken) -> HttpResponse:
    """Somebody was faster: the person sees what differs, with all they typed still in place.

    Where both have written the same (a double click), there is nothing to ask.
    """
    now = Editor(editor.quotation, request.actor, request.POST, request.FILES)
    if not now.is_valid():
        return show(request, now, status=409, problem=problem.message)
    groups = now.differences()
    if not groups:
        return redirect("trade:edit", editor.quotation.ref)
    who = now.draft.user if now.draft else None
    return show(request, now, status=409, problem=problem.message, groups=groups, who=who)


@require_POST
@company_required
def sums(request: SignedIn, ref: str) -> HttpResponse:
    """What the typed lines come to, and which requirements they meet; nothing is saved."""
    quotation = find(request, ref)
    editor = Editor(quotation, request.actor, request.POST)
    editor.is_valid()
    return render(request, "trade/_quotation_sums.html", {"editor": editor, "is_fragment": True})


@require_safe
@company_required
def products_found(request: SignedIn) -> HttpResponse:
    """Own products by title or SKU, for a line of the editor."""
    place = number_in(request.GET, "place", 0)
    q = clean_line(request.GET.get(f"l{place}-find", ""))[:100]
    context = {"found": catalogue.found(request.actor, q), "q": q, "place": place}
    return render(request, "trade/_quotation_found.html", context)
