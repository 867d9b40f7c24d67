"""PDF files from strangers, looked through before they are kept.

Their bytes are the evidence, so a PDF stays as it came, and one that could act is refused: with scripts, files inside,
or commands that start programs. Names may be written in hexadecimal (ISO 32000-1, 7.3.5) and objects may be packed
into streams (7.5.7); both are undone before looking. All steps take time in proportion to the length of the file.
"""

import re
import zlib
from collections.abc import Iterator
from string import ascii_letters
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MOST_INFLATED = 48 * 1024 * 1024  # bytes of all packed objects together

SENTENCES = {
    "active": _("“%(name)s” carries a program or another file inside. Print it to a new PDF and send that."),
    "locked": _("“%(name)s” is protected by a password. Save it without one, so that we can read it."),
    "broken": _("“%(name)s” is damaged or incomplete. Save it again and send that."),
}
# These are looked for in every byte: what looks like a stream to us may be none to a reader. The short ones turn up
# by chance in what is compressed, so they count outside of streams only.
LONG = rb"JavaScript|Launch|EmbeddedFiles?|RichMedia|ImportData|SubmitForm|GoToE"
ENDS = rb"(?=[\s\x00/<>\[\]()%{}]|$)"
ACTIVE = re.compile(rb"/(?:" + LONG + rb"|JS|XFA|AA|Sound|Movie)" + ENDS)
ACTIVE_ANYWHERE = re.compile(rb"/(?:" + LONG + rb")" + ENDS)
LOCKED = re.compile(rb"/Encrypt(?=[\s\x00/<\[%]|$)")
# Letters in hexadecimal, each replaced by itself: many times faster than a pattern with a function behind it.
LETTERS = {f"#{ord(letter):02{case}}".encode(): letter.encode() for letter in ascii_letters for case in "xX"}
STREAM = re.compile(rb"(?<!end)stream")


def check_pdf(data: bytes, name: str) -> None:
    """Raises ValidationError, naming the file, for one that is cut off, locked, or could act."""
    if b"%%EOF" not in data[-2048:]:
        raise refusal("broken", name)
    outside, packed = taken_apart(data, name)
    for part in (outside, *packed):
        text = plain(part)
        if LOCKED.search(text):
            raise refusal("locked", name)
        if ACTIVE.search(text):
            raise refusal("active", name)
    if ACTIVE_ANYWHERE.search(plain(data)):
        raise refusal("active", name)


def plain(part: bytes) -> bytes:
    if b"#" in part:
        for written, letter in LETTERS.items():
            part = part.replace(written, letter)
    return part


def taken_apart(data: bytes, name: str) -> tuple[bytes, list[bytes]]:
    """What stands outside of streams, and the packed objects in plain; refused when they swell beyond sense."""
    outside, packed, total, end = [], [], 0, 0
    for begin, stop in streams(data):
        before = data[end:begin]
        head = plain(before)
        if b"/ObjStm" in head:
            if b"/Predictor" in head:  # no writer does that; a reader would see other objects than we do
                raise refusal("broken", name)
            packed.append(inflated(data[begin:stop], MOST_INFLATED - total, name))
            total += len(packed[-1])
        is_real = head.removesuffix(b"stream").rstrip().endswith(b">>")
        outside.append(before if is_real else data[end:stop])
        end = stop
    outside.append(data[end:])
    return b"\n".join(outside), packed


def streams(data: bytes) -> Iterator[tuple[int, int]]:
    """Where the content of each begins and stops; the word alone makes one, as readers are lenient."""
    end = 0
    while (match := STREAM.search(data, end)) is not None:
        stop = data.find(b"endstream", match.end())
        end = stop if stop >= 0 else len(data)
        yield match.end(), end


def inflated(body: bytes, most: int, name: str) -> bytes:
    try:
        part = zlib.decompressobj().decompress(body.lstrip(b" \t\r\n"), most + 1)
    except zlib.error:
        raise refusal("broken", name) from None
    if len(part) > most:
        raise refusal("broken", name)
    return part


def refusal(code: str, name: str) -> ValidationError:
    values: dict[str, Any] = {"name": name}
    return ValidationError(SENTENCES[code], code=code, params=values)
