"""What a backup says of itself, and whether that is still true."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

NAME = "manifest.json"
FORMAT = 1
CHUNK = 1024 * 1024


class Damaged(Exception):
    """The backup is not what its manifest says; the message is for the person who restores it."""


@dataclass
class Manifest:
    """`tables` has the number of rows of each table, `files` is None where they are in S3."""

    made_at: str
    version: str
    vendor: str
    migrations: list[str]
    tables: dict[str, int]
    database: str
    has_files: bool
    # "path below the backup" → [bytes, SHA-256], of everything but the manifest
    contents: dict[str, list[Any]] = field(default_factory=dict)
    format: int = FORMAT

    def write(self, folder: Path) -> None:
        """With a sum of its own: half a manifest, or one that was edited, is none."""
        words = asdict(self)
        text = json.dumps({**words, "sum": sum_of_words(words)}, indent=1, sort_keys=True)
        (folder / NAME).write_text(text + "\n", "utf-8")

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """Raises Damaged where there is none that can be trusted."""
        path = folder / NAME
        if not path.is_file():
            raise Damaged(f"{folder} is no backup: it has no {NAME}.")
        try:
            words = dict(json.loads(path.read_text("utf-8")))
            stated = words.pop("sum", "")
        except (OSError, ValueError) as problem:
            raise Damaged(f"{path} cannot be read: {problem}.") from None
        if words.get("format") != FORMAT:
            raise Damaged(f"{path} is of format {words.get('format')}, and this version reads format {FORMAT}.")
        if stated != sum_of_words(words):
            raise Damaged(f"{path} was changed after the backup was made.")
        return cls(**words)

    def check(self, folder: Path) -> None:
        """Compares every file with its sum. Raises Damaged with the first that is wrong, and how many there are."""
        wrong = list(self.differences(folder))
        if wrong:
            more = f" {len(wrong) - 1} more files are wrong." if len(wrong) > 1 else ""
            raise Damaged(f"The backup is damaged: {wrong[0]}.{more}")

    def differences(self, folder: Path) -> Iterator[str]:
        there = set(paths_below(folder)) - {NAME}
        for path, (size, digest) in sorted(self.contents.items()):
            if path not in there:
                yield f"{path} is missing"
            elif (folder / path).stat().st_size != size:
                yield f"{path} has {(folder / path).stat().st_size} bytes and had {size}"
            elif sum_of(folder / path) != digest:
                yield f"{path} has another content than when it was saved"
        for path in sorted(there - set(self.contents)):
            yield f"{path} does not belong to it"


def listed(folder: Path) -> dict[str, list[Any]]:
    """Size and sum of everything below the folder, as `contents` holds them."""
    return {path: [(folder / path).stat().st_size, sum_of(folder / path)] for path in sorted(paths_below(folder))}


def paths_below(folder: Path) -> Iterator[str]:
    return (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def sum_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def sum_of_words(words: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()
