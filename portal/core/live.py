"""Pushes to open sockets, after the commit: what is pushed is already stored."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction
from redis.exceptions import RedisError

logger = logging.getLogger("portal.live")


AWAY = (OSError, TimeoutError, RedisError)
TO = "to_group"  # in each event: to whom it went, for who hears several groups by one channel
Push = tuple[str, dict[str, Any]]
WAITING: ContextVar[list[Push] | None] = ContextVar("pushes that a socket's own loop will send", default=None)


def push(group: str, kind: str, **data: Any) -> None:
    """Send `{"type": kind, …}` to a channels group once the current transaction has committed.

    A channel layer that is away costs nobody their data: the client fetches what it missed.
    """
    transaction.on_commit(lambda: send(group, {"type": kind, **data}))


def send(group: str, message: dict[str, Any]) -> None:
    waiting = WAITING.get()
    if waiting is None:
        async_to_sync(pass_on)(group, message)
    else:
        waiting.append((group, message))


async def pass_on(group: str, message: dict[str, Any]) -> None:
    try:
        await get_channel_layer().group_send(group, {**message, TO: group})
    except AWAY as problem:
        logger.warning("could not push to %s: %s", group, problem)


@contextmanager
def gathered(pushes: list[Push]) -> Iterator[None]:
    """What is committed in the block is pushed by the caller, who has a loop running: it need not begin another."""
    before = WAITING.set(pushes)
    try:
        yield
    finally:
        WAITING.reset(before)
