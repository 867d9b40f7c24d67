"""What communities ask of those who run them, and of those whom they invite."""

from django.urls import reverse
from django.utils.translation import gettext as _

from community.models import CommunityInvitation, CommunityMember
from companies.steps import NextStep, next_step
from portal.core.actor import Actor


@next_step(20)
def requests(actor: Actor) -> NextStep | None:
    """The company that has asked longest to be let in."""
    member = CommunityMember.objects.waiting_for(actor).first() if actor.may("run_communities") else None
    if member is None:
        return None
    title = _("%(company)s asks to join “%(title)s”") % {"company": member.company, "title": member.community}
    url = reverse("community:members", args=[member.community.slug])
    return NextStep("community", title, _("See who they are, then decide."), _("Decide on membership"), url)


@next_step(21)
def invitations(actor: Actor) -> NextStep | None:
    """The newest invitation to the acting company."""
    found = CommunityInvitation.objects.to(actor).select_related("community").order_by("-pk").first()
    if found is None:
        return None
    title = _("“%(title)s” invites your company") % {"title": found.community}
    url = reverse("community:own_invitations")
    return NextStep("community", title, _("See what it is, then join or decline."), _("See the invitation"), url)
