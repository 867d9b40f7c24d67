"""Scripts of others that npm puts beside the code; they are optional, and served only where they are installed."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

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
    """Opens a vendored file by the address it is served at."""

    def __init__(self) -> None:
        super().__init__(location=settings.BASE_DIR / "node_modules")

    def path(self, name: str) -> str:
        return super().path(FILES.get(name, name))
