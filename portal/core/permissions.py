"""The one way to refuse: `require(...)` inside a transition, so that page, API, socket and admin all meet it."""

from typing import Any

from django.core.exceptions import PermissionDenied


class Refused(Exception):
    """An act that is not possible now, with a sentence for the person who tried; answered with 409, nothing saved.

    `way` names an address, and what stands there, where the person can make it possible.
    """

    way: tuple[str, Any] | None = None

    def __init__(self, message: Any) -> None:
        super().__init__(message)
        self.message = message


class WrongState(Refused):
    """The object has moved on since the page was shown: somebody else was faster, or time ran out."""


def require(allowed: bool, message: Any = "") -> None:
    """Raise PermissionDenied, with a sentence for the person, unless `allowed`."""
    if not allowed:
        raise PermissionDenied(message)
