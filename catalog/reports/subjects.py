"""What can be reported: each app names its kinds here, so that reports need not import them.

A kind is one of portal.core.subjects as well, by which a reader finds it and may see it; it has a `company`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from catalog.reports.words import LISTING_REASONS
from portal.core.actor import Actor
from portal.core.subjects import KINDS, find_subject

DISMISS, CHANGE, DOWN, SUSPEND = "dismiss", "change", "down", "suspend"
LISTING_ACTS: dict[str, Any] = {
    DISMISS: _("Dismiss: nothing is wrong with it"),
    CHANGE: _("Ask for a change: it stays visible"),
    DOWN: _("Take it down: buyers no longer see it"),
}


@dataclass(frozen=True)
class Verdict:
    """What staff say of a subject as it was when it had the `mark`.

    `words` are for its company, `reply` for those who reported it; `reason` is one of Report.Reason.
    """

    mark: str = ""
    reason: str = ""
    words: str = ""
    reply: str = ""
    act: str = ""  # which of several measures, where the subject has more than one way to be taken down
    days: int = 0


@dataclass(frozen=True)
class Reportable:
    """`noun` fits into “Report this offer”; `mark` stands for what the subject says at the moment.

    `take_down` uses the subject's own transition and gives a trace by which it can be undone. `put_back` undoes it
    after an appeal; where there is none, the subject has an appeal of its own at `put_right`, where its
    company changes it.

    What is said of other things than listings may differ: `reasons` for which they are reported, `acts` to choose from
    at the desk, the names of `states`, `headings` for its company and `results` for who reported it. `may_judge`
    (actor, case) narrows who decides; `told_as` (event, trace) is the kind of the notification to its company;
    `evidence` (case) leads to what staff look at, where readers' own page is not for them.
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
    reasons: tuple[str, ...] = LISTING_REASONS
    acts: dict[str, Any] = field(default_factory=lambda: LISTING_ACTS)
    states: dict[str, Any] = field(default_factory=dict)
    headings: dict[str, Any] = field(default_factory=dict)
    results: dict[str, Any] = field(default_factory=dict)
    may_judge: Callable[[Actor, Any], bool] = lambda actor, case: True
    told_as: Callable[[str, str], str] = lambda kind, trace: kind
    evidence: Callable[[Any], str] | None = None


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
