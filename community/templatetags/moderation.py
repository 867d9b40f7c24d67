"""What pages of a community say about its moderation."""

from datetime import timedelta
from typing import Any

from django import template
from django.db.models import Count
from django.utils import timezone

from community.models import Community, ContentReport, Measure, ModerationCase

register = template.Library()
A_YEAR = timedelta(days=365)


@register.inclusion_tag("community/moderation/_figures.html")
def moderation_figures(community: Community) -> dict[str, Any]:
    """How often moderators acted in 12 months, for everybody who reads the rules."""
    since = timezone.now() - A_YEAR
    acts = Measure.objects.filter(community=community, created_at__gt=since).order_by().values_list("act")
    counted = dict(acts.annotate(Count("pk")))
    reports = ContentReport.objects.filter(case__community=community, created_at__gt=since).count()
    back = ModerationCase.objects.filter(community=community, state="back", decided_at__gt=since).count()
    figures = {act: counted.get(act, 0) for act in Measure.Act.values}
    return {"figures": {**figures, "reports": reports, "back": back}}


@register.inclusion_tag("community/moderation/_suspended.html", takes_context=True)
def writing_suspended(context: template.Context, community: Community) -> dict[str, Any]:
    """For people of a company that may not write here for a time: until when, and the decision."""
    company_id = context["request"].actor.company_id
    rows = Measure.objects.running().filter(community=community, company_id=company_id or 0)
    return {"measure": rows.select_related("case").order_by("-until").first()}
