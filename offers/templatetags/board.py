"""What the board draws many times on one page."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from offers.board import Choice

register = template.Library()


@register.simple_tag
def board_choices(choices: Iterable[Choice]) -> SafeString:
    """The values of a facet, each with its tick and count: a hundred on a page, too many for a template each."""
    return format_html("<ul>{}</ul>", format_html_join("", "{}", ((drawn(one),) for one in choices)))


def drawn(one: Choice) -> SafeString:
    return format_html(
        '<li class="facet-value facet-value--{}"><label for="{}">'
        '<input type="checkbox" id="{}" name="{}" value="{}"{}><span>{}</span></label>'
        '<span class="num muted small">{}</span></li>',
        *(one.level, one.field_id, one.field_id, one.name, one.value),
        *(SafeString(" checked") if one.is_chosen else "", one.label, one.count),
    )
