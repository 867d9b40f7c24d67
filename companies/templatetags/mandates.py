"""Mandates in templates: which ones the reader may use, and who acted on whose behalf."""

from typing import TYPE_CHECKING, Any

from django import template

from companies.mandates.acting import may_act_under

if TYPE_CHECKING:
    from companies.models import Mandate

register = template.Library()


@register.simple_tag(takes_context=True)
def mandates_to_use(context: template.Context) -> "list[Mandate]":
    """No query for whoever belongs to no intermediary."""
    return may_act_under(context["request"].actor)


@register.simple_tag
def acted_for(rows: Any, *kinds: str) -> dict[int, str]:
    """Of rows shown on a page, by their key: `Busan Association, on behalf of Hansol Bearings`; two queries in all.

    `kinds` are the events by which such a row was made: `{% acted_for posts "post.written" as behalves %}`, and beside
    each row `{{ behalves|of:post }}`.
    """
    from companies.mandates.behalf import behalf_of

    return behalf_of(rows, *kinds)


@register.filter(name="of")
def of_row(behalves: dict[int, str], row: Any) -> str:
    """Empty for what was done by the company's own people."""
    return behalves.get(row.pk, "")
