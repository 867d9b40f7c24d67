"""The headings of a body, for links into it and for a list of contents."""

from typing import Any

from django.utils.text import slugify


def headings_of(body: Any) -> list[tuple[str, str]]:
    """Anchor and words of each heading in order. Two of the same words get different anchors."""
    taken: set[str] = set()
    words = [str(block.value) for block in body if block.block_type == "heading"]
    return [(unused(slugify(text, allow_unicode=True) or "part", taken), text) for text in words]


def unused(name: str, taken: set[str]) -> str:
    """The name, or the name with the first number that makes it another; `taken` learns of it."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free)
    return free


def anchors_of(body: Any) -> dict[str, str]:
    """The anchor for the id of each heading's block."""
    blocks = [block for block in body if block.block_type == "heading"]
    return {block.id: name for block, (name, _text) in zip(blocks, headings_of(body), strict=True)}
