"""Words and figures that only product pages need."""

from decimal import Decimal, InvalidOperation
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal
from django import template
from django.utils.translation import get_language

from catalog.editing import plain
from catalog.pricing import spanned
from catalog.specs.spoken import spoken
from portal.core.translating.pages import Reading

register = template.Library()


def reader() -> str:
    return (get_language() or "en").replace("-", "_")


@register.filter
def figure(number: Any) -> str:
    """`1,000` in the reader's manner, without a unit."""
    try:
        return format_decimal(Decimal(str(number)).normalize(), locale=reader(), decimal_quantization=False)
    except (InvalidOperation, ValueError):
        return ""


register.filter("spanned", spanned)
register.filter("spoken", spoken)


@register.filter
def in_reading(row: dict[str, Any], reading: Any) -> dict[str, Any]:
    """A line of `specification_rows` with its words in the reader's language, where they asked for translations."""
    if not isinstance(reading, Reading) or not row["languages"]:
        return row
    said = {part: reading.says(row[part], code) for part, code in row["languages"].items()}
    languages = {part: one.language for part, one in said.items() if one.language}
    return {**row, **{part: one.text for part, one in said.items()}, "languages": languages}


@register.filter
def typed(number: Any) -> str:
    """A decimal as it stands in an input: `4.2`, never `4.2000` or `4,2`."""
    return plain(number) if isinstance(number, Decimal | int) else str(number or "")


@register.filter
def typed_price(amount: Decimal) -> str:
    """A price as it stands in an input: `6.90`, as money is read, but `4500` and `0.0125` as they are."""
    text = plain(amount)
    return f"{text}0" if text[-2:-1] == "." else text


@register.filter
def language_label(code: str) -> str:
    """`ko` → `Korean` or `한국어`, as the reader calls it."""
    try:
        return Locale.parse(str(code).replace("-", "_")).get_display_name(reader()) or str(code)
    except (ValueError, UnknownLocaleError):
        return str(code)
