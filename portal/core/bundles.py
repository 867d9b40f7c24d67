"""One stylesheet and one script for the whole frame, put together from small files.

A static-files finder, so that the development server, whitenoise and collectstatic all meet the same two files and
nothing but Python is needed to make them.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

SOURCE = Path(__file__).resolve().parent.parent / "static"
BUNDLES = {"jangteo.css": "css/*.css", "jangteo.js": "js/frame/*.js"}


class BundleFinder(BaseFinder):
    """Finds `jangteo.css` and `jangteo.js`, made anew whenever one of their parts has changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storage = FileSystemStorage(location=settings.DATA_DIR / "bundles")

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        found = str(build(path)) if path in BUNDLES else None
        return ([found] if found else []) if find_all or kwargs.get("all") else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[tuple[str, FileSystemStorage]]:
        for name in BUNDLES:
            build(name)
            yield name, self.storage


def build(name: str) -> Path:
    """The bundle's file, moved into place whole; it bears the time of its newest part.

    Newer than its parts is not enough: the data folder outlives releases, and an unpacked release keeps old dates.
    """
    target = Path(settings.DATA_DIR) / "bundles" / name
    parts = sorted(SOURCE.glob(BUNDLES[name]))
    newest = max(path.stat().st_mtime_ns for path in [*parts, SOURCE / Path(BUNDLES[name]).parent])
    if not target.exists() or target.stat().st_mtime_ns != newest:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_suffix(f".{id(parts)}.tmp")
        draft.write_text("\n".join(wrapped(path) for path in parts), "utf-8")
        os.utime(draft, ns=(newest, newest))
        draft.replace(target)
    return target


def wrapped(path: Path) -> str:
    """A script's part keeps its names to itself, as the module does that it would be on its own."""
    text = path.read_text("utf-8")
    return f"{{\n{text}}}" if path.suffix == ".js" else text
