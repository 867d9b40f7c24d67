"""The joint catalogue of a community: whose listings stand there, for whom, and what is in front."""

from typing import Any

import pytest
from django.test import Client

from catalog.models import Product
from community.joint.models import FeaturedListing, JointListing
from community.models import Community, CommunityMember
from companies.models import Company
from offers.models import Offer, Visibility
from portal.core.events import record
from portal.core.permissions import Refused
from search.engines import EngineDown
from search.engines.base import Engine
from search.engines.embedded import Embedded
from search.query import Query
from search.sync import rebuild
from tests.cast import Person, make_company, make_person, make_product
from tests.community.conftest import make_community
from tests.queries import queries_of
from tests.search.conftest import settle
from tests.search.test_page import make_offer

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(steward: Person, seller: Person) -> Community:
    return make_community(steward, "Bearing Makers", "public", (seller,))


def read(client: Client, community: Community, **parameters: Any) -> str:
    answer = client.get(f"/communities/{community.slug}/catalogue/", parameters)
    assert answer.status_code == 200
    return answer.content.decode()


def stock(supplier: Company) -> Product:
    return make_product(supplier, title="Zirconium bearing")


def test_members_listings_stand_under_the_roof_and_no_others(
    both: Engine, house: Community, supplier: Company, visitor: Client
) -> None:
    stock(supplier)
    make_offer(supplier, "Zirconium lot")
    make_product(make_company("Elsewhere Ltd"), title="Zirconium of others")
    rebuild()
    html = read(visitor, house, q="zirconium")
    assert "2 results" in html
    assert "of others" not in html
    assert "Zirconium</mark> lot" in html
    assert f"/communities/{house.slug}/catalogue/?q=zirconium&amp;kind=offer" in html
    assert "1 result" in read(visitor, house, q="zirconium", kind="offer")
    assert "2 results" in read(visitor, house)


def test_who_joins_and_leaves_brings_and_takes_its_listings(
    both: Engine, house: Community, steward: Person, stranger: Person, visitor: Client
) -> None:
    assert stranger.company
    make_product(stranger.company, title="Zirconium bearing")
    rebuild()
    assert "0 results" in read(visitor, house, q="zirconium")
    house.ask_to_join(stranger.actor).accept(steward.actor)
    settle(both)
    assert "1 result" in read(visitor, house, q="zirconium")
    house.members.get(company=stranger.company).leave(stranger.actor)
    assert stranger.company.name not in read(visitor, house, q="zirconium")  # before the index knows
    settle(both)
    assert both.search(Query.parse("zirconium", community=str(house.pk))).total == 0
    assert both.search(Query.parse("zirconium")).total == 1


def test_a_company_takes_its_listings_out_and_back(
    both: Engine, house: Community, supplier: Company, seller: Person, viewer: Person, stranger: Person
) -> None:
    stock(supplier)
    rebuild()
    at = f"/communities/{house.slug}/catalogue/listings/"
    assert viewer.client.post(at, {"shown": "0"}).status_code == 403
    assert stranger.client.post(at, {"shown": "0"}).status_code == 404
    assert not JointListing.objects.exists()
    assert seller.client.post(at, {"shown": "0"}).status_code == 302
    assert "Zirconium" not in read(seller.client, house)
    settle(both)
    assert both.search(Query.parse("zirconium", community=str(house.pk))).total == 0
    seller.client.post(at, {"shown": "1"})
    settle(both)
    assert "1 result" in read(seller.client, house, q="zirconium")


def test_observers_sell_nothing_here(embedded: Embedded, house: Community, supplier: Company, visitor: Client) -> None:
    stock(supplier)
    house.members.filter(company=supplier).update(role=CommunityMember.Role.OBSERVER)
    rebuild()
    assert "0 results" in read(visitor, house, q="zirconium")


def test_a_suspended_company_is_gone_at_once(
    embedded: Embedded, house: Community, supplier: Company, visitor: Client
) -> None:
    stock(supplier)
    rebuild()
    Company.objects.filter(pk=supplier.pk).update(is_active=False)
    assert "Zirconium" not in read(visitor, house)


def test_hidden_and_closed_catalogues_are_for_their_readers(
    both: Engine, steward: Person, seller: Person, supplier: Company, stranger: Person, visitor: Client
) -> None:
    stock(supplier)
    houses = [make_community(steward, name, name.lower(), (seller,)) for name in ("Hidden", "Members")]
    rebuild()
    for community in houses:
        for client in (visitor, stranger.client):
            assert client.get(f"/communities/{community.slug}/catalogue/").status_code == 404
        assert "1 result" in read(seller.client, community, q="zirconium")
    results = both.search(Query.parse("zirconium"))
    assert "communities" not in results.facets
    answer = visitor.get("/api/v1/search/", {"q": "zirconium", "community": str(houses[0].pk)}).json()
    assert answer["total"] == 1  # no such filter: as if it were not there
    assert "communit" not in str(answer["results"])


def test_offers_kept_to_a_circle_are_shown_to_its_members(
    both: Engine, house: Community, supplier: Company, seller: Person, steward: Person, visitor: Client
) -> None:
    circle = f"community:{house.pk}"
    make_offer(supplier, "Zirconium lot", visibility=Visibility.CIRCLE, circle=circle)
    rebuild()
    assert "0 results" in read(visitor, house, q="zirconium")
    assert "1 result" in read(steward.client, house, q="zirconium")


def test_an_anonymous_offer_stands_under_no_roof_but_its_circle(
    both: Engine, house: Community, supplier: Company, steward: Person, visitor: Client
) -> None:
    offer = make_offer(supplier, "Zirconium lot", is_anonymous=True)
    rebuild()
    assert "0 results" in read(visitor, house, q="zirconium")
    assert "0 results" in read(steward.client, house, q="zirconium")
    Offer.objects.filter(pk=offer.pk).update(visibility=Visibility.CIRCLE, circle=f"community:{house.pk}")
    rebuild()
    html = read(steward.client, house, q="zirconium")
    assert "1 result" in html
    assert supplier.name not in html.partition('class="search-cards"')[2].partition("</ul>")[0]


def test_without_the_engine_the_database_keeps_to_the_members(
    house: Community, supplier: Company, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*args: Any) -> None:
        raise EngineDown("gone")

    monkeypatch.setattr(Embedded, "search", down)
    monkeypatch.setattr("search.found.engine", lambda: Embedded("/nowhere", "none"))
    monkeypatch.setattr("search.houses.engine", lambda: Embedded("/nowhere", "none"))
    stock(supplier)
    make_offer(supplier, "Zirconium secret", is_anonymous=True)
    make_product(make_company("Elsewhere Ltd"), title="Zirconium of others")
    html = read(visitor, house, q="zirconium")
    assert "1 result" in html
    assert "of others" not in html
    assert "New from members" not in visitor.get(house.get_absolute_url()).content.decode()


def test_a_steward_puts_listings_in_front(
    embedded: Embedded, house: Community, supplier: Company, steward: Person, seller: Person, visitor: Client
) -> None:
    product, offer = stock(supplier), make_offer(supplier, "Ball lot")
    rebuild()
    at = f"/communities/{house.slug}/catalogue/featured/"
    assert seller.client.get(at).status_code == 403
    assert seller.client.post(at, {"kind": "product", "ref": product.ref}).status_code == 403
    assert "Zirconium" in steward.client.get(at, {"q": "zirconium"}).content.decode()
    steward.client.post(at, {"kind": "product", "ref": product.ref})
    steward.client.post(at, {"kind": "product", "ref": product.ref})  # twice is once
    steward.client.post(at, {"kind": "offer", "ref": offer.ref})
    first, second = house.featured.all()
    assert (first.number, second.number) == (product.pk, offer.pk)
    assert "Chosen by the steward" in read(visitor, house)
    steward.client.post(f"{at}{second.pk}/", {"act": "up"})
    assert [one.number for one in house.featured.all()] == [offer.pk, product.pk]
    assert seller.client.post(f"{at}{second.pk}/", {"act": "remove"}).status_code == 403
    steward.client.post(f"{at}{second.pk}/", {"act": "remove"})
    assert [(one.number, one.position) for one in house.featured.all()] == [(product.pk, 1)]


def test_what_is_in_front_is_shown_only_while_it_belongs_there(
    embedded: Embedded, house: Community, supplier: Company, steward: Person, seller: Person, visitor: Client
) -> None:
    product = stock(supplier)
    FeaturedListing.put(house, "product", product.pk, supplier.pk, steward.actor)
    rebuild()
    JointListing.choose(house.members.get(company=supplier), seller.actor, is_shown=False)
    assert "Chosen by the steward" not in read(visitor, house)
    other = make_product(make_company("Elsewhere Ltd"), title="Of others")
    answer = steward.client.post(
        f"/communities/{house.slug}/catalogue/featured/", {"kind": "product", "ref": other.ref}
    )
    assert answer.status_code == 409
    assert house.featured.count() == 1


def test_twelve_stand_in_front_at_most(house: Community, supplier: Company, steward: Person) -> None:
    for number in range(1, 13):
        FeaturedListing.put(house, "product", number, supplier.pk, steward.actor)
    with pytest.raises(Refused):
        FeaturedListing.put(house, "product", 13, supplier.pk, steward.actor)
    assert house.featured.count() == 12


def test_the_front_page_shows_what_is_new_from_members(
    both: Engine, house: Community, supplier: Company, visitor: Client
) -> None:
    for number in range(8):
        make_product(supplier, f"Z-{number}", title=f"Bearing number {number}")
    rebuild()
    html = visitor.get(house.get_absolute_url()).content.decode()
    assert "New from members" in html
    assert html.count("Bearing number") == 6


def test_what_the_catalogue_asks_of_the_database_does_not_grow(
    embedded: Embedded, house: Community, supplier: Company, seller: Person
) -> None:
    make_product(supplier, "Z-0", title="Bearing")
    make_offer(supplier, "Lot")
    rebuild()
    at = f"/communities/{house.slug}/catalogue/"
    few = queries_of(seller.client, at)
    for number in range(1, 12):
        person = make_person(f"p{number}@mill.example", make_company(f"Mill {number}"))
        assert person.company
        house.members.create(company=person.company, state=CommunityMember.State.ACTIVE)
        make_product(person.company, f"Z-{number}", title=f"Bearing {number}")
    rebuild()
    assert queries_of(seller.client, at) == few


def test_documents_of_many_companies_take_as_many_queries_as_of_one(
    house: Community, supplier: Company, django_assert_max_num_queries: Any
) -> None:
    from search.sources import SOURCES

    rows = [stock(supplier)]
    for number in range(6):
        company = make_company(f"Mill {number}")
        house.members.create(company=company, state=CommunityMember.State.ACTIVE)
        rows.append(make_product(company, f"Y-{number}"))
    with django_assert_max_num_queries(9):
        documents, _gone = SOURCES["product"].documents([one.pk for one in rows])
    assert {one.communities for one in documents} == {(str(house.pk),)}


def test_a_steward_who_removes_a_member_takes_its_listings_along(
    embedded: Embedded, house: Community, supplier: Company, steward: Person
) -> None:
    """Whoever removes it says whose membership ended; here as an event about the community."""
    stock(supplier)
    rebuild()
    house.members.filter(company=supplier).delete()
    record("membership.removed", house, by=steward.actor, company=supplier.pk)
    settle(embedded)
    assert embedded.search(Query.parse("zirconium", community=str(house.pk))).total == 0


def test_the_bar_to_ask_several_is_for_who_may_buy(
    embedded: Engine, house: Community, buyer: Person, viewer: Person, visitor: Client
) -> None:
    for client, is_there in ((visitor, True), (buyer.client, True), (viewer.client, False)):
        page = client.get(f"/communities/{house.slug}/catalogue/").content.decode()
        assert ('id="ask-several"' in page) == is_there
