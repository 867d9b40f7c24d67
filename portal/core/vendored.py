"""Scripts of others that npm puts beside the code; they are optional, and served only where they are installed."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

MAP = re.compile(rb"^//# sourceMappingURL=.*$", re.MULTILINE)
# address below /static/: file below node_modules/
FILES = {"vendor/model-viewer.min.js": "@google/model-viewer/dist/model-viewer.min.js"}


class VendorFinder(BaseFinder):
    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        file = settings.BASE_DIR / "node_modules" / FILES[path] if path in FILES else None
        found = str(file) if file and file.is_file() else None
        return ([found] if found else []) if find_all or kwargs.get("all") else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[tuple[str, FileSystemStorage]]:
        for path in FILES:
            if self.find(path):
                yield path, Renamed()


class Renamed(FileSystemStorage):
    """Opens a vendored script by the address it is served at, without the mention of a source map.

    The map is 4 MB for nobody, and naming one that is not there stops `collectstatic`.
    """

    def __init__(self) -> None:
        super().__init__(location=settings.BASE_DIR / "node_modules")

    def path(self, name: str) -> str:
        return super().path(FILES.get(name, name))

    def _open(self, name: str, mode: str = "rb") -> ContentFile:
        with Path(self.path(name)).open("rb") as file:
            return ContentFile(MAP.sub(b"", file.read()), name)
