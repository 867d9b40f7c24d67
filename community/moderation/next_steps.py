"""What moderation asks of those who moderate."""

from django.urls import reverse
from django.utils.translation import gettext as _

from community.models import ModerationCase
from companies.steps import NextStep, next_step
from portal.core.actor import Actor


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
