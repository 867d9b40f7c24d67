"""Hostile files at every door: what is taken was written anew by us, or is a PDF that cannot act."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver
from PIL import Image

from portal.core.papers import FilesField
from portal.core.pictures import PicturesField, open_picture, render
from portal.core.uploads import DocumentField, as_document

GATED = (DocumentField, FilesField, PicturesField)  # fields that look through what they are given
# Fields of files as they come: the form looks through them, in its `clean`.
BARE = {
    *("catalog.imports.forms.UploadForm.archive", "catalog.imports.forms.UploadForm.file"),
    *("catalog.paper_forms.CertificateForm.file", "catalog.paper_forms.DocumentForm.file"),
    *("catalog.paper_forms.PaperForm.file", "community.forms.LookForm.cover"),
    *("companies.profile.forms.OnePictureForm.picture", "companies.verification.forms.DocumentForm.file"),
    "companies.verification.forms.PassportForm.file",
}
# The style guide is there in DEBUG alone, and reads nothing.
FOREIGN = ("django", "wagtail", "allauth", "rest_framework", "tests", "cms.uploads", "portal.styleguide")


def png(width: int, height: int) -> bytes:
    """A head that promises so many pixels, and a body of nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def zipped(name: str, size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, bytes(size))
    return out.getvalue()


SCRIPT = b"<script>window.ran = 1</script>"
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog {} >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
REFUSED: dict[str, bytes] = {
    "drawing.svg": b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>",
    "drawing.png": b'<?xml version="1.0"?><svg onload="alert(1)"/>',
    "page.html": b"<!doctype html>" + SCRIPT,
    "page.jpg": b"<html>" + SCRIPT,
    "gif.gif": b"GIF89a/*" + SCRIPT + b"*/=1;",
    "vast.png": png(100_000, 100_000),
    "long.png": png(1, 2_000_000),
    "bomb.zip": zipped("zeros", 30_000_000),
    "climbing.zip": zipped("../../../etc/passwd", 10),
    "program.exe": b"MZ" + bytes(200),
    "words.php": b"<?php system($_GET['c']); ?>",
    "empty.png": b"",
    "acting.pdf": PDF.replace(b"{}", b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"),
    "starting.pdf": PDF.replace(b"{}", b"/OpenAction << /S /Launch /F (cmd.exe) >>"),
    "cut.pdf": b"%PDF-1.7\n1 0 obj",
    "nul\x00.png": b"\x89PNG\r\n\x1a\n\x00\x00",
}


def sent(name: str, data: bytes) -> SimpleUploadedFile:
    file = SimpleUploadedFile("x", data, content_type="image/png")
    file._name = name  # as its sender says it, without Django's cleaning
    return file


GATES: dict[str, Callable[[Any], Any]] = {
    "a picture": lambda file: open_picture(file, file.name),
    "pictures": lambda file: PicturesField().clean([file]),
    "a document": as_document,
    "papers": lambda file: FilesField().clean([file]),
}


@pytest.mark.parametrize("gate", GATES)
@pytest.mark.parametrize("name", REFUSED)
def test_what_is_hostile_is_refused_in_words(gate: str, name: str) -> None:
    with pytest.raises(ValidationError) as refused:
        GATES[gate](sent(name, REFUSED[name]))
    assert all(refused.value.messages)


def photograph(tail: bytes = b"") -> bytes:
    """With the place where it was taken, a comment, and what a polyglot has behind its end."""
    exif = Image.Exif()
    exif[0x010E] = "home of somebody"
    exif[0x8825] = {1: "N", 2: (37.0, 33.0, 58.0), 3: "E", 4: (126.0, 58.0, 41.0)}
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(out, "JPEG", exif=exif, comment=SCRIPT)
    return out.getvalue() + tail


@pytest.mark.parametrize("tail", [b"", SCRIPT, zipped("evil.php", 10), PDF], ids=["plain", "page", "zip", "pdf"])
def test_a_photograph_is_kept_without_its_place_and_whatever_else_it_carries(tail: bytes) -> None:
    assert b"home of somebody" in photograph()
    kept = [as_document(sent("../../photo.php", photograph(tail))).read()]
    rendition = render(open_picture(sent("photo.jpg\x00.html", photograph(tail))), 800)
    kept += [rendition.jpeg, rendition.webp]
    for data in kept:
        image = Image.open(io.BytesIO(data))
        assert not image.getexif() and "comment" not in image.info
        for word in (b"home of somebody", b"<script", b"PK\x03\x04", b"%PDF", b"Exif"):
            assert word not in data


def test_the_name_that_a_sender_gives_counts_for_nothing() -> None:
    assert as_document(sent("../../../etc/cron.d/x.php", photograph())).name == "document.jpg"


def doors() -> Iterator[tuple[str, forms.FileField]]:
    """Every field of files of every form of ours."""
    assert get_resolver().url_patterns  # all modules with forms are read by now
    waiting = list(forms.BaseForm.__subclasses__())
    while waiting:
        form = waiting.pop()
        waiting += form.__subclasses__()
        for name, field in getattr(form, "base_fields", {}).items():
            if isinstance(field, forms.FileField) and not form.__module__.startswith(FOREIGN):
                yield f"{form.__module__}.{form.__name__}.{name}", field


def test_every_door_has_a_gate() -> None:
    """A new field of files is one of those that look, or is written down with its form above."""
    bare = {name for name, field in doors() if not isinstance(field, GATED)}
    papers = {name for name in bare if name.endswith(".papers")}  # offers.inquiry_forms.PapersField looks by itself
    assert bare - papers == BARE
