"""Who an offer is for: everything that shows offers asks, at every look."""

from typing import Any

import pytest
from django.http import Http404
from django.test import Client

from cms.blocks.pulse import market_figures
from community.models import Community, CommunityMember
from companies.models import ApiToken, Company
from notifications.models import Notification
from offers.models import Inquiry, Offer
from portal.core.circles import circle_key
from portal.core.permissions import Refused
from portal.core.relay import deliver_all
from portal.core.subjects import find_subject
from search.engines.base import Engine
from search.sync import rebuild
from tests.cast import Person, make_company, make_person
from tests.offers.conftest import inquiry_data, make_offer, offer_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def guild(steward: Person, seller: Person, buyer: Person) -> Community:
    """A community with the seller and the buyer in it, and the stranger outside."""
    names = {"name": "Bearing Guild", "slug": "bearing-guild", "visibility": "hidden"}
    found = Community.objects.create(steward=steward.company, **names)
    for person in (seller, buyer):
        join(found, person)
    return found


def join(guild: Community, person: Person) -> CommunityMember:
    return CommunityMember.objects.create(community=guild, company=person.company, state="active", role="member")


def kept_offer(seller: Person, visibility: str, guild: Community | None, reader: Person | None = None) -> Offer:
    more: dict[str, Any] = {"title": "Kept to some", "visibility": visibility}
    if visibility == "circle" and guild:
        more["circle"] = circle_key("community", guild.pk)
    if visibility == "named" and reader:
        more["readers"] = [reader.company]
    return make_offer(seller, **more)


CASES = [("members", True), ("circle", False), ("named", False)]  # and whether the stranger's company sees it


def places(offer: Offer) -> list[tuple[str, bool]]:
    """Where it might turn up, and whether that is a page of its own (404) or a list."""
    return [
        (offer.get_absolute_url(), True),
        (f"/ko{offer.get_absolute_url()}", True),
        (f"/api/v1/offers/{offer.ref}/", True),
        (f"/inquiries/new/offer/{offer.ref}/", True),
        ("/offers/", False),
        ("/offers/?q=kept&company=" + offer.company.slug, False),
        ("/api/v1/offers/", False),
        (offer.company.get_absolute_url(), False),
        ("/", False),
    ]


def sees(client: Client, offer: Offer) -> list[bool]:
    found = []
    for path, is_own_page in places(offer):
        answer = client.get(path)
        words = answer.content.decode()
        assert answer.status_code in ({200, 302, 404} if is_own_page else {200}), path
        found.append(answer.status_code == 200 and offer.title in words)
        assert answer.status_code == 200 or offer.title not in words
    return found


@pytest.mark.parametrize(("visibility", "stranger_too"), CASES)
def test_every_place_shows_it_to_those_it_is_for_and_to_nobody_else(
    seller: Person,
    buyer: Person,
    stranger: Person,
    newcomer: Person,
    guild: Community,
    visibility: str,
    stranger_too: bool,
) -> None:
    offer = kept_offer(seller, visibility, guild, buyer)
    assert all(sees(buyer.client, offer)), sees(buyer.client, offer)
    assert all(sees(stranger.client, offer)) if stranger_too else not any(sees(stranger.client, offer))
    for client in (Client(), newcomer.client):
        assert not any(sees(client, offer))
    own = seller.client.get(offer.get_absolute_url())
    assert own.status_code == 200 and "see this offer" in own.content.decode()


@pytest.mark.parametrize(("visibility", "_too"), CASES)
def test_feeds_sitemap_and_figures_know_public_ones_alone(
    seller: Person, buyer: Person, guild: Community, visibility: str, _too: bool
) -> None:
    kept_offer(seller, visibility, guild, buyer)
    for client in (buyer.client, seller.client):
        for path in ("/offers/feed.atom", "/offers/feed.rss", "/sitemap-offers.xml", "/sitemap.xml"):
            assert b"Kept to some" not in client.get(path).content
    assert Offer.objects.public().count() == 0
    from django.core.cache import cache

    cache.delete("cms.market_figures")
    assert market_figures()["offers"] == 0


@pytest.mark.parametrize(("visibility", "stranger_too"), CASES)
def test_the_search_finds_it_for_those_it_is_for(
    embedded: Engine,
    seller: Person,
    buyer: Person,
    stranger: Person,
    guild: Community,
    visibility: str,
    stranger_too: bool,
) -> None:
    kept_offer(seller, visibility, guild, buyer)
    rebuild()
    for client, found in ((buyer.client, 1), (seller.client, 1), (stranger.client, int(stranger_too)), (Client(), 0)):
        answer = client.get("/api/v1/search/?q=kept&kind=offer").json()
        assert (answer["total"], len(answer["results"])) == (found, found)
        kinds = {one["value"]: one["count"] for one in answer["facets"]["kind"]}
        assert kinds.get("offer", 0) == found, "no count tells of what is not shown"
    assert Client().get("/api/v1/suggest/?q=kept").json()["suggestions"] == []


def test_who_leaves_the_circle_no_longer_sees_it(
    embedded: Engine,
    seller: Person,
    buyer: Person,
    guild: Community,
) -> None:
    offer = kept_offer(seller, "circle", guild)
    rebuild()
    assert buyer.client.get(offer.get_absolute_url()).status_code == 200
    CommunityMember.objects.get(company=buyer.company).leave(buyer.actor)
    assert not any(sees(buyer.client, offer))
    assert buyer.client.get("/api/v1/search/?q=kept&kind=offer").json()["total"] == 0
    with pytest.raises(Http404):
        find_subject("offer", offer.ref, buyer.actor)


def test_an_offer_goes_when_its_own_company_leaves_the_circle(seller: Person, buyer: Person, guild: Community) -> None:
    offer = kept_offer(seller, "circle", guild)
    CommunityMember.objects.get(company=seller.company).leave(seller.actor)
    deliver_all()
    offer.refresh_from_db()
    assert offer.state == Offer.State.WITHDRAWN
    assert Notification.objects.get(user=seller.user, kind="offer.left_circle")
    assert buyer.client.get(offer.get_absolute_url()).status_code == 404


def test_a_circle_one_is_not_in_cannot_be_chosen(seller: Person, stranger: Person, guild: Community) -> None:
    key = circle_key("community", guild.pk)
    data = offer_data(then="publish", visibility="circle", circle=key)
    answer = stranger.client.post("/my/offers/new/", data)
    assert answer.status_code == 200 and "Bearing Guild" not in answer.content.decode()
    with pytest.raises(Refused):
        make_offer(stranger, visibility="circle", circle=key)
    assert not Offer.objects.filter(state="open").exists()
    seller.client.post("/my/offers/new/", data)
    assert Offer.objects.get(state="open").circle == key


def test_companies_are_found_by_name_and_chosen_without_a_script(
    seller: Person, buyer: Person, stranger: Person
) -> None:
    data = offer_data(then="find", visibility="named", find="nordwerk")
    page = seller.client.post("/my/offers/new/", data).content.decode()
    assert 'name="readers" value="nordwerk-handel"' in page and data["text"] in page
    assert "Elsewhere" not in page and not Offer.objects.exists()
    fragment = seller.client.get("/my/offers/readers/?find=elsew&readers=nordwerk-handel").content.decode()
    assert "Elsewhere Ltd" in fragment and "<html" not in fragment
    chosen = offer_data(then="publish", visibility="named", readers=["nordwerk-handel", "none-such", "hanbit-bearings"])
    seller.client.post("/my/offers/new/", chosen)
    offer = Offer.objects.get()
    assert [reader.company for reader in offer.readers.all()] == [buyer.company]
    assert "Nordwerk Handel" in seller.client.get(offer.get_absolute_url()).content.decode()
    page = buyer.client.get(offer.get_absolute_url()).content.decode()
    assert "Yours is one of them" in page
    edit = seller.client.get(f"/my/offers/{offer.ref}/").content.decode()
    assert 'value="nordwerk-handel" checked' in edit


def test_an_offer_for_chosen_companies_needs_one_and_takes_fifty(seller: Person, buyer: Person) -> None:
    page = seller.client.post("/my/offers/new/", offer_data(then="publish", visibility="named")).content.decode()
    assert "Choose at least one company" in page and not Offer.objects.exists()
    crowd = [make_company(f"Crowd {number}", "buyer", "DE") for number in range(51)]
    many = offer_data(then="publish", visibility="named", readers=[one.slug for one in crowd])
    assert "up to fifty" in seller.client.post("/my/offers/new/", many).content.decode()
    with pytest.raises(Refused):
        make_offer(seller, visibility="named", readers=crowd)
    assert not Offer.objects.exists()


def test_a_suspended_company_reads_what_a_visitor_reads(seller: Person, buyer: Person) -> None:
    offer = kept_offer(seller, "members", None)
    Company.objects.filter(pk=buyer.company.pk).update(is_active=False)
    assert buyer.client.get(offer.get_absolute_url()).status_code == 404


def test_a_key_of_the_company_sees_and_asks_as_the_company(seller: Person, buyer: Person, stranger: Person) -> None:
    offer = kept_offer(seller, "named", None, buyer)
    for person, status in ((buyer, 200), (stranger, 404)):
        _token, secret = ApiToken.issue(person.company, ["read"])
        answer = Client(headers={"Authorization": f"Bearer {secret}"}).get(f"/api/v1/offers/{offer.ref}/")
        assert answer.status_code == status
        assert status == 404 or answer.json()["readers"] is None, "who else was chosen is nobody's business"


def test_who_may_not_see_it_cannot_ask_about_it(seller: Person, buyer: Person, stranger: Person) -> None:
    offer = kept_offer(seller, "named", None, buyer)
    assert stranger.client.post(f"/inquiries/new/offer/{offer.ref}/", inquiry_data()).status_code == 404
    assert not Inquiry.objects.exists()
    assert buyer.client.post(f"/inquiries/new/offer/{offer.ref}/", inquiry_data()).status_code == 302


def test_a_narrower_visibility_holds_at_once(seller: Person, buyer: Person, visitor: Client) -> None:
    offer = make_offer(seller, title="Kept to some")
    assert visitor.get(offer.get_absolute_url()).status_code == 200
    offer.revise(seller.actor, visibility="named", readers=[buyer.company])
    assert not any(sees(visitor, offer)) and all(sees(buyer.client, offer))
    offer.revise(seller.actor, visibility="public")
    assert all(sees(visitor, offer)) and not offer.readers.exists()


def test_an_anonymous_offer_for_one_circle_names_nobody(seller: Person, buyer: Person, guild: Community) -> None:
    key = circle_key("community", guild.pk)
    offer = make_offer(seller, title="Kept to some", visibility="circle", circle=key, is_anonymous=True)
    for path in (offer.get_absolute_url(), "/offers/", f"/api/v1/offers/{offer.ref}/"):
        page = buyer.client.get(path).content.decode()
        assert "Kept to some" in page and "Hanbit" not in page


def test_a_colleague_who_may_only_look_sees_the_drafts_and_changes_nothing(seller: Person) -> None:
    watcher = make_person("looks@hanbit.example", seller.company, "viewer")
    draft = make_offer(seller, publish=False, visibility="members")
    assert watcher.client.get(draft.get_absolute_url()).status_code == 200
    for verb in ("publication", "withdrawal", "renewal", "fulfilment", "copy"):
        assert watcher.client.post(f"/my/offers/{draft.ref}/{verb}/").status_code in {403, 409}
    draft.refresh_from_db()
    assert draft.state == Offer.State.DRAFT and Offer.objects.count() == 1
