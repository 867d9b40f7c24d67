"""What a community's membership card says of results."""

from typing import Any

from django import template

from community.models import FiguresConsent
from community.results.models import may_consent

register = template.Library()


@register.inclusion_tag("community/results/_consent.html", takes_context=True)
def figures_consent(context: template.Context, community: Any) -> dict[str, Any]:
    """The form by which an owner or manager of a member says whether it may be named."""
    request = context["request"]
    allowed = may_consent(request.actor, community)
    has = allowed and FiguresConsent.holds(community, request.actor.company_id)
    return {
        "community": community,
        "may_consent": allowed,
        "has_consented": has,
        "csrf_token": context.get("csrf_token"),
    }
