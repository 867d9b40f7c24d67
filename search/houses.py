"""The joint catalogue of a community: the market's search, kept to what its members sell.

Documents carry the communities under whose roof they stand (sources.py), so that a community of 10,000 members is
searched as fast as one of ten. The index only proposes: whose the hits are, and whether they take part now, is asked
of the database, so that what a removed or suspended member sells is not shown from that moment on.
"""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from catalog.models import Product
from community.house import Tab, find_open_house, house_section, house_tab, standing
from community.joint.models import FeaturedListing, JointListing, showing_in
from community.joint.permissions import can_feature, can_show_listings
from community.models import Community
from companies.booth import Section
from companies.guards import company_required
from offers.models import Offer
from portal.core.actor import Actor
from portal.core.circles import circle_key
from portal.core.http import Request, SignedIn
from portal.core.permissions import Refused, require
from search.cards import Cards
from search.engines import EngineDown, engine
from search.facets import ranges_of
from search.found import Item, find, items_of
from search.query import Hit, Query, from_parameters
from search.sources import SOURCES, audience_of
from search.views import chips, kind_tabs, page_of, range_chips, sort_links

NEWEST = 6
PROPOSED = 12  # results a steward chooses from
ONLY_STEWARDS = gettext_lazy("Only a steward chooses what is featured.")

house_tab(Tab("catalogue", 42, gettext_lazy("Catalogue"), "search:house", "box"))


class JointReader:
    """Makes hits into cards, or into items, without those that do not stand under this roof now."""

    def __init__(self, community: Community, request: Request | None = None) -> None:
        self.community, self.request = community, request

    def __call__(self, hits: list[Hit], query: Query, actor: Actor) -> list[Any]:
        inside = under_roof(self.community, hits)
        return Cards(self.request)(inside, query, actor) if self.request else items_of(inside, query, actor)


def under_roof(community: Community, hits: list[Hit]) -> list[Hit]:
    """Those of members who take part now. An anonymous offer only where it is kept to this community: elsewhere the
    roof would narrow down whose it is."""
    companies = showing_in(community).values("company")
    keys = {kind: [hit.pk for hit in hits if hit.kind == kind] for kind in ("product", "offer")}
    products = Product.objects.filter(pk__in=keys["product"], company__in=companies)
    offers = Offer.objects.filter(pk__in=keys["offer"], company__in=companies)
    here = circle_key("community", community.pk)
    known = {("product", pk) for pk in products.values_list("pk", flat=True)}
    known |= {
        ("offer", pk)
        for pk, is_anonymous, circle in offers.values_list("pk", "is_anonymous", "circle")
        if not is_anonymous or circle == here
    }
    return [hit for hit in hits if (hit.kind, hit.pk) in known]


def house_query(community: Community, request: Request) -> Query:
    query = from_parameters(request.GET, audience_of(request.actor), currency=request.currency)
    return replace(query, community=str(community.pk))


def house(request: Request, slug: str) -> HttpResponse:
    """The catalogue as page, or for htmx the part that changes with the filters."""
    community = find_open_house(request, slug)
    found = find(house_query(community, request), request.actor, JointReader(community, request))
    base = reverse("search:house", args=[slug])
    unit = request.GET.get("currency") or request.currency
    is_narrowed = bool(found.query.text or found.query.filters or found.query.ranges or found.query.page > 1)
    is_fragment = request.htmx and not request.htmx.history_restore_request
    rules = standing(request, community, "catalogue")
    context = {
        **rules,
        "found": found,
        "base_url": base,
        "page": page_of(found),
        "kinds": kind_tabs(found, request.GET, base),
        "facets": [facet for facet in found.facets if facet.name != "kind" and facet.values],
        "ranges": ranges_of(request.GET, unit),
        "chips": [*chips(found, request.GET, base), *range_chips(found, request.GET, request.currency, base)],
        "sorts": sort_links(found, request.GET, base),
        "is_narrowed": is_narrowed,
        "featured": [] if is_narrowed else featured_cards(community, request),
        "may_show": rules["own"] is not None and can_show_listings(request.actor, rules["own"]),
        "is_shown": rules["own"] is not None and is_shown(rules["own"].pk),
    }
    response = render(request, "search/house.html#results" if is_fragment else "search/house.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def is_shown(member_id: int) -> bool:
    return not JointListing.objects.filter(member=member_id, is_shown=False).exists()


def featured_cards(community: Community, request: Request) -> list[Any]:
    hits = [Hit(one.kind, one.number) for one in community.featured.visible_to(request.actor)]
    return JointReader(community, request)(hits, Query(), request.actor) if hits else []


@company_required
@require_POST
def listings(request: SignedIn, slug: str) -> HttpResponse:
    """The company shows its listings here, or takes them out."""
    community = find_open_house(request, slug)
    member = get_object_or_404(community.members.active(), company_id=request.actor.company_id)
    shown = request.POST.get("shown") == "1"
    JointListing.choose(member, request.actor, shown)
    said = _("Your products and offers are shown here again.") if shown else _("Your listings are taken out here.")
    messages.success(request, said)
    return redirect("search:house", slug)


@company_required
def featured(request: SignedIn, slug: str) -> HttpResponse:
    """What is in front, in which order; and a search to choose more from."""
    community = find_open_house(request, slug)
    require(can_feature(request.actor, community), ONLY_STEWARDS)
    if request.method == "POST":
        return put_in_front(request, community)
    rows = list(community.featured.visible_to(request.actor))
    items = JointReader(community)([Hit(one.kind, one.number) for one in rows], Query(), request.actor)
    known = {(item.kind, item.row.pk): item for item in items}
    query = replace(house_query(community, request), size=PROPOSED, filters={}, ranges={})
    context = {
        **standing(request, community, "catalogue"),
        "rows": [(one, known.get((one.kind, one.number))) for one in rows],
        "q": query.text,
        "proposed": [item for item in proposals(community, query, request) if (item.kind, item.row.pk) not in known],
    }
    return render(request, "search/house_featured.html", context)


def proposals(community: Community, query: Query, request: SignedIn) -> list[Item]:
    return find(query, request.actor, JointReader(community)).items


def put_in_front(request: SignedIn, community: Community) -> HttpResponse:
    kind = "offer" if request.POST.get("kind") == "offer" else "product"
    row = get_object_or_404(SOURCES[kind].cards(request.actor), ref=request.POST.get("ref", "")[:16])
    if not under_roof(community, [Hit(kind, row.pk)]):
        raise Refused(_("Its company does not show it in this community."))
    FeaturedListing.put(community, kind, row.pk, row.company_id, request.actor)
    return redirect("search:house_featured", community.slug)


@company_required
@require_POST
def featured_act(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Nearer to the front, further back, or out."""
    community = find_open_house(request, slug)
    require(can_feature(request.actor, community), ONLY_STEWARDS)
    row = get_object_or_404(community.featured.visible_to(request.actor), pk=pk)
    act = request.POST.get("act")
    if act == "remove":
        row.remove(request.actor)
    elif act in {"up", "down"}:
        row.move(request.actor, up=act == "up")
    return redirect("search:house_featured", slug)


@house_section(30)
def new_from_members(community: Community, actor: Actor) -> Section | None:
    """The newest products and offers that the reader may see; nothing while the engine is away."""
    audience = tuple(audience_of(actor))
    query = Query(community=str(community.pk), audience=audience, sort="newest", size=NEWEST * 2, is_counted=False)
    try:
        hits = engine().search(query).hits
    except EngineDown:
        return None
    items = JointReader(community)(hits, query, actor)[:NEWEST] if hits else []
    if not items:
        return None
    url = reverse("search:house", args=[community.slug])
    return Section("search/_house_newest.html", _("New from members"), items, "community/directory.css", url)
