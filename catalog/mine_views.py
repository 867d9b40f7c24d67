"""The table of own products and what can be done to them from it."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from catalog.forms import MineForm, RowForm
from catalog.models import Product
from catalog.permissions import can_edit_catalogue, can_edit_product
from catalog.printed.forms import usual_language
from catalog.printed.selection import Selection
from catalog.seen import refs_of
from catalog.standing.words import say_how_it_stands, tabs_of
from companies.guards import company_required
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused, require
from portal.core.preferences import safe_next

AT_A_TIME = 200
# What can be made of the ticked ones: each has a page of its own, which says what was chosen.
PAGES = {"print": "catalog:printed_list", "share": "catalog:shared_list", "export": "catalog:export"}
VERBS: dict[str, Any] = {
    "publish": Product.publish,
    "pause": Product.pause,
    "renew": Product.renew,
    "delete": Product.remove,
}


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
    }
    return render(request, "catalog/mine.html", context)


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
    if form.is_valid():
        product.reprice(request.actor, form.cleaned_data["amount"], form.cleaned_data["moq"], request.currency)
        if not request.htmx:
            messages.success(request, _("Saved."))
            return redirect(safe_next(request))
        form = RowForm()
        product = own_product(request, ref)
    context = {"product": product, "row": form, "may_edit": True, "is_saved": not form.is_bound}
    if request.htmx:
        return render(request, "catalog/mine.html#row", context)
    return render(request, "catalog/mine_terms.html", context, status=422)


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
        product.remove(request.actor)
        messages.success(request, _("“%(title)s” is deleted.") % {"title": title})
        return redirect("catalog:mine")
    return render(request, "catalog/mine_delete.html", {"products": [product], "refs": [product.ref]})


@company_required
@require_POST
def duplication(request: SignedIn, ref: str) -> HttpResponse:
    twin = own_product(request, ref).duplicate(request.actor)
    messages.success(request, _("A copy, as a draft. Give it its own title and SKU."))
    return redirect("catalog:edit", ref=twin.ref)


@company_required
@require_POST
def bulk(request: SignedIn) -> HttpResponse:
    """Publish, pause, renew or delete what was ticked; deleting asks once for all of them."""
    action = request.POST.get("action", "")
    refs = refs_of(request.POST.getlist("ref"), AT_A_TIME)
    if action in PAGES and refs:
        return redirect(f"{reverse(PAGES[action])}?{urlencode([('ref', ref) for ref in refs])}")
    require(may_edit(request), _("You may not change this company's products."))
    products = list(Product.objects.of(request.actor).filter(ref__in=refs).prefetch_related("texts").order_by("pk"))
    if action not in VERBS or not products:
        messages.info(request, _("Tick the products first, then choose what to do with them."))
    elif action == "delete" and not request.POST.get("confirmed"):
        return render(
            request, "catalog/mine_delete.html", {"products": products, "refs": [one.ref for one in products]}
        )
    else:
        changed = [product for product in products if done(VERBS[action], product, request)]
        tell(request, action, changed)
    return redirect("catalog:mine")


def done(verb: Any, product: Product, request: SignedIn) -> bool:
    """False when the product is in that state already, or gone: nothing was to be done."""
    try:
        verb(product, request.actor)
    except (Refused, Product.DoesNotExist):
        return False
    return True


def tell(request: SignedIn, action: str, changed: list[Product]) -> None:
    held = sum(product.state == Product.State.IN_REVIEW for product in changed)
    number = len(changed) - held
    sentences = {
        "publish": ngettext("%(number)s product published.", "%(number)s products published.", number),
        "pause": ngettext("%(number)s product paused.", "%(number)s products paused.", number),
        "renew": ngettext("%(number)s product renewed.", "%(number)s products renewed.", number),
        "delete": ngettext("%(number)s product deleted.", "%(number)s products deleted.", number),
    }
    if number or not held:
        messages.success(request, sentences[action] % {"number": number})
    if held:
        words = ngettext("%(n)s waits for our check first.", "%(n)s wait for our check first.", held)
        messages.warning(request, words % {"n": held})
