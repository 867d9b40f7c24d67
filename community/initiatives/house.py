"""Initiatives as a part of a community's house: a tab, and what the front page says of them."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.house import Tab, house_section, house_tab
from community.initiatives.models import Initiative, InitiativePartner
from community.models import Community
from companies.booth import Section
from portal.core.actor import Actor

SHOWN = 3


def waiting(community: Community, actor: Actor) -> int:
    """Requests the lead has to decide on, and invitations the company has to answer."""
    if not actor.may("join_communities"):
        return 0
    asked = Q(role="asked", initiative__lead=actor.company_id)
    invited = Q(role="invited", company=actor.company_id)
    live = Initiative.objects.live().filter(community=community)
    return InitiativePartner.objects.filter(asked | invited, initiative__in=live).count()


house_tab(Tab("initiatives", 50, _("Initiatives"), "community:initiatives", "flag", waiting=waiting))


@house_section(30)
def looking_for_partners(community: Community, actor: Actor) -> Section | None:
    """Those that take partners now, the ones that close first on top."""
    rows = Initiative.objects.visible_to(actor).filter(community=community).looking().for_cards()
    items = list(rows.sorted_by("closing")[:SHOWN])
    if not items:
        return None
    more = f"{reverse('community:initiatives', args=[community.slug])}?show=looking"
    template = "community/initiatives/_cards.html"
    return Section(template, _("Looking for partners"), items, "community/initiatives.css", more)
