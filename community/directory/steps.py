"""What a community still wants to know of a member."""

from django.urls import reverse
from django.utils.translation import gettext as _

from community.models import CommunityMember
from companies.steps import NextStep, next_step
from portal.core.actor import Actor


@next_step(45)
def entry_to_fill(actor: Actor) -> NextStep | None:
    """The community joined longest ago whose questions must be answered and are not."""
    if actor.company is None or not actor.may("join_communities"):
        return None
    asked = CommunityMember.objects.active().filter(
        company_id=actor.company_id,
        community__directory_fields__is_required=True,
        community__directory_fields__retired_at=None,
        entry__filled_at=None,
    )
    member = asked.select_related("community", "company").order_by("joined_at", "pk").first()
    if member is None:
        return None
    title = _("“%(title)s” asks for your entry in its directory") % {"title": member.community}
    url = reverse("community:directory_entry_edit", args=[member.community.slug, member.company.slug])
    text = _("Members and buyers find you by your answers.")
    return NextStep("edit", title, text, _("Fill in our entry"), url, is_calm=True)
