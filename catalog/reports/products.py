"""How products are reported: staff take them down as they reject any listing."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.products import Product
from catalog.reports.subjects import Reportable, Verdict, register_reportable
from catalog.standing.reviews import ListingReview
from catalog.standing.seen import mark_of
from portal.core.actor import Actor


def take_down(product: Product, by: Actor, said: Verdict) -> str:
    """The reason as near as reviews have it; gives the review, whose appeal is that of any rejected listing."""
    known = ListingReview.Reason
    reason = said.reason if said.reason in known.values else known.OTHER
    product.reject(by, reason, said.words, said.mark, was=product.state)
    return ListingReview.objects.filter(product=product).order_by("-pk").values_list("ref", flat=True)[0]


register_reportable(
    "product",
    Reportable(
        noun=_("product"),
        call=_("Report this product"),
        is_up=lambda product: product.is_published,
        mark=mark_of,
        take_down=take_down,
        put_right=lambda product: reverse("catalog:edit", args=[product.ref]),
        power=lambda product: "edit_catalogue",
    ),
)
