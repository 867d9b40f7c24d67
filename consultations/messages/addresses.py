"""Addresses in people's words."""

import re
from collections.abc import Iterator

LINK = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
TRAILING = ".,;:!?)]}’”…。、"  # a full stop after an address ends the sentence, not the address


def addresses_in(body: str) -> Iterator[tuple[int, str]]:
    """Each http address with the place where it begins."""
    for found in LINK.finditer(body):
        yield found.start(), found.group().rstrip(TRAILING)
