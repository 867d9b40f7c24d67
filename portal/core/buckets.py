"""Private files in S3; a module of its own, so that only those who keep files there load its client."""

from typing import Any

from storages.backends.s3 import S3Storage  # type: ignore[import-untyped]  # it has no types


class PrivateBucket(S3Storage):  # type: ignore[misc]  # nor has this
    """What `private_files()` gives where STORAGE_URL is set: below a prefix that nobody may read without the key.

    Files leave it only through a view that asks who wants them, and streams them.
    """

    def url(self, name: str | None, *args: Any, **kwargs: Any) -> str:
        raise ValueError("A private file has no address.")
