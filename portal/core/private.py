"""Files that people hand in for the portal to read: no address leads to them."""

from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.http import FileResponse, Http404

from portal.core.stored import Striking


class PrivateStorage(Striking, FileSystemStorage):
    """A folder beside the public one. What is in it leaves only through a view that asks who wants it."""

    @property
    def base_location(self) -> Any:
        return settings.PRIVATE_ROOT

    @property
    def location(self) -> str:
        return str(self.base_location)

    def url(self, name: str | None) -> str:
        raise ValueError("A private file has no address.")


def private_files() -> Storage:
    """For a FileField: the migration names this function, not the folder."""
    return storages["private"]


def given_out(stored: Any, name: str, kind: str, *, is_saved: bool = True) -> FileResponse:
    """To somebody who may have it, and nobody else's cache; Http404 where it was taken away meanwhile.

    It is saved, never opened inside our pages; only a picture, which we wrote ourselves, may be looked at there.
    """
    try:
        opened = stored.open("rb")
    except (FileNotFoundError, ValueError):  # the latter: there never was one
        raise Http404 from None
    response = FileResponse(opened, as_attachment=is_saved, filename=name, content_type=kind)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=0, must-revalidate"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
