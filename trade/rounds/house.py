"""Joint purchases in the house of a community: their tab, and on the front page those that can be joined now."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.house import Tab, house_section, house_tab
from community.models import Community
from companies.booth import Section
from portal.core.actor import Actor
from trade.rounds.models import PurchaseRound

SHOWN = 3


def open_count(community: Community) -> int:
    return PurchaseRound.objects.open().filter(community=community).count()


@house_section(40)
def open_now(community: Community, actor: Actor) -> Section | None:
    """Those that take pledges, the nearest deadline first."""
    rows = PurchaseRound.objects.visible_to(actor).open().filter(community=community)
    items = list(rows.for_cards().order_by("deadline", "pk")[:SHOWN])
    if not items:
        return None
    url = reverse("rounds:list", args=[community.slug])
    return Section("trade/rounds/_cards.html", _("Open now: joint purchases"), items, "trade/rounds.css", url)


house_tab(Tab("rounds", 40, _("Joint purchases"), "rounds:list", "offer", size=open_count))
