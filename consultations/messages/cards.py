"""Cards under messages: the live product, offer or quotation, as each reader may see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from consultations.messages.addresses import addresses_in
from consultations.messages.subject_card import facts_of, picture_of
from consultations.models import MessageCard
from consultations.models.beside import MOST_CARDS
from portal.core.actor import Actor
from portal.core.cards import CARDS, Standing, card_at, subject_of
from portal.core.texts import clean_line


@dataclass(frozen=True)
class ShownCard:
    """`subject` is None for a reader who may not see it, or when it is gone: then only the kind is told."""

    kind: Any
    subject: Any = None
    picture: Any = None
    facts: dict[str, Any] | None = None
    standing: Standing | None = None


def cards_in(body: str, actor: Actor) -> list[tuple[str, str]]:
    """Kinds and keys of the first three subjects whose pages are named in the words, and that the writer may see."""
    if settings.SITE_URL.partition("://")[2] not in body:
        return []
    found = dict.fromkeys(card_at(address, actor) for _start, address in addresses_in(body))
    return [card for card in found if card is not None][:MOST_CARDS]


def shown_cards(rows: Iterable[MessageCard], actor: Actor) -> list[ShownCard]:
    return [shown_card(row.kind, row.key, actor) for row in rows if row.kind in CARDS]


def shown_card(kind: str, key: str, actor: Actor) -> ShownCard:
    known = CARDS[kind]
    subject = subject_of(kind, key, actor)
    if subject is None:
        return ShownCard(known.label)
    standing = known.standing(subject, actor)
    facts = None if standing.rows else facts_of(subject)
    return ShownCard(known.label, subject, picture_for(subject, actor), facts, standing)


def picture_for(subject: Any, actor: Actor) -> Any:
    """An anonymous offer shows no picture by which its company would be recognised."""
    if hasattr(subject, "pictures_for"):
        return next(iter(subject.pictures_for(actor)), None)
    return picture_of(subject)


def address_to_show(path: str) -> str:
    """What `?show=` puts into the composer: an address of our own, never of anybody else's."""
    is_ours = path.startswith("/") and not path.startswith("//") and "\\" not in path
    return f"{settings.SITE_URL}{clean_line(path[:300])}\n" if is_ours else ""
