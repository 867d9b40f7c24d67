"""What a file is, by its content and not by what it says it is; compressed files are read with limits."""

import io
import lzma
import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO, Any

from django.utils.translation import gettext as _

from catalog.imports.problems import Unreadable

MOST_BYTES = 4 * 1024**3  # of text, once unpacked
FREE_BYTES = 64 * 1024**2  # up to here the ratio does not matter
MOST_RATIO = 250  # product data packs 5 to 40 times; bombs pack 1,000 times and more
XZ_MEMORY = 160 * 1024**2
CHUNK = 256 * 1024
HEAD = 8192

KINDS_BY_SUFFIX = {
    ".csv": "csv", ".tsv": "csv", ".txt": "csv", ".xlsx": "xlsx", ".json": "json", ".jsonl": "json", ".ndjson": "json",
}  # fmt: skip
NAMES = {"csv": "CSV", "xlsx": "XLSX", "json": "JSON"}
FOREIGN = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "GZIP"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
)
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
XZ = b"\xfd7zXZ\x00"


class XzStream(io.RawIOBase):
    """Unpacks as it is read, with a limit on memory, on size and on how much comes out of how little."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.taken, self.given = file, 0, 0
        self.pending = b""
        self.unpacker: lzma.LZMADecompressor | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self.unpack(len(buffer))
        buffer[: len(data)] = data
        self.given += len(data)
        if self.given > FREE_BYTES and (self.given > MOST_BYTES or self.given > self.taken * MOST_RATIO):
            raise Unreadable(_("The packed file unpacks to far too much. Nothing was read from it."))
        return len(data)

    def unpack(self, wanted: int) -> bytes:
        try:
            while True:
                if self.unpacker is None:
                    self.pending = self.pending or self.more()
                    if not self.pending.strip(b"\0"):
                        return b""
                    self.unpacker = lzma.LZMADecompressor(memlimit=XZ_MEMORY)
                data = self.step(self.unpacker, wanted)
                if data:
                    return data
        except lzma.LZMAError as problem:
            raise Unreadable(_("The packed file is damaged or needs too much memory.")) from problem

    def step(self, unpacker: lzma.LZMADecompressor, wanted: int) -> bytes:
        feed = self.pending
        if not feed and unpacker.needs_input:
            feed = self.more()
            if not feed:
                raise Unreadable(_("The packed file is cut off: its end is missing."))
        self.pending = b""
        data = unpacker.decompress(feed, max_length=wanted)
        if unpacker.eof:
            self.pending, self.unpacker = unpacker.unused_data, None
        return data

    def more(self) -> bytes:
        chunk = self.file.read(CHUNK)
        self.taken += len(chunk)
        return chunk


@dataclass
class Opened:
    """A file whose kind is known; `stream()` gives its unpacked content from the beginning."""

    file: IO[bytes]
    name: str
    size: int
    is_packed: bool = False
    kind: str = ""

    def stream(self) -> io.BufferedReader:
        self.file.seek(0)
        raw = XzStream(self.file) if self.is_packed else Unclosing(self.file)
        return io.BufferedReader(raw, CHUNK)

    @property
    def fraction(self) -> float:
        """How much of the file has been read, 0 to 1."""
        return min(1.0, self.file.tell() / self.size) if self.size else 1.0


class Unclosing(io.RawIOBase):
    """Reads a file that belongs to somebody else: closing this leaves it open."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self.file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def open_file(file: IO[bytes], name: str) -> Opened:
    """Find out what the file is. Raises Unreadable for what is no table, or is called what it is not."""
    file.seek(0, io.SEEK_END)
    opened = Opened(file, name, file.tell())
    file.seek(0)
    opened.is_packed = file.read(len(XZ)) == XZ
    head = opened.stream().read(HEAD)
    if not head.strip():
        raise Unreadable(_("The file is empty."))
    opened.kind = kind_of(head)
    claimed = claimed_kind(name)
    if claimed and claimed != opened.kind:
        raise Unreadable(
            _("The file is called “%(name)s”, but its content is %(kind)s. Save it under its true type and try again.")
            % {"name": PurePath(name).name, "kind": NAMES[opened.kind]}
        )
    return opened


def claimed_kind(name: str) -> str:
    path = PurePath(name.lower())
    return KINDS_BY_SUFFIX.get(PurePath(path.stem).suffix if path.suffix == ".xz" else path.suffix, "")


def kind_of(head: bytes) -> str:
    for magic, kind in FOREIGN:
        if head.startswith(magic):
            raise Unreadable(_("This is a %(kind)s file, not a table of products.") % {"kind": kind})
    if head.startswith(OLD_EXCEL):
        raise Unreadable(_("This is an old Excel file (.xls). Open it and save it as .xlsx or CSV."))
    if head.startswith(b"PK\x03\x04"):
        return "xlsx"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "csv"
    if b"\0" in head:
        raise Unreadable(_("This is not a text or Excel file. Save your table as .xlsx or CSV and try again."))
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if re.match(rb"<(!doctype|html|\?xml|table)", start, re.IGNORECASE):
        raise Unreadable(_("This is a web page or XML, not a table. Open it and save it as .xlsx or CSV."))
    return "json" if re.match(rb"\{\s*[\"}]|\[\s*[{\]]", start) else "csv"


def check_workbook(file: IO[bytes]) -> None:
    """Refuse a ZIP that is no workbook, and one that unpacks to far more than a workbook does."""
    try:
        parts = zipfile.ZipFile(file).infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as problem:
        raise Unreadable(_("The Excel file is damaged.")) from problem
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        raise Unreadable(_("This is a ZIP file, not an Excel workbook."))
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    strings = sum(part.file_size for part in parts if part.filename.endswith("sharedStrings.xml"))
    is_bomb = unpacked > FREE_BYTES and (unpacked > MOST_BYTES or unpacked > packed * MOST_RATIO)
    if is_bomb or strings > 4 * FREE_BYTES or len(parts) > 5000:
        raise Unreadable(_("The packed file unpacks to far too much. Nothing was read from it."))
