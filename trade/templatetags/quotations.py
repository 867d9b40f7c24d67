"""Quotations on pages of the apps below."""

from typing import Any

from django import template

from trade.decisions import awarded_to
from trade.models import Quotation

register = template.Library()


@register.inclusion_tag("trade/_quotations_on.html", takes_context=True)
def quotations_on(context: template.Context, inquiry: Any) -> dict[str, Any]:
    """Those on this inquiry that the reader may see."""
    actor = context["request"].actor
    rows = list(Quotation.objects.visible_to(actor).filter(inquiry=inquiry).order_by("-pk")[:5])
    return {"rows": [(row, row.pill_for(actor)) for row in rows]}


@register.inclusion_tag("trade/_awarded.html")
def awarded_lines(quotation: Quotation) -> dict[str, Any]:
    """What this quotation got of its request; nothing while it is not decided."""
    is_decided = quotation.rfq_id is not None and quotation.state == Quotation.State.ACCEPTED
    return {"awarded": awarded_to(quotation) if is_decided else []}
