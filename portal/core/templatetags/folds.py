"""Parts of a long form that can wait: folded on a phone until somebody has filled them in, or one of them is wrong."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from portal.core.filters import is_filled

register = template.Library()


@register.simple_block_tag
def folded(content: str, words: Any, usual: str = "", filled: bool = False) -> SafeString:
    """`{% folded "Brand and model" %} fields {% endfolded %}`; on a wide page the fields stand open in their place.

    `usual` names fields that come with a value of ours, with spaces between; `filled` opens it whatever they say.
    """
    context = {"words": words, "fields": mark_safe(content), "is_open": filled or is_filled(content, usual)}
    return render_to_string("components/fold.html", context)
