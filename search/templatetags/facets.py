"""The long lists of facet values, which would otherwise be most of a result page's time."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString, mark_safe

from portal.core.stencil import Gaps, filled, stencil_of
from search.facets import Value

register = template.Library()
GAPS = Gaps("field_id", "name", "value", "label", "count", "level", "checked")


@register.simple_tag
def facet_values(values: Iterable[Value]) -> SafeString:
    """A list item, as search/_facet_value.html has it, for each of the values."""
    pattern = stencil_of("search/_facet_value.html", {"value": GAPS})
    items = (
        filled(
            pattern,
            field_id=one.field_id,
            name=one.name,
            value=one.value,
            label=one.label,
            count=one.count,
            level=one.level,
            checked=" checked" if one.is_chosen else "",
        )
        for one in values
    )
    return mark_safe("".join(items))  # filled() has escaped every value
