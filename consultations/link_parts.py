"""Addresses in messages: only http ones become links, and the host to which they really lead stands out in them.

static/consultations/link_parts.js does the same live.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

LINK = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
TRAILING = ".,;:!?)]}’”…。、"  # a full stop after an address ends the sentence, not the address


@dataclass(frozen=True)
class Part:
    """A piece of a message's words; a link when it is an http address.

    Of a link, `before`, `host` and `after` together are its text; `real_host` is told beside it when its letters stand
    for others (`xn--…`).
    """

    text: str
    is_link: bool = False
    before: str = ""
    host: str = ""
    after: str = ""
    real_host: str = ""


def parts_of(body: str, is_plain: bool = False) -> Iterator[Part]:
    """The words cut at http addresses; none are links when `is_plain`."""
    position = 0
    for found in LINK.finditer(body) if not is_plain else ():
        address = found.group().rstrip(TRAILING)
        part = link(address)
        if part is None:
            continue
        if found.start() > position:
            yield Part(body[position : found.start()])
        yield part
        position = found.start() + len(address)
    if position < len(body):
        yield Part(body[position:])


def link(address: str) -> Part | None:
    """None for what cannot be read as an address: that stays text."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        real = host.encode("idna").decode("ascii") if not host.isascii() else host
    except (ValueError, UnicodeError):
        return None
    begin = address.index("//") + 2 + parts.netloc.rfind("@") + 1
    shown = address[begin : begin + len(host)]
    if not host or shown.lower() != host:
        return None
    is_other = not host.isascii() or "xn--" in host
    return Part(address, True, address[:begin], shown, address[begin + len(host) :], real if is_other else "")
