"""What people can talk about: each app names its kinds here, so that conversations need not import them.

A subject has `ref`, `subject_title`, `get_absolute_url()`, and a manager with `.visible_to(actor)`; the company
to talk to is what `counterpart` says.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import Http404
from django.shortcuts import get_object_or_404

from portal.core.actor import Actor


@dataclass(frozen=True)
class SubjectKind:
    """`key` names the column to look up; `parties` the companies that a conversation about it is between.

    `part` puts into words which part of it is meant (the variant of a product), empty for one that there is not.
    """

    kind: str
    model: type[models.Model]
    key: str
    parties: Callable[[Any], list[int]]
    part: Callable[[Any, str, Actor], str] | None = None


KINDS: dict[str, SubjectKind] = {}


def register_subject(
    kind: str,
    model: type[models.Model],
    parties: Callable[[Any], list[int]],
    key: str = "ref",
    part: Callable[[Any, str, Actor], str] | None = None,
) -> None:
    """Let people talk about `model`; `parties(obj)` gives the ids of the companies it belongs to."""
    KINDS[kind] = SubjectKind(kind, model, key, parties, part)


def find_subject(kind: str, key: str, actor: Actor) -> Any:
    """The subject if it exists and the actor may see it; raises Http404 otherwise, whatever the reason."""
    known = KINDS.get(kind)
    if known is None:
        raise Http404
    manager: Any = known.model._default_manager  # a subject's has `visible_to`
    return get_object_or_404(manager.visible_to(actor), **{known.key: key})


def part_words(kind: str, key: str, named: str, actor: Actor) -> str:
    """Which part of the subject is meant, in words; empty where there is none of this name, or nothing to be seen."""
    known = KINDS.get(kind)
    if known is None or known.part is None or not named:
        return ""
    manager: Any = known.model._default_manager
    subject = manager.visible_to(actor).filter(**{known.key: key}).first()
    return known.part(subject, named, actor) if subject is not None else ""
