"""A ZIP of pictures that somebody sends. It is never unpacked to a path: members are read as streams, within limits.

What is wrong with a member is said of this member; only what is wrong with the whole (too many members, far too
much in them, members that lie over each other) refuses the archive.
"""

import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import IO, Any

from django.utils.translation import gettext as _

from catalog.imports.problems import Odd, Unreadable
from portal.core.pictures import MAX_BYTES

MOST_MEMBERS = 20_000
MOST_UNPACKED = 4 * 1024**3  # bytes of all members together
MOST_RATIO = 200  # pictures are packed already; a member of more than FREE bytes that shrinks so is none
FREE = 1024 * 1024
LONGEST_PATH, LONGEST_PART = 400, 200
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif")
TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".json", ".jsonl", ".ndjson")
NESTED = (".zip", ".rar", ".7z", ".tar", ".gz", ".xz", ".bz2", ".jar")
# What operating systems put into archives; nobody means these.
LITTER = re.compile(r"(^|/)(__MACOSX/|\.[^./]|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


@dataclass(slots=True)
class Member:
    """One file in the archive: its name as people see it, and what keeps it from use ("" if nothing does)."""

    info: zipfile.ZipInfo
    name: str
    problem: str = ""

    @property
    def base(self) -> str:
        return self.name.rpartition("/")[2]

    @property
    def is_table(self) -> bool:
        return not self.problem and self.name.lower().endswith(TABLES)


class Album:
    """The archive's directory, looked through: what is meant as pictures by their names, and the tables beside them.

    Everything else is among the pictures with its problem, so that it is said and not passed over.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        try:
            file.seek(0)
            self.zip = zipfile.ZipFile(file)
            infos = self.zip.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, zlib.error) as problem:
            raise Unreadable(_("The ZIP file is damaged.")) from problem
        refuse_bombs(infos)
        members = [member_of(info) for info in infos if not info.is_dir()]
        members = [one for one in members if not LITTER.search(one.name)]
        note_twins(members)
        self.is_workbook = any(one.name == "xl/workbook.xml" for one in members)
        self.pictures = sorted((one for one in members if not one.is_table), key=natural)
        self.tables = [one for one in members if one.is_table]

    def read(self, member: Member) -> bytes:
        """All bytes of a picture. Raises Odd for what cannot be read, is packed as a bomb or is too large."""
        try:
            with self.stream(member, MAX_BYTES) as source:
                data = source.read(MAX_BYTES + 1)
        except Unreadable:
            raise Odd("picture_damaged") from None
        if not data:
            raise Odd("picture_empty")
        return data

    @contextmanager
    def stream(self, member: Member, most: int) -> Iterator[IO[bytes]]:
        """A member's content. Raises Odd when it is not to be used, Unreadable when it is damaged."""
        if member.problem:
            raise Odd(member.problem)
        if member.info.file_size > most:
            raise Odd("picture_heavy")
        try:
            with self.zip.open(member.info) as source:
                yield source
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as problem:
            raise Unreadable(_("The ZIP file is damaged.")) from problem

    def close(self) -> None:
        self.zip.close()


def refuse_bombs(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MOST_MEMBERS:
        limit = {"limit": f"{MOST_MEMBERS:,}"}
        raise Unreadable(_("The ZIP holds more than %(limit)s files. Divide it.") % limit)
    if sum(info.file_size for info in infos) > MOST_UNPACKED:
        raise Unreadable(_("The packed file unpacks to far too much. Nothing was read from it."))
    ordered = sorted(infos, key=lambda info: info.header_offset)
    for one, following in pairwise(ordered):
        # 30 bytes of a local header at least; members that share their bytes are a bomb.
        if one.header_offset + 30 + one.compress_size > following.header_offset:
            raise Unreadable(_("Files in the ZIP lie over each other, as in a zip bomb. Nothing was read from it."))


def member_of(info: zipfile.ZipInfo) -> Member:
    name = unicodedata.normalize("NFC", decoded(info))
    return Member(info, shown_path(name), problem_of(info, name))


def decoded(info: zipfile.ZipInfo) -> str:
    """The name as it was meant: Windows in Korea writes CP949 without saying so."""
    name = info.orig_filename
    if info.flag_bits & 0x800 or name.isascii():
        return name
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "cp949"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name


def shown_path(name: str) -> str:
    """For reports: without signs that nobody sees."""
    return "".join(sign if sign.isprintable() else "�" for sign in name)[:LONGEST_PATH]


def problem_of(info: zipfile.ZipInfo, name: str) -> str:
    """The code of what keeps the member from use, as far as the directory says it."""
    return problem_of_name(name) or problem_of_packing(info) or problem_of_kind(info, name.lower())


def problem_of_name(name: str) -> str:
    parts = name.split("/")
    if len(name) > LONGEST_PATH or any(len(part) > LONGEST_PART for part in parts):
        return "picture_name_long"
    if any(unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co"} for sign in name):
        return "picture_name_signs"
    leads_out = "\\" in name or name.startswith("/") or ".." in parts or re.match(r"[A-Za-z]:", name)
    return "picture_path" if leads_out else ""


def problem_of_packing(info: zipfile.ZipInfo) -> str:
    if stat.S_IFMT(info.external_attr >> 16) not in {0, stat.S_IFREG}:
        return "picture_link"
    if info.flag_bits & 0x2061:  # encrypted, patched, strongly encrypted, its directory masked
        return "picture_encrypted"
    return "" if info.compress_type in METHODS else "picture_method"


def problem_of_kind(info: zipfile.ZipInfo, name: str) -> str:
    if name.endswith(NESTED):
        return "picture_nested"
    if name.endswith(TABLES):
        return ""
    if not name.endswith(PICTURES):
        return "picture_kind"
    is_bomb = info.file_size > FREE and info.file_size > info.compress_size * MOST_RATIO
    return "picture_bomb" if is_bomb else ""


def note_twins(members: list[Member]) -> None:
    seen: set[str] = set()
    for one in members:
        key = one.name.casefold()
        if key in seen and not one.problem:
            one.problem = "picture_twice"
        seen.add(key)


def natural(member: Member) -> list[Any]:
    """`A-2` before `A-10`, and `A.jpg` before `A_2.jpg`."""
    stem, _dot, _suffix = member.name.casefold().rpartition(".")
    parts = re.split(r"([0-9]+)", stem)
    return [(1, int(part), "") if part.isdecimal() else (0, 0, part) for part in parts]
