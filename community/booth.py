"""The communities on a company's public page."""

from django.utils.translation import gettext_lazy as _

from community.models import Community, CommunityMember
from companies.booth import Section, booth_section
from companies.models import Company
from portal.core.actor import Actor


@booth_section(40, key="communities", title=_("Communities"), help=_("Those you belong to and the reader may know of."))
def communities_of(company: Company, actor: Actor) -> Section | None:
    """Those the reader may know of; membership in a hidden one is nobody's business."""
    memberships = CommunityMember.objects.active().filter(company=company)
    joined = Community.objects.visible_to(actor).filter(pk__in=memberships.values("community_id"))
    items = list(joined.with_figures().order_by("name")[:6])
    if not items:
        return None
    return Section("community/_booth_communities.html", _("Communities"), items, "community/community.css")
