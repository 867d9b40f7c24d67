"""HS codes with what they are about, wherever one stands beside goods."""

from typing import Any

from django import template

from catalog.hs_headings import short_name

register = template.Library()


@register.inclusion_tag("catalog/_hs_code.html")
def hs_code(code: str) -> dict[str, Any]:
    """The code, and the short name of its heading as a link into the finder."""
    heading = code[:4]
    return {"code": code, "heading": heading, "name": short_name(heading) if len(heading) == 4 else ""}
