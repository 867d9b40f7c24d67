"""What pages of products and offers say about reports."""

from typing import Any

from django import template

from catalog.reports.models import ReportCase
from catalog.reports.subjects import REPORTABLE
from portal.core.actor import Actor

register = template.Library()


@register.inclusion_tag("catalog/reports/_foot.html")
def report_foot(kind: str, key: str, is_own: bool = False) -> dict[str, Any]:
    """The quiet link by which others report it; nothing on a page of one's own."""
    return {"about": "" if is_own else f"{kind}:{key}", "call": REPORTABLE[kind].call}


@register.inclusion_tag("catalog/reports/_decided.html")
def report_decided(actor: Actor, kind: str, key: str) -> dict[str, Any]:
    """For its own people: the decision that still asks something of them."""
    rows = ReportCase.objects.received_by(actor).filter(kind=kind, key=key).exclude(outcome="granted")
    return {"case": rows.filter(state__in=[ReportCase.State.CHANGE_ASKED, ReportCase.State.TAKEN_DOWN]).first()}
