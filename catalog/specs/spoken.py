"""A stated value as people read it: large figures in the reader's manner, the unit in the reader's words.

Only quantities are grouped, from 10,000 on and where a unit says that they are quantities: a year, a model or a code
stays as it stands.
"""

import re
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal
from django.utils.translation import get_language, ngettext, pgettext

HANGUL = re.compile("[가-힣]")  # such units are written onto the figure
GROUPED_FROM = 10_000
LARGE = re.compile(r"(?<![\w.,+-])-?[0-9]{5,15}(?:\.[0-9]{1,12})?(?![\w.,])")
FREE = re.compile(rf"{LARGE.pattern}(?:\s*(?:–|-|~|×|x|to)\s*{LARGE.pattern})*")


def spoken(one: dict[str, Any]) -> str:
    """Value and unit of a line of `specification_rows`, in one text."""
    value, unit = one.get("value", ""), str(one.get("unit") or "")
    if unit and not isinstance(value, bool):
        value = grouped(str(value), is_typed=bool(one.get("key")))
    words = unit_words(unit, one.get("value", ""))
    return f"{value}{words}" if HANGUL.match(words) else f"{value} {words}".strip()


def grouped(text: str, is_typed: bool) -> str:
    """The figures of a typed value, or a text that is nothing but figures."""
    if is_typed or FREE.fullmatch(text.strip()):
        return LARGE.sub(lambda match: in_groups(match[0]), text)
    return text


def in_groups(figure: str) -> str:
    number = Decimal(figure)
    if abs(number) < GROUPED_FROM or (figure.lstrip("-").startswith("0")):
        return figure
    locale = (get_language() or "en").replace("-", "_")
    return format_decimal(number, locale=locale, decimal_quantization=False)


def unit_words(unit: str, value: Any = 2) -> str:
    """Units that are words, as the reader says them; signs such as kg are the same everywhere."""
    count = 1 if str(value) == "1" else 2
    if unit == "month":
        return ngettext("month", "months", count)
    if unit == "year":
        return ngettext("year", "years", count)
    if unit == "d":
        return ngettext("day", "days", count)
    return pgettext("unit", "pages/min") if unit == "pages/min" else unit
