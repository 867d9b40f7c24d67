"""Search in what was said in a company's own rooms.

On PostgreSQL by its full-text search over the index of migration `message_words`: every word of the query must begin a
word of the message, so that Korean words are found with any particle behind them. Elsewhere the words are looked for
as they stand.
"""

import re
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import connection
from django.db.models import QuerySet

from consultations.models import Message
from portal.core.actor import Actor

CONFIG = "simple"  # no language's stems: messages are in all of them
MOST_WORDS = 8
AROUND = 120  # characters shown before and behind the first word that was found
PAGE_OF_ROOM = 40  # a message among the last so many stands on the room's first page


def words_in(q: str) -> list[str]:
    """The words that can be looked for; signs alone are none."""
    return [word for word in q.split() if any(letter.isalnum() for letter in word)][:MOST_WORDS]


def found_in_messages(q: str, actor: Actor) -> QuerySet[Message]:
    """Messages of the company's rooms that hold every word of `q`, the newest first."""
    words = words_in(q)
    rows = Message.objects.visible_to(actor)
    if not words:
        return rows.none()
    if connection.vendor == "postgresql":
        raw = " & ".join(quoted(word) for word in words)
        vector = SearchVector("body", config=CONFIG)
        rows = rows.annotate(words=vector).filter(words=SearchQuery(raw, config=CONFIG, search_type="raw"))
    else:
        for word in words:
            rows = rows.filter(body__icontains=word)
    return rows.select_related("room", "user", "company").order_by("-created_at", "-pk")


def quoted(word: str) -> str:
    """A lexeme of PostgreSQL's `to_tsquery` that stands for itself, as the beginning of a word."""
    inside = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{inside}':*"


@dataclass(frozen=True)
class Piece:
    text: str
    is_hit: bool = False


@dataclass(frozen=True)
class Hit:
    """A message that was found: the words around the first hit, cut into pieces, and where it stands in its room."""

    message: Message
    pieces: list[Piece]

    @property
    def url(self) -> str:
        room, number = self.message.room, self.message.number
        page = "" if number > room.last_number - PAGE_OF_ROOM else f"?before={number + PAGE_OF_ROOM // 2}"
        return f"{room.get_absolute_url()}{page}#m{number}"


def hit(message: Message, q: str) -> Hit:
    words = sorted((re.escape(word) for word in words_in(q)), key=len, reverse=True)
    pattern = re.compile("|".join(words) or r"(?!)", re.IGNORECASE)
    body = message.body
    first = pattern.search(body)
    start = max(0, (first.start() if first else 0) - AROUND)
    end = (first.end() if first else 0) + AROUND
    text = ("… " if start else "") + body[start:end] + (" …" if end < len(body) else "")
    pieces, position = [], 0
    for found in pattern.finditer(text):
        pieces += [Piece(text[position : found.start()]), Piece(found.group(), is_hit=True)]
        position = found.end()
    return Hit(message, [*pieces, Piece(text[position:])])
