"""What communities ask of those who run them, and of those whom they invite."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from community.models import CommunityInvitation, CommunityMember
from companies.steps import NextStep, next_step
from companies.waiting import within
from portal.core.actor import Actor


def seats(actor: Actor) -> QuerySet[CommunityMember]:
    """The communities the acting company is in."""
    return CommunityMember.objects.active().filter(company_id=actor.company_id)


@within(seats)
def to_let_in(actor: Actor) -> QuerySet[CommunityMember]:
    """Companies that ask to come in, the one that has asked longest first."""
    rows = CommunityMember.objects
    return rows.waiting_for(actor) if actor.may("run_communities") else rows.none()


@next_step(20, to_let_in)
def requests(actor: Actor, asking: list[CommunityMember]) -> NextStep:
    """The company that has asked longest to be let in."""
    member = asking[0]
    title = _("%(company)s asks to join “%(title)s”") % {"company": member.company, "title": member.community}
    url = reverse("community:members", args=[member.community.slug])
    return NextStep("community", title, _("See who they are, then decide."), _("Decide on membership"), url)


def received_invitations(actor: Actor) -> QuerySet[CommunityInvitation]:
    return CommunityInvitation.objects.to(actor).select_related("community").order_by("-pk")


@next_step(21, received_invitations)
def invitations(actor: Actor, received: list[CommunityInvitation]) -> NextStep:
    """The newest invitation to the acting company."""
    title = _("“%(title)s” invites your company") % {"title": received[0].community}
    url = reverse("community:own_invitations")
    return NextStep("community", title, _("See what it is, then join or decline."), _("See the invitation"), url)
