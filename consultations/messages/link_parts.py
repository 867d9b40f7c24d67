"""Addresses in messages: only http ones become links, and the host to which they really lead stands out in them.

static/consultations/link_parts.js does the same live.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from consultations.messages.addresses import addresses_in
from portal.core.mentions import pattern_of


@dataclass(frozen=True)
class Part:
    """A piece of a message's words; a link when it is an http address, or the name of somebody who is mentioned.

    Of a link, `before`, `host` and `after` together are its text; `real_host` is told beside it when its letters stand
    for others (`xn--…`).
    """

    text: str
    is_link: bool = False
    is_name: bool = False
    before: str = ""
    host: str = ""
    after: str = ""
    real_host: str = ""


def parts_of(body: str, is_plain: bool = False, names: Sequence[str] = ()) -> Iterator[Part]:
    """The words cut at http addresses, of which none are links when `is_plain`; `names` behind an @ are marked."""
    position = 0
    for start, address in addresses_in(body) if not is_plain else ():
        part = link(address)
        if part is None:
            continue
        yield from named_parts(body[position:start], names)
        yield part
        position = start + len(address)
    yield from named_parts(body[position:], names)


def named_parts(text: str, names: Sequence[str]) -> Iterator[Part]:
    """Plain words, with those names that stand behind an @ apart; the longest first."""
    for name in sorted(names, key=len, reverse=True):
        if found := pattern_of(name).search(text):
            yield from named_parts(text[: found.start()], names)
            yield Part(found.group(), is_name=True)
            yield from named_parts(text[found.end() :], names)
            return
    if text:
        yield Part(text)


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
    after = address[begin + len(host) :]
    return Part(address, True, False, address[:begin], shown, after, real if is_other else "")
