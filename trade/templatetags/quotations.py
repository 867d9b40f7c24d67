"""Quotations on pages of the apps below."""

from typing import Any

from django import template

from trade.decisions import awarded_to
from trade.models import Quotation, Split

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


@register.inclusion_tag("trade/pooled/_joint.html")
def joint_offer(quotation: Quotation) -> dict[str, Any]:
    """Who offers together with the supplier, and how much of it; nothing for one that offers alone."""
    return {"pool": getattr(quotation, "capacity_pool", None)}


@register.inclusion_tag("trade/rounds/_shares_of.html")
def round_shares(quotation: Quotation) -> dict[str, Any]:
    """The members' agreed shares of a joint purchase, for the supplier who delivers them and the company that asked."""
    is_decided = quotation.state == Quotation.State.ACCEPTED
    final = (Split.State.AGREED, Split.State.RECEIVED)
    rows = Split.objects.filter(quotation=quotation, state__in=final).select_related("company", "pledge")
    return {"shares": list(rows) if is_decided else []}
