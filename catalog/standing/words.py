"""What people read about how their listings stand."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.product_rows import EXPIRING
from catalog.products import Product
from catalog.standing.line import wait_of_product

if TYPE_CHECKING:
    from catalog.product_rows import ProductQuerySet

TONES = {"published": "agreed", "in_review": "theirs", "rejected": "danger", "expired": "yours"}


def say_how_it_stands(request: HttpRequest, product: Product, words: Any) -> None:
    """`words` when it is on the market, else why it waits: publishing is asking, for some."""
    if product.state == Product.State.IN_REVIEW:
        reasons = " ".join(product.reasons_for_review)
        wait = wait_of_product(product)
        saved = _("Saved. Buyers see it when our staff have looked at it. %(why)s %(wait)s")
        messages.warning(request, saved % {"why": reasons, "wait": wait.words if wait else ""})
    else:
        messages.success(request, str(words))


def tabs_of(rows: "ProductQuerySet", state: str) -> list[tuple[Any, str, bool, int]]:
    """One tab for each state that occurs, with how many; and one for those that end soon."""
    counts = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    url = reverse("catalog:mine")
    tabs: list[tuple[Any, str, bool, int]] = [(_("All"), url, not state, sum(counts.values()))]
    tabs += [
        (label, f"{url}?state={value}", value == state, counts.get(value, 0))
        for value, label in Product.State.choices
        if counts.get(value) or value == state
    ]
    if counts.get(Product.State.PUBLISHED):
        ending = rows.expiring().count()
        if ending or state == EXPIRING:
            tabs.append((_("Expires soon"), f"{url}?state={EXPIRING}", state == EXPIRING, ending))
    return tabs
