"""What moderation asks of those who moderate."""

from django.urls import reverse
from django.utils.translation import gettext as _

from community.models import CaseAppeal, ModerationCase
from community.moderation.permissions import own
from community.moderation.queue import to_answer
from companies.steps import NextStep, next_step
from portal.core.actor import Actor


def appeals_for(actor: Actor) -> list[CaseAppeal]:
    """In the communities that the acting company moderates, never of words of a company of theirs."""
    return to_answer(actor, ModerationCase.objects.in_houses_of(actor).exclude(company__in=own(actor) - {None}))


@next_step(21)
def cases(actor: Actor) -> NextStep | None:
    """What has waited longest in a community the acting company moderates, and is not its own."""
    rows = ModerationCase.objects.in_houses_of(actor).waiting().exclude(company_id=actor.company_id)
    case = rows.select_related("community").order_by("created_at", "pk").first()
    if case is None:
        return None
    title = _("Something waits for the moderators of “%(title)s”") % {"title": case.community}
    url = reverse("community:moderation_case", args=[case.community.slug, case.ref])
    return NextStep(
        "flag", title, _("Look at it, then decide: its author and who reported it are told."), _("Decide"), url
    )


@next_step(22)
def appeals(actor: Actor) -> NextStep | None:
    """The appeal that has waited longest for an answer of this person."""
    appeal = next(iter(appeals_for(actor)), None)
    if appeal is None:
        return None
    case = appeal.case
    title = _("An appeal waits for the moderators of “%(title)s”") % {"title": case.community}
    url = reverse("community:moderation_case", args=[case.community.slug, case.ref])
    words = _("Somebody does not agree with a decision. Read what they say, then answer.")
    return NextStep("flag", title, words, _("Answer the appeal"), url)
