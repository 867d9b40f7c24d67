"""Acts on the ticked products, or on all that fit the filters: asked, done, told, undone."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from moneyed import Money

from catalog.bulk import MOST, NAMES, Kind, amount_changed, run
from catalog.bulk_forms import FORMS
from catalog.changes import CatalogueChange
from catalog.deleted import deleted_of
from catalog.models import Product, SkuTaken
from catalog.permissions import can_edit_catalogue
from catalog.printed.selection import Selection
from companies.guards import company_required
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.permissions import require
from portal.core.preferences import safe_next

# What can be made of the ticked ones: each has a page of its own, which says what was chosen.
PAGES = {"print": "catalog:printed_list", "share": "catalog:shared_list", "export": "catalog:export"}
SHOWN = 50  # before and after, on the page that asks


def chosen_in(request: SignedIn) -> Selection | None:
    """The ticked ones, or all that fit the filters when that is said; None when neither."""
    chosen = Selection.of(request.POST)
    if request.POST.get("all"):
        return replace(chosen, refs=())
    return chosen if chosen.refs else None


@company_required
@require_POST
def bulk(request: SignedIn) -> HttpResponse:
    """What needs a word first asks on a page of its own; the rest is done at once, and can be undone."""
    action, chosen = request.POST.get("action", ""), chosen_in(request)
    if action in PAGES and chosen:
        return redirect(f"{reverse(PAGES[action])}?{urlencode(chosen.query())}")
    require(
        can_edit_catalogue(request.actor, request.actor.company_id or 0),
        _("You may not change this company's products."),
    )
    rows = chosen.own(request.actor.company) if chosen and request.actor.company else Product.objects.none()
    count = rows.count()
    if action not in NAMES or not count or chosen is None:
        messages.info(request, _("Tick the products first, then choose what to do with them."))
        return back(chosen)
    if action not in FORMS:
        return done(request, action, rows, None, chosen)
    form = FORMS[action](request.POST if request.POST.get("asked") else None)
    if form.is_bound and form.is_valid() and request.POST.get("confirmed"):
        return done(request, action, rows, form.value(), chosen)
    return ask(request, action, form, rows, count, chosen)


def done(request: SignedIn, action: str, rows: Any, value: Any, chosen: Selection) -> HttpResponse:
    change = run(request.actor, action, rows, value)
    return back(chosen, change)


def back(chosen: Selection | None, change: CatalogueChange | None = None) -> HttpResponse:
    """To the table under its filters, with what was done and the way back on top."""
    query = [pair for pair in (chosen.query() if chosen else []) if pair[0] != "ref"]
    query += [("changed", change.ref)] if change else []
    return redirect(f"{reverse('catalog:mine')}?{urlencode(query)}" if query else "catalog:mine")


def ask(request: SignedIn, action: str, form: Any, rows: Any, count: int, chosen: Selection) -> HttpResponse:
    valid = form.is_bound and form.is_valid()
    shown = list(rows.for_cards().order_by("sku", "pk")[:SHOWN])
    context = {
        "action": action,
        "name": NAMES[action],
        "form": form,
        "count": count,
        "most": MOST if count > MOST else None,
        "products": shown,
        "more": count - len(shown),
        "prices": price_rows(shown, form.value()) if valid and action == Kind.PRICE else None,
        "needs_preview": action == Kind.PRICE and not valid,
        "fields": hidden_fields(request, chosen),
        "back": back(chosen)["Location"],
    }
    return render(request, "catalog/bulk_ask.html", context, status=422 if form.is_bound and not valid else 200)


def hidden_fields(request: SignedIn, chosen: Selection) -> list[tuple[str, str]]:
    return [*chosen.query(), *([("all", "1")] if request.POST.get("all") else [])]


def price_rows(products: list[Product], percent: Any) -> list[dict[str, Any]]:
    """Each price before and after."""
    prefetch_related_objects(products, "price_tiers")
    return [
        {
            "product": product,
            "tier": tier,
            "before": tier.unit_price,
            "after": Money(amount_changed(tier.amount, tier.currency, percent), tier.currency),
        }
        for product in products
        for tier in product.tiers
    ]


@company_required
@require_POST
def undoing(request: SignedIn, ref: str) -> HttpResponse:
    """Put back what a change did; of a change of one row the row comes back."""
    change = get_object_or_404(CatalogueChange.objects.visible_to(request.actor), ref=ref)
    count, left = change.undo(request.actor)
    if request.htmx and change.kind == Kind.ROW:
        from catalog.mine_views import row_again

        return row_again(request, change)
    words = ngettext("Undone for %(count)s product.", "Undone for %(count)s products.", count) % {"count": count}
    if left:
        words += " " + ngettext(
            "%(left)s was changed again meanwhile, or its SKU is in use; it stays as it is.",
            "%(left)s were changed again meanwhile, or their SKUs are in use; they stay as they are.",
            left,
        ) % {"left": left}
    messages.success(request, words)
    return redirect(safe_next(request) if request.POST.get("next") else "catalog:mine")


def words_of(change: CatalogueChange) -> str:
    """For the notice above the table."""
    held = held_by(change)
    number = change.number - held
    sentences = {
        Kind.PUBLISH: ngettext("%(number)s product published.", "%(number)s products published.", number),
        Kind.PAUSE: ngettext("%(number)s product paused.", "%(number)s products paused.", number),
        Kind.RENEW: ngettext("%(number)s product renewed.", "%(number)s products renewed.", number),
        Kind.DELETE: ngettext("%(number)s product deleted.", "%(number)s products deleted.", number),
    }
    other = ngettext("%(number)s product changed.", "%(number)s products changed.", number)
    words = sentences.get(Kind(change.kind), other) % {"number": number} if number or not held else ""
    if held:
        waits = ngettext("%(n)s waits for our check first.", "%(n)s wait for our check first.", held)
        words = f"{words} {waits % {'n': held}}".strip()
    return words


def held_by(change: CatalogueChange) -> int:
    """How many of what was published staff have to look at first."""
    if change.kind not in {Kind.PUBLISH, Kind.RENEW}:
        return 0
    rows = (row for step in change.steps.all() for row in step.rows)
    return sum(after[0] == Product.State.IN_REVIEW for _pk, _before, after in rows)


@company_required
def deleted(request: SignedIn) -> HttpResponse:
    """What was deleted in the last thirty days."""
    rows = deleted_of(request.actor).matching(q=request.GET.get("q", "")[:100].replace("\0", ""))
    context = {
        "page": paginate(request, rows, size=50),
        "q": request.GET.get("q", "")[:100],
        "may_edit": can_edit_catalogue(request.actor, request.actor.company_id or 0),
    }
    return render(request, "catalog/mine_deleted.html", context)


@company_required
@require_POST
def restoration(request: SignedIn, ref: str) -> HttpResponse:
    product = get_object_or_404(deleted_of(request.actor), ref=ref)
    try:
        product.restore(request.actor)
    except SkuTaken:
        words = _("“%(title)s” stays deleted: another product has the SKU “%(sku)s” by now. Give that one another SKU.")
        messages.error(request, words % {"title": product.title, "sku": product.sku})
    else:
        messages.success(request, _("“%(title)s” is back.") % {"title": product.title})
    return redirect("catalog:deleted")
