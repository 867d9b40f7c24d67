"""What people wrote, in the reader's language where they asked for it and a program could."""

from collections.abc import Iterable
from typing import Any

from django import template

from portal.core.translating.languages import language_now, language_of
from portal.core.translating.pages import PARAMETER, Reading, Said
from portal.core.translating.service import is_on

register = template.Library()


@register.simple_tag(takes_context=True)
def reading_of(context: Any, kind: str, subject: Any) -> Reading | None:
    """The page's words for this reader; None where no translator is set up."""
    request = context.get("request")
    if not is_on() or request is None or context.get("preview"):
        return None
    return Reading(kind, subject, is_wanted=request.GET.get(PARAMETER) == "1")


@register.simple_tag
def said(reading: Reading | None, text: str, language: str = "") -> Said:
    """`text`, written in `language`, as it is to be shown; bears its language where that is not the reader's."""
    if isinstance(reading, Reading):
        return reading.says(text, language)
    return Said(text, "" if language == language_now() else language)


@register.simple_tag
def said_in_part(reading: Reading | None, text: str, written_in: str = "") -> Said:
    """As `said`, of a short text: its letters tell its language, and codes have none."""
    return said(reading, text, language_of(text, written_in))


@register.simple_tag
def said_together(reading: Reading | None, texts: Iterable[str], written_in: str = "") -> str:
    """Several short texts for a sentence, with commas."""
    return ", ".join(said_in_part(reading, text, written_in).text for text in texts)


@register.inclusion_tag("translating/_bar.html", takes_context=True)
def translation_bar(context: Any, reading: Reading | None) -> dict[str, Any]:
    """The offer to translate the page, or what came of it."""
    request = context["request"]
    query = request.GET.copy()
    query.pop(PARAMETER, None)
    return {
        "reading": reading,
        "state": reading.state if isinstance(reading, Reading) else "none",
        "csrf_token": context.get("csrf_token"),
        "here": request.get_full_path(),
        "as_written": f"{request.path}?{query.urlencode()}" if query else request.path,
    }
