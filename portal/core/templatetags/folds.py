"""What a phone folds: parts of a long form until they are filled in or wrong, and acts that its bar has no room for."""

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


@register.simple_block_tag
def more_actions(content: str) -> SafeString:
    """`{% more_actions %} buttons {% endmore_actions %}` last in a bar: on a phone under “More”."""
    if not content.strip():
        return SafeString("")
    return render_to_string("components/more_actions.html", {"actions": mark_safe(content)})
