"""What pages of the programme's site say of other languages, and what only editors see on them."""

from typing import Any

from django import template
from django.utils.safestring import SafeString
from wagtail.admin.userbar import Userbar
from wagtail.models import Page

from cms.languages.fallback import Further, further

register = template.Library()


@register.inclusion_tag("cms/languages/_further.html", takes_context=True)
def further_articles(context: template.Context) -> dict[str, Any]:
    """Below a list: how many more of it there are in another language only. `page` is the list's own page."""
    request, page = context["request"], context.get("page")
    found: Further | None = further(page, request) if isinstance(page, Page) else None
    return {"request": request, "further": found}


@register.simple_tag(takes_context=True)
def editors_bar(context: template.Context) -> SafeString:
    """Wagtail's bar with “Edit this page” and the accessibility checker: on the site's own pages, for its editors.

    Whoever is not signed in costs nothing and gets the same bytes as everybody else.
    """
    request, page = context.get("request"), context.get("page")
    user = getattr(request, "user", None)
    if not isinstance(page, Page) or user is None or not user.is_authenticated:
        return SafeString("")
    if not user.has_perm("wagtailadmin.access_admin"):
        return SafeString("")
    return SafeString(Userbar(object=page).render_html(context))
