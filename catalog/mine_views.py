"""The table of own products and what can be done to them from it."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from catalog.bulk import NAMES, Kind, row_of, run
from catalog.bulk_views import words_of
from catalog.changes import CatalogueChange
from catalog.list_forms import MineForm, RowForm
from catalog.models import Product
from catalog.permissions import can_edit_catalogue, can_edit_product
from catalog.printed.forms import usual_language
from catalog.printed.selection import Selection
from catalog.products import UNTOUCHED
from catalog.standing.words import say_how_it_stands, tabs_of
from companies.guards import company_required
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.permissions import require
from portal.core.preferences import safe_next
from portal.core.states import locked


@company_required
def mine(request: SignedIn) -> HttpResponse:
    form = MineForm(request.GET)
    filters = form.filters()
    chosen = Selection.of(request.GET)
    rows = Product.objects.of(request.actor).matching(**filters).for_cards().order_by(form.order(), "-pk")
    context = {
        "form": form,
        "filters": filters,
        "page": paginate(request, rows, size=50),
        "may_edit": may_edit(request),
        "import_url": import_url(),
        "tabs": tabs_of(Product.objects.of(request.actor), filters.get("state", "")),
        "state": filters.get("state", ""),
        "chosen": chosen,
        "query": urlencode(chosen.query()),
        "print_language": usual_language(),
        "acts": NAMES.items(),
        **changed_lately(request),
    }
    return render(request, "catalog/mine.html", context)


def changed_lately(request: SignedIn) -> dict[str, Any]:
    """What was just done to one or many, with the way back."""
    ref = request.GET.get("changed", "")[:16].replace("\0", "")
    change = CatalogueChange.objects.visible_to(request.actor).filter(ref=ref, undone_at=None).first() if ref else None
    return {"change": change, "change_words": words_of(change)} if change else {}


def import_url() -> str:
    try:
        return reverse("catalog:import")
    except NoReverseMatch:  # the import's pages are not installed
        return reverse("catalog:new")


def may_edit(request: SignedIn) -> bool:
    return can_edit_catalogue(request.actor, request.actor.company_id or 0)


def own_product(request: SignedIn, ref: str) -> Product:
    return get_object_or_404(Product.objects.of(request.actor).for_cards(), ref=ref)


@company_required
@require_POST
def terms(request: SignedIn, ref: str) -> HttpResponse:
    """Price and minimum order from the table; the row comes back, with what was typed when it is wrong."""
    product = own_product(request, ref)
    form = RowForm(request.POST)
    change = None
    if form.is_valid():
        change = keep_row(request, product, form)
        if not request.htmx:
            messages.success(request, _("Saved."))
            return redirect(safe_next(request))
        form = RowForm()
        product = own_product(request, ref)
    context = {"product": product, "row": form, "may_edit": True, "is_saved": not form.is_bound, "undo": change}
    if request.htmx:
        return render(request, "catalog/mine.html#row", context)
    return render(request, "catalog/mine_terms.html", context, status=422)


def keep_row(request: SignedIn, product: Product, form: RowForm) -> CatalogueChange:
    """Saved together with what it was before; the two see the same row, because the product's lock is held."""
    typed = form.cleaned_data
    with transaction.atomic(), locked(product):
        before = row_of(own_product(request, product.ref))
        stock = typed["stock"] if "stock" in form.data else UNTOUCHED
        product.reprice(request.actor, typed["amount"], typed["moq"], request.currency, stock)
        change = CatalogueChange.begin(request.actor, Kind.ROW)
        change.note({product.pk: before}, {product.pk: row_of(own_product(request, product.ref))})
    return change


def row_again(request: SignedIn, change: CatalogueChange) -> HttpResponse:
    """The row of a change that was undone."""
    step = change.steps.all()[0]
    product = get_object_or_404(Product.objects.of(request.actor).for_cards(), pk=step.rows[0][0])
    context = {"product": product, "row": RowForm(), "may_edit": True, "is_undone": True}
    return render(request, "catalog/mine.html#row", context)


@company_required
@require_POST
def publication(request: SignedIn, ref: str) -> HttpResponse:
    """Publish or pause one product."""
    product = own_product(request, ref)
    if request.POST.get("action") == "pause":
        product.pause(request.actor)
        messages.success(request, _("Paused: only your own people see it now."))
    else:
        product.publish(request.actor)
        say_how_it_stands(request, product, _("Published: buyers can find it now."))
    return redirect(safe_next(request))


@company_required
def deletion(request: SignedIn, ref: str) -> HttpResponse:
    """Asks first, then deletes."""
    product = own_product(request, ref)
    require(can_edit_product(request.actor, product), _("You may not change this company's products."))
    if request.method == "POST":
        title = product.title
        change = run(request.actor, Kind.DELETE, Product.objects.of(request.actor).filter(pk=product.pk))
        if not change.number:
            messages.info(request, _("“%(title)s” was deleted already.") % {"title": title})
            return redirect("catalog:mine")
        return redirect(f"{reverse('catalog:mine')}?changed={change.ref}")
    return render(request, "catalog/mine_delete.html", {"products": [product], "refs": [product.ref]})


@company_required
@require_POST
def duplication(request: SignedIn, ref: str) -> HttpResponse:
    twin = own_product(request, ref).duplicate(request.actor)
    messages.success(request, _("A copy, as a draft. Give it its own title and SKU."))
    return redirect("catalog:edit", ref=twin.ref)
