"""Cards: a subject of the portal (subjects.py) shown somewhere else as it is now, to each reader as they may see it.

Each app registers its kinds in `ready`, so that a conversation can show a quotation without importing it. A card says
no more than the subject's own page does to the same reader, and what can be done from it are the acts of that page.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import Http404
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override

from portal.core.actor import Actor
from portal.core.subjects import KINDS, find_subject


@dataclass(frozen=True)
class CardAct:
    """Something to do from a card: a link, or with `fields` a form that posts them where the page's own form does."""

    label: Any
    url: str
    fields: Mapping[str, Any] | None = None
    is_first: bool = False


@dataclass(frozen=True)
class Standing:
    """How a subject stands for one reader: its pill, what it says (pairs of name and value), what they may do."""

    label: Any = ""
    tone: str = "quiet"
    until: Any = None
    rows: list[tuple[Any, Any]] = field(default_factory=list)
    acts: list[CardAct] = field(default_factory=list)


@dataclass(frozen=True)
class CardKind:
    """`view_name` is the subject's page, `argument` the part of its address that names it, and its column.

    `choices(actor, q)` gives what somebody may want to show to others, the likeliest first.
    """

    kind: str
    label: Any
    view_name: str
    argument: str
    standing: Callable[[Any, Actor], Standing]
    choices: Callable[[Actor, str], Iterable[Any]]


CARDS: dict[str, CardKind] = {}


def register_card(kind: CardKind) -> None:
    CARDS[kind.kind] = kind


def card_at(address: str, actor: Actor) -> tuple[str, str] | None:
    """Kind and key of the subject whose page this address of ours is; None when there is none that the actor sees."""
    parts = urlsplit(address)
    if parts.netloc.lower() != urlsplit(settings.SITE_URL).netloc.lower():
        return None
    path = unquote(parts.path)
    with override(get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            match = resolve(path)
        except Resolver404:
            return None
    for known in CARDS.values():
        if match.view_name == known.view_name:
            return named_in(known, str(match.kwargs[known.argument]), actor)
    return None


def named_in(known: CardKind, value: str, actor: Actor) -> tuple[str, str] | None:
    """The address may name another column than the one that stays the same for ever."""
    subject_kind = KINDS[known.kind]
    rows: Any = subject_kind.model._default_manager
    subject = rows.visible_to(actor).filter(**{known.argument: value}).first()
    return (known.kind, str(getattr(subject, subject_kind.key))) if subject is not None else None


def subject_of(kind: str, key: str, actor: Actor) -> Any:
    """The subject, or None when the reader may not see it or it is gone."""
    try:
        return find_subject(kind, key, actor)
    except Http404:
        return None
