"""Pushes to open sockets, after the commit: what is pushed is already stored."""

import logging
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction
from redis.exceptions import RedisError

logger = logging.getLogger("portal.live")


def push(group: str, kind: str, **data: Any) -> None:
    """Send `{"type": kind, …}` to a channels group once the current transaction has committed.

    A channel layer that is away costs nobody their data: the client fetches what it missed.
    """
    transaction.on_commit(lambda: send(group, {"type": kind, **data}))


def send(group: str, message: dict[str, Any]) -> None:
    layer = get_channel_layer()
    try:
        async_to_sync(layer.group_send)(group, message)
    except (OSError, TimeoutError, RedisError) as problem:
        logger.warning("could not push to %s: %s", group, problem)
