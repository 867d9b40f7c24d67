"""What a buyer has at hand on pages with products: the comparison's ticks and bar, and saving to a shortlist."""

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from catalog.compare import MOST, basket_of
from catalog.models import Product

register = template.Library()
CHECKED = mark_safe("checked")  # a constant


@register.simple_tag(takes_context=True)
def tick_state(context: template.Context, ref: str) -> SafeString:
    """`checked` for a product that is in the reader's comparison."""
    request = context.get("request")
    if request is None:
        return SafeString("")
    if "basket_refs" not in context.render_context:
        context.render_context["basket_refs"] = frozenset(basket_of(request))
    return CHECKED if ref in context.render_context["basket_refs"] else SafeString("")


@register.simple_tag(takes_context=True)
def picked(context: template.Context) -> list[Product]:
    """The products of the comparison, with what the bar shows of them; no query while there are none.

    A page that read them with its own products hands them over as `compared`.
    """
    if "compared" in context:
        return list(context["compared"])
    request = context["request"]
    refs = basket_of(request)
    if not refs:
        return []
    rows: Any = Product.objects.visible_to(request.actor).filter(ref__in=refs).prefetch_related("texts", "pictures")
    return sorted(rows, key=lambda product: refs.index(product.ref))


@register.simple_tag
def most_compared() -> int:
    return MOST
