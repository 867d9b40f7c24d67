"""Links to definitions of terms and to help, in forms and beside what is asked most; no script, no query."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.core import explained

register = template.Library()
register.filter("with_terms", explained.help_text_with_links)


@register.simple_tag
def term_link_of(field: Any) -> SafeString | str:
    """Beside a label that names a term: “What is “Incoterm”?”, in a new tab, so that what was typed stays."""
    slug, words = explained.term_in(str(field.label))
    if not slug:
        return ""
    title = _("What is “%(term)s”?") % {"term": words}
    return what_is(explained.term_address(slug), title)


@register.simple_tag
def what_is_this(key: str, words: str = "") -> SafeString:
    """A link to the help article for a place of the portal (keys: portal.core.explained.PLACES)."""
    assert key in explained.PLACES, key
    return what_is(explained.help_address(key), words or _("What is this?"))


@register.simple_tag
def term(slug: str, words: str) -> SafeString:
    """A word of a page with its definition behind it."""
    return explained.plain_term(slug, words)


def what_is(address: str, title: str) -> SafeString:
    hint = _("opens in a new tab")
    return format_html(
        '<a class="what-is" href="{}" target="_blank" rel="noopener">{}<span class="visually-hidden"> ({})</span></a>',
        address,
        title,
        hint,
    )
