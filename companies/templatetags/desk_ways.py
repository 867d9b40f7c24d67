"""What pages of the desk have in common."""

from django import template

from companies.desk.ways import navigation_for
from portal.core.navigation import Navigation

register = template.Library()


@register.simple_tag(takes_context=True)
def desk_navigation(context: template.Context) -> Navigation:
    request = context["request"]
    return navigation_for(request.actor, request.path)
