"""The quiet way to hear nothing from a company any more, and its undoing."""

from typing import Any

from django import template

from companies.models import Company, CompanyBlock
from companies.permissions import can_block_company

register = template.Library()


@register.inclusion_tag("companies/_block.html", takes_context=True)
def company_block(context: Any, company: Company) -> dict[str, Any]:
    """Nothing for who may not block, and for one's own company."""
    request = context["request"]
    actor = request.actor
    may_block = can_block_company(actor) and not actor.acts_for(company.pk)
    is_blocked = may_block and CompanyBlock.objects.visible_to(actor).filter(blocked=company).exists()
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "company": company,
        "may_block": may_block,
        "is_blocked": is_blocked,
    }
