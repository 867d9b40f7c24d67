"""The fields of a list's filters: on a phone behind one button, with what is set as chips that take it away."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from portal.core.filters import Chosen, set_in

register = template.Library()


@register.simple_block_tag(takes_context=True)
def filters(context: template.Context, content: str) -> SafeString:
    """`{% filters %} fields {% endfilters %}` inside a form that is a `.toolbar`, behind its words and its button."""
    chosen = [(one, without(context, one)) for one in set_in(content)]
    return render_to_string("components/filters.html", {"fields": mark_safe(content), "chosen": chosen})


def without(context: template.Context, one: Chosen) -> str:
    """The page's own query without this choice, from the first page again."""
    query = context["request"].GET.copy()
    left = [value for value in query.getlist(one.name) if value != one.value]
    query.setlist(one.name, left)
    pairs: list[tuple[str, Any]] = [(name, values) for name, values in query.lists() if values and name != "page"]
    return f"?{urlencode(pairs, doseq=True)}"
