"""Files that people hand in for the portal to read: no address leads to them."""

from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages


class PrivateStorage(FileSystemStorage):
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
