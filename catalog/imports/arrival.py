"""What somebody uploads: a table of products, an archive of their pictures, or one ZIP with both in it."""

import hashlib
import shutil
import tempfile
from collections import Counter
from typing import IO, TYPE_CHECKING, Any, cast

from django.conf import settings
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from catalog.imports.archive import Album, Member
from catalog.imports.files import MOST_BYTES
from catalog.imports.problems import Unreadable
from catalog.imports.stream import Source, look_at, sample
from catalog.imports.values import text_of

if TYPE_CHECKING:
    from catalog.imports.runs import ImportRun

LOOKED_AT = 20  # rows by whose titles the language is guessed


def arrive(run: "ImportRun", file: UploadedFile | None, archive: UploadedFile | None) -> None:
    """Keep the uploaded files with the run, and what they say of themselves. Raises Unreadable."""
    digests = []
    if archive is None and file is not None and is_archive(content_of(file)):
        file, archive = None, file
    if archive is not None:
        content = content_of(archive)
        album = Album(content)
        digests.append(digest_of(content))
        run.archive_name = base_name(archive.name)
        run.archive.save(f"{run.ref}.zip", rewound(archive), save=False)
        if file is None and (member := table_in(album)):
            with unpacked(album, member) as table:
                take_table(run, table, base_name(member.name), digests)
    if file is not None:
        take_table(run, file, base_name(file.name), digests)
    run.file_name = run.file_name or run.archive_name
    run.digest = combined(digests)


def take_table(run: "ImportRun", file: Any, name: str, digests: list[str]) -> None:
    content = content_of(file)
    source = look_at(content, name)
    run.read_columns(source.headings)
    run.language = language_of(source, run) or run.language
    digests.append(digest_of(content))
    run.file_name = name
    run.file.save(f"{run.ref}{suffix_of(name)}", rewound(file), save=False)


def content_of(file: Any) -> IO[bytes]:
    return cast("IO[bytes]", getattr(file, "file", file))


def rewound(file: Any) -> Any:
    file.seek(0)
    return file if isinstance(file, File) else File(file)


def base_name(name: str | None) -> str:
    return (name or "").replace("\\", "/").rpartition("/")[2][-150:] or "file"


def is_archive(file: IO[bytes]) -> bool:
    """A ZIP that is no Excel workbook."""
    file.seek(0)
    head = file.read(4)
    if head not in {b"PK\x03\x04", b"PK\x05\x06"}:
        return False
    file.seek(0)
    try:
        return not Album(file).is_workbook
    except Unreadable:
        return False


def table_in(album: Album) -> Member | None:
    """The one table among the pictures; None when there are only pictures."""
    if len(album.tables) > 1:
        names = {"names": ", ".join(one.name for one in album.tables[:5])}
        raise Unreadable(_("There are several tables in the ZIP: %(names)s. Leave the one that counts.") % names)
    return album.tables[0] if album.tables else None


def unpacked(album: Album, member: Member) -> IO[bytes]:
    """The table as a file of its own, which goes away when it is closed."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 (the caller closes it)
    try:
        with album.stream(member, MOST_BYTES) as source:
            shutil.copyfileobj(source, file, 1024 * 1024)
    except BaseException:  # whatever it was goes on; only nobody else could close the file
        file.close()
        raise
    return file


def language_of(source: Source, run: "ImportRun") -> str:
    """That of the titles' column, if it names one; else Korean where they are Korean; "" where they are mixed."""
    heading = next((name for name, field in run.mapping.items() if field == "title"), "")
    if not heading:
        named = (field for field in run.mapping.values() if field.startswith("title:"))
        return next(named, "").partition(":")[2]
    titles = [text for row in sample(source, LOOKED_AT) if (text := text_of(row.cells.get(heading)))]
    codes = dict(settings.LANGUAGES)
    kinds = Counter("ko" if any("가" <= sign <= "힣" for sign in text) else "en" for text in titles)
    if not kinds or not {"ko", "en"} <= set(codes):
        return ""
    usual, count = kinds.most_common(1)[0]
    return usual if count * 3 > len(titles) * 2 else ""


def digest_of(file: IO[bytes]) -> str:
    """What tells the file from any other: the command goes on with a broken-off import of the same content."""
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]  # reads as bytes do


def combined(digests: list[str]) -> str:
    return digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()


def suffix_of(name: str) -> str:
    """The end of the name that says the type, so that it can be held against the content."""
    parts = name.lower().rsplit(".", 2)[1:]
    return "".join(f".{part}" for part in parts if part.isalnum() and len(part) <= 6)
