"""Wagtail's hooks, with types."""

from collections.abc import Callable
from typing import Any, TypeVar

from wagtail import hooks

Hook = TypeVar("Hook", bound=Callable[..., Any])


def on(name: str) -> Callable[[Hook], Hook]:
    """Registers the function for the hook of that name; Wagtail's own decorator has no types."""

    def register(function: Hook) -> Hook:
        hooks.register(name, function)
        return function

    return register
