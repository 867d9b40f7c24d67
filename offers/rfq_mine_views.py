"""The buyer's own requests: the list, writing one, its check before it goes out, copies and drafts thrown away."""

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.forms import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies.guards import company_required
from offers.matching import Match, proposals
from offers.models import RFQ, RFQSupplier
from offers.models.rfq_limits import needs_review
from offers.permissions import can_manage_rfq, can_post_rfq
from offers.rfq_changes import preview
from offers.rfq_editor import RFQEditor, paper_title
from offers.rfq_line_forms import LineForm, kept_line, lines_in, raw_of_line
from offers.rfq_starts import copied
from offers.views import link
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused, WrongState, require
from portal.core.texts import clean_line
from portal.core.uploads import as_document

LINES = 50


def find_own(request: SignedIn, ref: str) -> RFQ:
    """One of the acting company's, for whoever may change it."""
    rfq: RFQ = get_object_or_404(RFQ.objects.of(request.actor).for_cards(), ref=ref)
    require(can_manage_rfq(request.actor, rfq), _("You may not change this request."))
    return rfq


@company_required
def rfq_mine(request: SignedIn) -> HttpResponse:
    """The acting company's requests by state, with how many quotations and open questions each has."""
    own = RFQ.objects.of(request.actor)
    state = request.GET.get("state", "")
    state = state if state in RFQ.State.values else ""
    q = clean_line(request.GET.get("q", ""))[:100]
    counts = dict(own.order_by().values_list("state").annotate(Count("pk")))
    tabs = [(_("All"), link(request, state=""), not state, sum(counts.values()))]
    for key, label in RFQ.State.choices:
        if key in counts or key == state:
            tabs.append((str(label), link(request, state=key), key == state, counts.get(key, 0)))
    rows = own.filter(state=state) if state else own
    rows = (
        (rows.matching(q) if q else rows)
        .for_cards()
        .annotate(
            bids=Count("suppliers", filter=Q(suppliers__has_quotation=True), distinct=True),
            open_questions=Count("questions", filter=Q(questions__answered_at=None), distinct=True),
        )
    )
    context = {
        "tabs": tabs,
        "page": paginate(request, rows.order_by("-updated_at", "-pk")),
        "q": q,
        "state": state,
        "may_post": can_post_rfq(request.actor),
    }
    return render(request, "offers/rfq_mine.html", context)


@company_required
def rfq_new(request: SignedIn) -> HttpResponse:
    """A new request, begun from what the address names, kept as a draft or led on to the check."""
    require(can_post_rfq(request.actor), _("Your role may not ask for quotations."))
    editor = RFQEditor(request)
    return answer(request, editor) or shown(request, editor)


@company_required
def rfq_edit(request: SignedIn, ref: str) -> HttpResponse:
    """Change a draft, or an open request, of which suppliers then hear."""
    rfq = find_own(request, ref)
    if rfq.state == RFQ.State.IN_REVIEW:
        messages.info(request, _("Our staff are looking at it. Take it back first to change it."))
        return redirect(rfq)
    if not rfq.is_draft and not rfq.is_open:
        messages.error(request, _("This request has ended and cannot be changed. You can make a copy of it."))
        return redirect(rfq)
    editor = RFQEditor(request, rfq)
    if editor.is_amending:
        return amend(request, editor)
    return answer(request, editor) or shown(request, editor)


def answer(request: SignedIn, editor: RFQEditor) -> HttpResponse | None:
    """Where to go when the draft was kept; None shows the page again with all that was typed."""
    if editor.is_too_long_for_cards:
        editor.bind()
    if not editor.is_saving:
        return None
    rfq = add_pasted(editor) if editor.in_table and editor.pasted else editor.save()
    if rfq is None:
        return None
    if editor.pasted and editor.pasted.problems:
        editor.in_table, editor.lines = True, []
        return shown(request, editor)
    if editor.act == "publish":
        return redirect("rfqs:publication", rfq.ref)
    messages.success(request, _("The draft is kept."))
    return redirect("rfqs:edit", rfq.ref)


def add_pasted(editor: RFQEditor) -> RFQ | None:
    """Lines pasted to a request whose others stand in a table."""
    lines = [line.fields_of_line() for line in editor.lines if line.has_data] if editor.is_valid() else []
    if editor.problems or editor.rfq is None:
        return None
    old = [kept_line(line) for line in editor.rfq.lines.filter(is_dropped=False).select_related("product")]
    editor.rfq.revise(editor.actor, [*old, *lines], **editor.form.fields_of_rfq())
    return editor.rfq


def shown(request: SignedIn, editor: RFQEditor, **more: Any) -> HttpResponse:
    rfq = editor.rfq
    context = {
        "editor": editor,
        "form": editor.form,
        "rfq": rfq,
        "gaps": rfq.gaps() if rfq and rfq.is_draft else [],
        "page": paginate(request, rfq.lines.filter(is_dropped=False), LINES) if rfq and editor.in_table else None,
        "needs_review": needs_review(request.actor.company),
        "crumbs": [(_("Your requests"), reverse("rfqs:mine")), (rfq.title if rfq else _("New request"), "")],
        **more,
    }
    return render(request, "offers/rfq_form.html", context)


def amend(request: SignedIn, editor: RFQEditor) -> HttpResponse:
    """The change is shown in words, with whom it concerns, before it is made."""
    rfq = editor.rfq
    assert rfq is not None
    note = clean_line(request.POST.get("note", ""))[:1000]
    bidders = rfq.suppliers.filter(has_quotation=True).count()
    more: dict[str, Any] = {"note": note, "bidders": bidders}
    if editor.is_saving and editor.is_valid():
        lines, values = editor.amendment()
        try:
            if editor.act == "send":
                is_material = rfq.amend(request.actor, note, lines, **values)
                messages.success(request, told_words(is_material, bidders))
                return redirect(rfq)
            more["is_material"], more["changes"] = preview(rfq, request.actor, lines, values)
            more["is_previewed"] = True
        except WrongState:
            raise
        except Refused as problem:
            editor.problems.append(("id_title", str(problem.message)))
    return shown(request, editor, **more)


def told_words(is_material: bool, bidders: int) -> str:
    if is_material and bidders:
        return _("The request is changed. Those who have quoted are asked to confirm their quotations.")
    return _("The request is changed.")


@company_required
def line_edit(request: SignedIn, ref: str, pk: int) -> HttpResponse:
    """One line of a long request by itself; saving changes the draft, removing takes it out."""
    rfq = find_own(request, ref)
    lines = list(rfq.lines.filter(is_dropped=False).select_related("product"))
    line = next((one for one in lines if one.pk == pk), None)
    if line is None or not rfq.is_draft:
        messages.info(request, _("This line is not there any more."))
        return redirect("rfqs:edit", rfq.ref)
    do = request.POST.get("do", "save").partition(":")
    raw = (lines_in(request.POST) or [{}])[0] if request.method == "POST" else raw_of_line(line)
    if do[0] in {"add_row", "remove_row"}:
        rows = raw.get("requirements") or []
        place = do[2].rpartition(":")[2]
        kept = [row for number, row in enumerate(rows) if do[0] == "add_row" or str(number) != place]
        raw["requirements"] = [*kept, {}] if do[0] == "add_row" else kept
    is_saving = request.method == "POST" and do[0] in {"save", "remove_line"}
    form = LineForm(raw, 0, request.actor, bound=is_saving and do[0] == "save")
    if is_saving and not (do[0] == "save" and (form.is_wrong or not form.has_data)):
        changed = [{**form.fields_of_line(), "pk": pk}] if do[0] == "save" else []
        rows = [row for one in lines for row in (changed if one.pk == pk else [kept_line(one)])]
        rfq.revise(request.actor, rows)
        messages.success(request, _("Saved."))
        return redirect("rfqs:edit", rfq.ref)
    return render(request, "offers/rfq_line_form.html", {"rfq": rfq, "line": form, "problems": form.problems()})


@company_required
def publication(request: SignedIn, ref: str) -> HttpResponse:
    """The request as suppliers will see it, what is missing, and whom we propose; POST sends it out."""
    rfq = find_own(request, ref)
    if not rfq.is_draft:
        return redirect(rfq)
    found = proposals(rfq)
    if request.method == "POST":
        problem = publish(request, rfq, found)
        if not problem:
            return redirect(rfq)
        messages.error(request, problem)
    chosen = set(rfq.suppliers.filter(is_matched=True).values_list("company_id", flat=True))
    for match in found:
        match.is_ticked = not chosen or match.company.pk in chosen  # type: ignore[attr-defined]  # for the page
    context = {
        "rfq": rfq,
        "gaps": rfq.gaps(),
        "matches": found,
        "invited": [row.company for row in rfq.suppliers.filter(is_invited=True).select_related("company")],
        "is_by_name": rfq.audience == RFQ.Audience.INVITED,
        "page": paginate(request, rfq.lines.filter(is_dropped=False).select_related("product"), LINES),
        "documents": rfq.documents.all(),
        "needs_review": needs_review(rfq.company),
        "crumbs": [
            (_("Your requests"), reverse("rfqs:mine")),
            (rfq.title, reverse("rfqs:edit", args=[rfq.ref])),
            (_("Check"), ""),
        ],
    }
    return render(request, "offers/rfq_check.html", context)


def publish(request: SignedIn, rfq: RFQ, found: list[Match]) -> str:
    """Keep whom the buyer left ticked, and send the request out; a sentence where that cannot be."""
    ticked = set(request.POST.getlist("supplier"))
    chosen = [match for match in found if match.company.slug in ticked]
    try:
        if rfq.audience == RFQ.Audience.INVITED:
            invited = [row.company for row in rfq.suppliers.filter(is_invited=True).select_related("company")]
            RFQSupplier.invite(rfq, [*invited, *(match.company for match in chosen)], request.actor)
        else:
            RFQSupplier.match(rfq, [match.row for match in chosen], request.actor)
        rfq.submit(request.actor)
    except WrongState:
        raise
    except Refused as problem:
        return str(problem.message)
    is_open = rfq.is_open
    messages.success(request, _("Your request is on the board.") if is_open else _("Our staff look at it next."))
    return ""


@require_POST
@company_required
def duplicate(request: SignedIn, ref: str) -> HttpResponse:
    """A new draft that says the same; papers and suppliers are not copied."""
    rfq = get_object_or_404(RFQ.objects.of(request.actor).for_cards(), ref=ref)
    values, lines = copied(rfq)
    copy = RFQ.draft(request.actor, uuid.uuid4(), lines, language=rfq.language, **values)
    messages.success(request, _("This is a copy. Say until when suppliers may quote, and check the rest."))
    return redirect("rfqs:edit", copy.ref)


@require_POST
@company_required
def discard(request: SignedIn, ref: str) -> HttpResponse:
    rfq = find_own(request, ref)
    rfq.discard(request.actor)
    messages.success(request, _("The draft is deleted."))
    return redirect("rfqs:mine")


@require_POST
@company_required
def documents(request: SignedIn, ref: str) -> HttpResponse:
    """Papers added to an open request: a change of it, which those who have quoted confirm."""
    rfq = find_own(request, ref)
    try:
        papers = [(paper_title(file.name or ""), as_document(file)) for file in request.FILES.getlist("documents")]
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return redirect(rfq)
    note = clean_line(request.POST.get("note", ""))[:1000] or _("Documents added")
    if papers:
        rfq.amend(request.actor, note, documents=papers)
        messages.success(request, _("The documents are with the request now."))
    return redirect(rfq)
