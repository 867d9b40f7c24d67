"""What moderation asks of those who moderate."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from community.models import CaseAppeal, ModerationCase
from community.moderation.permissions import can_answer_case_appeal, own
from community.moderation.queue import waiting_appeals
from community.next_steps import seats
from companies.steps import NextStep, next_step
from companies.waiting import within
from portal.core.actor import Actor


@within(seats)
def to_moderate(actor: Actor) -> QuerySet[ModerationCase]:
    """What waits in communities the acting company moderates, and is not its own."""
    rows = ModerationCase.objects.in_houses_of(actor).waiting().exclude(company_id=actor.company_id)
    return rows.select_related("community", "company").order_by("created_at", "pk")


@next_step(21, to_moderate)
def cases(actor: Actor, waiting: list[ModerationCase]) -> NextStep:
    """What has waited longest."""
    case = waiting[0]
    title = _("Something waits for the moderators of “%(title)s”") % {"title": case.community}
    url = reverse("community:moderation_case", args=[case.community.slug, case.ref])
    return NextStep(
        "flag", title, _("Look at it, then decide: its author and who reported it are told."), _("Decide"), url
    )


@within(seats)
def appealed(actor: Actor) -> QuerySet[CaseAppeal]:
    """In the communities that the acting company moderates, never of words of a company of theirs."""
    return waiting_appeals(ModerationCase.objects.in_houses_of(actor).exclude(company__in=own(actor) - {None}))


@next_step(22, appealed)
def appeals(actor: Actor, waiting: list[CaseAppeal]) -> NextStep | None:
    """The appeal that has waited longest for an answer of this person."""
    appeal = next((one for one in waiting if can_answer_case_appeal(actor, one)), None)
    if appeal is None:
        return None
    case = appeal.case
    title = _("An appeal waits for the moderators of “%(title)s”") % {"title": case.community}
    url = reverse("community:moderation_case", args=[case.community.slug, case.ref])
    words = _("Somebody does not agree with a decision. Read what they say, then answer.")
    return NextStep("flag", title, words, _("Answer the appeal"), url)
