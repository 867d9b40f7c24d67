"""A steward writes a joint purchase, looks at it, and opens it."""

from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalog.models import Product
from community.house import find_open_house
from companies.guards import company_required
from portal.core.http import SignedIn
from portal.core.permissions import Refused, WrongState, require
from portal.core.texts import clean_line
from portal.core.uploads import DocumentField
from trade.rounds.act_views import find_mine
from trade.rounds.forms import RoundForm, find_product, initial_of, usual_initial
from trade.rounds.models import PurchaseRound
from trade.rounds.parts import check_papers
from trade.rounds.permissions import can_open_round

FOUND = 12  # products to choose from


@company_required
def round_new(request: SignedIn, slug: str) -> HttpResponse:
    """Begins with a product where the address names one (`?product=`)."""
    community = find_open_house(request, slug)
    require(can_open_round(request.actor, community), _("Only a steward may open a joint purchase."))
    words = clean_line(request.GET.get("product", ""))[:300]
    product = find_product(words, request.actor) if words else None
    initial = usual_initial(request.actor, request.currency, product)
    form = RoundForm(request.POST or None, actor=request.actor, initial=initial)
    papers, problems = papers_in(request, 0)
    if request.method == "POST" and form.is_valid() and not problems:
        fields = form.fields_of_round()
        token = form.cleaned_data["form_token"]
        purchase = PurchaseRound.draft(request.actor, community, form.pairs, form_token=token, **fields)
        return kept(request, purchase, papers)
    return shown(request, {"form": form, "community": community, "paper_problems": problems})


@company_required
def round_edit(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    purchase = find_mine(request, slug, ref)
    if not purchase.is_draft:
        raise WrongState(_("It is open already: its terms do not change any more."))
    form = RoundForm(request.POST or None, actor=request.actor, initial=initial_of(purchase))
    papers, problems = papers_in(request, purchase.documents.count())
    if request.method == "POST" and form.is_valid() and not problems:
        purchase.revise(request.actor, form.pairs, **form.fields_of_round())
        return kept(request, purchase, papers)
    context = {"form": form, "community": purchase.community, "purchase": purchase, "paper_problems": problems}
    return shown(request, context)


def kept(request: SignedIn, purchase: PurchaseRound, papers: list[tuple[str, Any]]) -> HttpResponse:
    """The draft is saved: its papers, then the page that shows it as members will see it."""
    if papers:
        purchase.attach(request.actor, papers)
    if gone := clean_line(request.POST.get("remove_document", ""))[:16]:
        purchase.detach(request.actor, gone)
        return redirect("rounds:edit", purchase.community.slug, purchase.ref)
    messages.success(request, _("The draft is kept. Look at it as members will see it, and open it."))
    return redirect(purchase)


def shown(request: SignedIn, context: dict[str, Any]) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    lost = [PurePath(str(file.name)).name for file in request.FILES.getlist("documents")]
    return render(request, "trade/rounds/round_form.html", {**context, "lost_files": lost}, status=status)


def papers_in(request: SignedIn, there: int) -> tuple[list[tuple[str, Any]], list[str]]:
    """The files that were sent beside those there are, looked through; and what is wrong with them, in sentences."""
    found, problems = [], []
    files = request.FILES.getlist("documents")
    try:
        check_papers(there + len(files))
    except Refused as problem:
        return [], [str(problem.message)]
    for file in files:
        try:
            found.append((clean_line(str(file.name))[-160:] or _("Document"), DocumentField().clean(file)))
        except ValidationError as problem:
            problems += problem.messages
    return found, problems


@require_safe
@company_required
def products_found(request: SignedIn, slug: str) -> HttpResponse:
    """What the words in the product field may mean, as choices of its list."""
    community = find_open_house(request, slug)
    require(can_open_round(request.actor, community))
    q = clean_line(request.GET.get("product", ""))[:100]
    rows = Product.objects.visible_to(request.actor).published().matching(q=q).for_cards()[:FOUND] if q else []
    return render(request, "trade/rounds/_products_found.html", {"products": rows})


@require_POST
@company_required
def publication(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    purchase = find_mine(request, slug, ref)
    try:
        purchase.publish(request.actor)
    except WrongState:
        raise
    except Refused as problem:
        messages.error(request, str(problem.message))
        return redirect("rounds:edit", slug, ref)
    messages.success(request, _("It is open. The members are told."))
    return redirect(purchase)


@require_POST
@company_required
def discard(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    purchase = find_mine(request, slug, ref)
    purchase.discard(request.actor)
    messages.success(request, _("The draft is deleted."))
    return redirect("rounds:list", slug)
