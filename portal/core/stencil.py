"""Markup that a template makes once and that is then used many times: whole, or as a pattern with gaps to be filled.

A template costs some 10 µs for every value in it, and a page of results has a thousand; filling a gap costs a tenth.
"""

import re
from functools import _lru_cache_wrapper, lru_cache
from html import escape
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import get_language

GAP = re.compile(r"<!--gap:(\w+)-->")
MOST = 512  # pieces of markup that a process remembers


def gap(name: str) -> SafeString:
    """What a template is given in the place of a value; nobody's text can contain it, as all text is escaped."""
    return mark_safe(f"<!--gap:{name}-->")  # a name of ours


def stencil(html: str) -> str:
    """Rendered markup as a pattern for `filled`."""
    return GAP.sub(r"%(\1)s", html.replace("%", "%%"))


def filled(pattern: str, **values: Any) -> SafeString:
    safe = {
        name: value if isinstance(value, SafeString | int) else escape(str(value)) for name, value in values.items()
    }
    return mark_safe(pattern % safe)  # every text is escaped


def remembered(template: str, values: dict[str, Any]) -> SafeString:
    """The template, which may depend on `values` and on the reader's language and time zone, and on nothing else."""
    return mark_safe(known(rendered, template, values))  # a template made it


def stencil_of(template: str, values: dict[str, Any]) -> str:
    """The same as a pattern: some of the values are gaps."""
    return known(cut, template, values)


def known(make: "_lru_cache_wrapper[str]", template: str, values: dict[str, Any]) -> str:
    parts = tuple((name, tuple(value) if isinstance(value, list) else value) for name, value in values.items())
    once = make.__wrapped__ if settings.DEBUG else make  # in DEBUG an edited template shows at once
    return once(template, parts, get_language() or settings.LANGUAGE_CODE, get_current_timezone_name())


@lru_cache(MOST)
def rendered(template: str, parts: tuple[tuple[str, Any], ...], language: str, zone: str) -> str:
    return render_to_string(template, {**dict(parts), "LANGUAGE_CODE": language}).strip()


@lru_cache(MOST)
def cut(template: str, parts: tuple[tuple[str, Any], ...], language: str, zone: str) -> str:
    return stencil(rendered.__wrapped__(template, parts, language, zone))


class Gaps(dict[str, SafeString]):
    """A thing of which every value is a gap."""

    def __init__(self, *names: str) -> None:
        super().__init__((name, gap(name)) for name in names)

    def __hash__(self) -> int:  # type: ignore[override]  # a dict has none; this one does not change
        return hash(tuple(self))
