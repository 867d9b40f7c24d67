"""The comparison, at an address that can be shared, and the small basket that leads to it."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from catalog.buyer_forms import CompareForm
from catalog.compare import MOST, Comparison, basket_of, keep_basket, read, ticked
from catalog.seen import refs_of
from portal.core.http import Request
from portal.core.preferences import safe_next

MOST_ON_A_PAGE = 200


def address_of(refs: list[str], **more: str) -> str:
    """Where these products stand side by side."""
    pairs = [("p", ref) for ref in refs] + [(name, value) for name, value in more.items() if value]
    return f"{reverse('catalog:compare')}?{urlencode(pairs)}"


def compare(request: Request) -> HttpResponse:
    """Side by side; without products in the address those of the basket, under their own address."""
    asked = refs_of(request.GET.getlist("p"), MOST_ON_A_PAGE)
    if not asked and "p" not in request.GET and (basket := basket_of(request)):
        return redirect(address_of(basket))
    products, gone = read(asked[:MOST], request.actor)
    prefetch_related_objects([product.company for product in products], "texts")
    form = CompareForm(request.GET)
    comparison = Comparison(products, request.currency, form.asked, form.asked_unit)
    form.offer(comparison.units, comparison.unit, comparison.quantity)
    context: dict[str, Any] = {
        "comparison": comparison,
        "form": form,
        "gone": gone,
        "left_out": max(0, len(asked) - MOST),
        "most": MOST,
        "places": range(MOST - len(products)),
        "is_print": request.GET.get("view") == "print",
        "here": address_of(comparison.refs, quantity=request.GET.get("quantity", ""), unit=form.asked_unit),
        "print_url": address_of(
            comparison.refs, quantity=request.GET.get("quantity", ""), unit=form.asked_unit, view="print"
        ),
    }
    return render(request, "catalog/compare.html", context)


@require_POST
def basket(request: Request) -> HttpResponse:
    """What a page's ticks make of the basket. `only` makes it exactly the products sent, `clear` empties it."""
    chosen = refs_of(request.POST.getlist("p"), MOST_ON_A_PAGE)
    shown = refs_of(request.POST.getlist("shown"), MOST_ON_A_PAGE)
    start = [] if {"clear", "only"} & request.POST.keys() else basket_of(request)
    refs, too_many = ticked(start, shown, [] if "clear" in request.POST else chosen)
    keep_basket(request, refs)
    words = full_words(too_many)
    if request.htmx:
        return render(request, "catalog/_compare_bar.html", {"basket_problem": words})
    if words:
        messages.info(request, words)
    return redirect(address_of(refs) if "go" in request.POST else safe_next(request))


def full_words(too_many: int) -> str:
    if not too_many:
        return ""
    return ngettext(
        "Four products fit side by side, so one was not added. Take another away first.",
        "Four products fit side by side, so %(number)s were not added. Take others away first.",
        too_many,
    ) % {"number": too_many}
