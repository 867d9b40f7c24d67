"""A product as a card in a conversation."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models import Product
from portal.core.actor import Actor
from portal.core.cards import CardKind, Standing, register_card


def standing(product: Product, actor: Actor) -> Standing:
    """Price, minimum, lead time and delivery stand beside it as on its page; here only whether it can be had."""
    if product.is_published:
        return Standing()
    return Standing(label=product.get_state_display())


def choices(actor: Actor, q: str) -> Any:
    """The company's own published ones, the newest first."""
    rows = Product.objects.of(actor).filter(state=Product.State.PUBLISHED, deleted_at=None)
    if q:
        rows = rows.filter(Q(sku__icontains=q) | Q(texts__title__icontains=q)).distinct()
    return rows.prefetch_related("texts").order_by("-pk")


register_card(CardKind("product", _("Product"), "catalog:product", "slug", standing, choices))
