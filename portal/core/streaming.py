"""Answers that are sent piece by piece, where ASGI serves them.

Our iterators are plain ones, since production serves pages by WSGI. Django would read such a one to its end before it
sends the first piece: a catalogue or a film would stand in memory. Here it is read as it is sent, in the thread of the
request, whose database connection and cursor it uses.
"""

from collections.abc import AsyncIterator, Iterator
from time import monotonic
from typing import Any

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIHandler

MOST_BYTES = 1 << 16  # that are read ahead
LONGEST = 0.1  # seconds for which pieces are gathered: slow ones go out as they come


def some(pieces: Iterator[bytes]) -> tuple[bytes, bool]:
    """The next pieces as one, and whether they were the last: one way to the thread and back for many short lines."""
    found: list[bytes] = []
    size, until = 0, monotonic() + LONGEST
    for piece in pieces:
        found.append(piece)
        size += len(piece)
        if size >= MOST_BYTES or monotonic() > until:
            return b"".join(found), False
    return b"".join(found), True


async def in_turn(pieces: Iterator[bytes]) -> AsyncIterator[bytes]:
    is_over = False
    while not is_over:
        part, is_over = await sync_to_async(some)(pieces)
        if part:
            yield part


class StreamingHandler(ASGIHandler):
    """Django's, for which every answer in pieces is an asynchronous one: ours, files, Wagtail's."""

    async def send_response(self, response: Any, send: Any) -> None:
        if response.streaming and not response.is_async:
            response.streaming_content = in_turn(iter(response.streaming_content))
        await super().send_response(response, send)
