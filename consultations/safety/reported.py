"""How consultations are reported and judged: the same cases, decisions and appeals as for products and offers."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.reports.subjects import Reportable, Verdict, register_reportable
from catalog.reports.words import TALK_REASONS, CaseState
from consultations.models import ReportedTalk, RoomClosure, TalkSuspension
from consultations.models.reported import KIND
from consultations.permissions import may_judge_talk
from portal.core.actor import Actor
from portal.core.subjects import register_subject

CLOSE, SUSPEND = "close", "suspend"


def take_down(talk: ReportedTalk, by: Actor, said: Verdict) -> str:
    """Close the room, or take the right to talk; gives what was done and its reference."""
    if said.act == SUSPEND:
        return f"suspension:{TalkSuspension.put_on(talk.company, by, said.days).ref}"
    return f"closure:{RoomClosure.put_on(talk.room, by).ref}"


def put_back(talk: ReportedTalk, by: Actor, trace: str) -> None:
    kind, _sign, ref = trace.partition(":")
    rows: Any = TalkSuspension.objects if kind == "suspension" else RoomClosure.objects
    measure = rows.filter(ref=ref).first()
    if measure is not None:
        measure.lift(by)


def mark_of(talk: ReportedTalk) -> str:
    """What a decision rests on: how much of it was shown, and whether the room is closed. New words change nothing."""
    closed = RoomClosure.objects.running().filter(room=talk.room_id).exists()
    return f"{talk.parts.count()}:{closed:d}"


def told_as(kind: str, trace: str) -> str:
    """The notification's kind for the company that it was decided against."""
    if kind == "report.taken_down":
        return "talk.suspended_after_report" if trace.startswith("suspension") else "talk.closed_after_report"
    return "talk.warned" if kind == "report.change_asked" else kind


def register() -> None:
    register_subject(KIND, ReportedTalk, lambda talk: [])
    register_reportable(
        KIND,
        Reportable(
            noun=_("consultation"),
            call=_("Report this consultation"),
            is_up=lambda talk: True,
            mark=mark_of,
            take_down=take_down,
            put_back=put_back,
            put_right=lambda talk: str(talk.get_absolute_url()),
            power=lambda talk: "talk",
            reasons=TALK_REASONS,
            acts={
                "dismiss": _("Dismiss: nothing is wrong with it"),
                "change": _("Warn the company"),
                CLOSE: _("Close this consultation for writing, for both sides"),
                SUSPEND: _("Take the company’s right to write in consultations for some days"),
            },
            states={CaseState.CHANGE_ASKED: _("Warned"), CaseState.TAKEN_DOWN: _("Measure taken")},
            headings={
                CaseState.CHANGE_ASKED: _("Our staff warn your company"),
                CaseState.TAKEN_DOWN: _("Our staff took a measure after a report"),
                CaseState.PUT_RIGHT: _("Settled: nothing is left to do"),
            },
            results={
                CaseState.CHANGE_ASKED: _("The company was warned."),
                CaseState.PUT_RIGHT: _("The company was warned."),
                CaseState.TAKEN_DOWN: _("Our staff took a measure against the company."),
            },
            may_judge=may_judge_talk,
            told_as=told_as,
            evidence=lambda case: reverse("talk_desk:evidence", args=[case.ref]),
        ),
    )
