"""What somebody typed into a form that was refused: shown once more, so that it can be copied and is not lost."""

import json
from contextlib import suppress
from typing import Any

from django.http import HttpRequest

SHORTEST, MOST = 30, 5  # shorter ones are typed again as fast as they are copied
SECRET = ("password", "token", "secret", "code", "key", "csrf")


def typed_words(request: HttpRequest) -> list[str]:
    """The texts of the form, the longest first; no passwords, marks or choices, and nothing of what only was looked at.

    For answers to a request that has passed the check against forged forms: other sites must not put words here.
    """
    if request.method != "POST":
        return []
    texts = [
        as_text(value.strip())
        for name, values in request.POST.lists()
        if not any(part in name.lower() for part in SECRET)
        for value in values
    ]
    long_ones = {text for text in texts if len(text) >= SHORTEST and any(sign.isspace() for sign in text)}
    return sorted(long_ones, key=lambda text: (-len(text), text))[:MOST]


def as_text(value: str) -> str:
    """What the editors' office sends of a paragraph is data about its blocks: only their words were typed."""
    if not value.startswith("{"):
        return value
    with suppress(ValueError, TypeError, KeyError, AttributeError):
        blocks: Any = json.loads(value)["blocks"]
        return "\n".join(str(block["text"]) for block in blocks)
    return value
