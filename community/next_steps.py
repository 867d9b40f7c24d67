"""What communities ask of those who run them."""

from django.urls import reverse
from django.utils.translation import gettext as _

from community.models import CommunityMember
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
