"""Files in S3; a module of its own, so that only those who keep files there load its client."""

from typing import Any

from storages.backends.s3 import S3Storage  # type: ignore[import-untyped]  # it has no types

from portal.core.stored import Striking


class PublicBucket(Striking, S3Storage):  # type: ignore[misc]  # nor has this
    """Pictures that anybody may see, fetched from the bucket itself."""


class PrivateBucket(Striking, S3Storage):  # type: ignore[misc]  # nor has this
    """What `private_files()` gives where STORAGE_URL is set: below a prefix that nobody may read without the key.

    Files leave it only through a view that asks who wants them, and streams them.
    """

    def url(self, name: str | None, *args: Any, **kwargs: Any) -> str:
        raise ValueError("A private file has no address.")
