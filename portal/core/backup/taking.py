"""Takes a backup while the portal is in use."""

import os
import shutil
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from portal.core.backup import databases
from portal.core.backup.manifest import NAME, Manifest, listed, paths_below

PREFIX = "jangteo-"
PARTIAL = ".unfinished-"
IN_THE_MAKING = "printing"  # parts of catalogues that are being set; made anew when they are wanted


class CannotBackUp(Exception):
    """In a sentence for whoever asked for it."""


def take(into: Path) -> tuple[Path, Manifest]:
    """A new folder below `into`, named by the moment; it never writes over another.

    Files come first, then the database, then the files that came meanwhile: so no row of the database names a file
    that was there in its moment and is not in the backup. A file too many does no harm.
    """
    now = datetime.now(UTC)
    name = f"{PREFIX}{now:%Y%m%dT%H%M%SZ}"
    folder, unfinished = into / name, into / f"{PARTIAL}{name}"
    try:
        into.mkdir(parents=True, exist_ok=True)
        if folder.exists():
            raise CannotBackUp(f"{folder} is there already, and nothing is written over.")
        unfinished.mkdir(mode=0o700)
    except OSError as problem:
        raise CannotBackUp(f"{into} cannot be written: {problem.strerror}.") from None
    try:
        manifest = fill(unfinished, now)
        unfinished.rename(folder)
    except (databases.DatabaseToolFailed, DatabaseError) as problem:
        raise CannotBackUp(f"The database could not be saved: {str(problem).strip()}.") from None
    except OSError as problem:
        raise CannotBackUp(f"The backup could not be written: {problem}.") from None
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return folder, manifest


def fill(folder: Path, now: datetime) -> Manifest:
    has_files = not settings.MEDIA_ORIGIN
    if has_files:
        copy_files(folder)
    database, tables, migrations = databases.save(folder)
    if has_files:
        copy_files(folder)
    moment = now.isoformat(timespec="seconds")
    made = Manifest(moment, version(), connection.vendor, migrations, tables, database, has_files)
    made.contents = listed(folder)
    made.write(folder)
    for path in paths_below(folder):
        with (folder / path).open("rb") as file:
            os.fsync(file.fileno())
    return made


def version() -> str:
    """For the reader; what decides whether a version can restore it are the migrations."""
    about = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text("utf-8"))
    return str(about["project"]["version"])


def roots() -> dict[str, Path]:
    """Where uploaded files are; by the name they have in a backup."""
    return {"media": Path(settings.MEDIA_ROOT), "private": Path(settings.PRIVATE_ROOT)}


def copy_files(folder: Path) -> None:
    """Those that are not there yet. Uploaded files never change: a new one gets a new name."""
    for name, root in roots().items():
        for path in uploaded(root):
            target = folder / "files" / name / path
            if target.exists():
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                shutil.copy2(root / path, target)
            except FileNotFoundError:  # deleted in this moment, and so is its row
                target.unlink(missing_ok=True)


def uploaded(root: Path) -> Iterator[Path]:
    for path in root.rglob("*"):
        inside = path.relative_to(root)
        if path.is_file() and inside.parts[0] != IN_THE_MAKING:
            yield inside


def forget_old(into: Path, keep: int) -> list[Path]:
    """Deletes complete backups but the newest `keep`; anything else in the folder is left alone."""
    there = sorted(path.parent for path in into.glob(f"{PREFIX}*/{NAME}"))
    old = there[:-keep]
    for folder in old:
        shutil.rmtree(folder)
    return old
