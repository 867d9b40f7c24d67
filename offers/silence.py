"""What would tell whose an anonymous offer is: names, addresses, numbers, in its words and in its documents.

Documents are read as far as that goes without a PDF reader: the data about the file, and text that is written in
letters. Text in the numbers of a font's glyphs, and what a picture shows, cannot be read: the form says so.
"""

import re
import zlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from companies.duplicates import plain_name
from companies.models import Company
from portal.core.pdfs import streams
from portal.core.permissions import Refused

if TYPE_CHECKING:
    from offers.models.offer import Offer

SHORTEST = 4  # letters of a name that is looked for inside of words, too
MOST_READ = 24 * 1024 * 1024  # bytes of unpacked text
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+|https?://\S+|\bwww\.\S+", re.IGNORECASE)
NUMBER = re.compile(r"(?:\+|\b00)\d[\d\s().-]{7,}\d")
SQUEEZED = re.compile(r"[\W_]+")
LITERAL = re.compile(rb"\(((?:[^()\\]|\\.)*)\)", re.DOTALL)
HEXADECIMAL = re.compile(rb"<([0-9A-Fa-f\s]{8,})>")


def squeezed(text: str) -> str:
    return SQUEEZED.sub("", text.casefold())


def names_of(company: Company, product: Any = None) -> list[str]:
    """The company's names, its site, the full names of its people, and the product's own number."""
    said = [plain_name(name) for name in (company.name, company.legal_name, company.local_name) if name]
    said += [squeezed(name) for name in (company.name, company.legal_name, company.local_name, company.slug)]
    host = (urlsplit(company.website).hostname or "").removeprefix("www.")
    said += [squeezed(host), squeezed(company.registration_number)]
    people = company.memberships.filter(user__is_active=True).values_list("user__name", flat=True)
    said += [squeezed(name) for name in people if " " in name.strip()]
    if product is not None:
        said += [squeezed(product.sku)]
    return [name for name in dict.fromkeys(said) if name]


def tells(text: str, names: Iterable[str]) -> bool:
    """Whether one of the names stands in it, however it is spaced; a short one only as a word of its own."""
    if not text:
        return False
    whole, words = squeezed(text), None
    for name in names:
        if len(name) >= SHORTEST or not name.isascii():
            if name in whole:
                return True
        else:
            words = words if words is not None else {squeezed(word) for word in text.split()}
            if name in words:
                return True
    return False


def reaches(text: str) -> bool:
    """Whether it holds an address or a telephone number."""
    return bool(ADDRESS.search(text) or NUMBER.search(text))


def problem_with(text: str, names: Iterable[str]) -> str:
    """The sentence to show beside a text that gives the company away; empty for one that does not."""
    if tells(text, names):
        return _("Your company's name is in here, but the offer is to be without it.")
    if reaches(text):
        return _("An address or telephone number in here would tell whose offer it is.")
    return ""


def pdf_texts(data: bytes) -> Iterator[str]:
    """What can be read in a PDF: strings outside of streams, the data about it, and text written in letters."""
    end, read = 0, 0
    for begin, stop in streams(data):
        yield from strings(data[end:begin])
        end = stop
        body = unpacked(data[begin:stop], MOST_READ - read)
        read += len(body)
        if b"<?xpacket" in body[:200] or b"<x:xmpmeta" in body[:400] or b"<rdf:RDF" in body[:2000]:
            yield body.decode("utf-8", "replace")
        elif b"BT" in body or b"/Type" in body:
            yield "".join(strings(body))
    yield from strings(data[end:])


def unpacked(body: bytes, most: int) -> bytes:
    """A Flate stream in plain, as far as it goes; another kind as it is, if it is text."""
    if most <= 0:
        return b""
    body = body.lstrip(b"\r\n")
    try:
        return zlib.decompressobj().decompress(body, most)
    except zlib.error:
        return body[:most] if body[:1] == b"<" else b""


def strings(part: bytes) -> Iterator[str]:
    for found in LITERAL.findall(part):
        yield decoded(re.sub(rb"\\([()\\])", rb"\1", found))
    for found in HEXADECIMAL.findall(part):
        digits = b"".join(found.split())
        yield decoded(bytes.fromhex(digits[: len(digits) // 2 * 2].decode()))


def decoded(raw: bytes) -> str:
    return raw[2:].decode("utf-16-be", "replace") if raw[:2] == b"\xfe\xff" else raw.decode("latin-1")


def pdf_tells(data: bytes, names: list[str]) -> bool:
    return any(tells(text, names) for text in pdf_texts(data))


def check_silence(offer: "Offer") -> None:
    """Raise Refused when an anonymous offer's words, pictures' words or documents tell whose it is."""
    if not offer.is_anonymous:
        return
    names = names_of(offer.company, offer.product)
    said = [offer.title, offer.text, offer.incoterm_place, *(one.alt for one in offer.pictures.all())]
    for text in said:
        if problem := problem_with(text, names):
            raise Refused(problem)
    for document in offer.documents.all():
        with document.file.open("rb") as file:
            data = file.read()
        if problem_with(document.title, names) or pdf_tells(data, names):
            words = _("“%(title)s” names your company, but the offer is to be without it.")
            raise Refused(words % {"title": document.title})
