"""What can be reported: each app names its kinds here, so that reports need not import them.

A kind is one of portal.core.subjects as well, by which a reader finds it and may see it; it has a `company`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from portal.core.actor import Actor
from portal.core.subjects import KINDS, find_subject


@dataclass(frozen=True)
class Verdict:
    """What staff say of a subject as it was when it had the `mark`.

    `words` are for its company, `reply` for those who reported it; `reason` is one of Report.Reason.
    """

    mark: str = ""
    reason: str = ""
    words: str = ""
    reply: str = ""


@dataclass(frozen=True)
class Reportable:
    """`noun` fits into “Report this offer”; `mark` stands for what the subject says at the moment.

    `take_down` uses the subject's own transition and gives a trace by which it can be undone. `put_back` undoes it
    after an appeal; where there is none, the subject has an appeal of its own at `put_right`, where its
    company changes it.
    """

    noun: Any
    call: Any
    is_up: Callable[[Any], bool]
    mark: Callable[[Any], str]
    take_down: Callable[[Any, Actor, Verdict], str]
    put_right: Callable[[Any], str]
    power: Callable[[Any], str]
    put_back: Callable[[Any, Actor, str], None] | None = None
    hides_company: Callable[[Any], bool] = lambda subject: False


REPORTABLE: dict[str, Reportable] = {}


def register_reportable(kind: str, reportable: Reportable) -> None:
    """Let people report subjects of this kind."""
    REPORTABLE[kind] = reportable


def find_reported(about: str, actor: Actor) -> tuple[str, Any]:
    """The kind and the subject that `offer:O-7K3M9Q2XAB` means; raises Http404 unless the actor may see it."""
    kind, _sign, key = about.partition(":")
    if kind not in REPORTABLE or "\x00" in key:
        raise Http404
    return kind, find_subject(kind, key, actor)


def subject_of(kind: str, key: str, actor: Actor) -> Any:
    """As the actor sees it; None when it is gone, or not theirs to see."""
    known = KINDS[kind]
    manager: Any = known.model._default_manager
    return manager.visible_to(actor).filter(**{known.key: key}).first()
