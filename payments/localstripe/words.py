"""Stripe's way of writing requests: nested names in a form, `a[b][0][c]=1`."""

import re
from typing import Any
from urllib.parse import parse_qsl

NAME = re.compile(r"\[([^\]]*)\]")


def read_form(text: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        head = name.partition("[")[0]
        put(found, [head, *NAME.findall(name)], value)
    return dict(tidy(found))


def put(into: dict[str, Any], path: list[str], value: str) -> None:
    for part in path[:-1]:
        into = into.setdefault(part, {})
    into[path[-1] or str(len(into))] = value


def tidy(value: Any) -> Any:
    """Names that are all numbers were a list."""
    if not isinstance(value, dict):
        return value
    if value and all(name.isdecimal() for name in value):
        return [tidy(value[name]) for name in sorted(value, key=int)]
    return {name: tidy(one) for name, one in value.items()}
