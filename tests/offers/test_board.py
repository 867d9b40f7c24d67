"""The board, one offer, and the feed."""

import json
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from catalog.models import Category
from offers.handlers import expire_offers
from offers.models import Offer
from tests.cast import Person
from tests.offers.conftest import make_offer
from tests.queries import queries_of
from tests.shared import shared

ATOM = "{http://www.w3.org/2005/Atom}"


def test_everybody_sees_open_offers_with_price_quantity_and_company(visitor: Client, offer: Offer) -> None:
    page = visitor.get("/offers/").content.decode()
    assert offer.title in page
    assert "USD\u00a04.20" in page and "500 pieces" in page
    assert "Hanbit Bearings" in page
    assert "30 days left" in page


def test_drafts_withdrawn_and_suspended_ones_are_not_on_the_board(visitor: Client, seller: Person) -> None:
    make_offer(seller, publish=False, title="Only a draft")
    make_offer(seller, title="Taken back").withdraw(seller.actor)
    page = visitor.get("/offers/").content.decode()
    assert "Only a draft" not in page and "Taken back" not in page
    make_offer(seller, title="Suspended with its company")
    assert seller.company
    type(seller.company).objects.filter(pk=seller.company.pk).update(is_active=False)
    assert "Suspended" not in visitor.get("/offers/").content.decode()


def test_the_tabs_count_what_the_other_filters_leave(visitor: Client, seller: Person, buyer: Person) -> None:
    make_offer(seller, title="Cotton for sale")
    make_offer(seller, title="Steel for sale")
    make_offer(buyer, side="buy", title="Cotton wanted")
    response = visitor.get("/offers/?q=cotton&side=buy")
    counts = {str(label): count for label, _url, _current, count in response.context["tabs"]}
    assert counts == {"All": 2, "Sell": 1, "Buy": 1}
    assert [row.title for row in response.context["page"]] == ["Cotton wanted"]


def test_a_category_includes_what_is_below_it_and_countries_filter(visitor: Client, seller: Person) -> None:
    below = Category.objects.filter(level=2).first()
    assert below
    make_offer(seller, title="Deep in the tree", category=below)
    make_offer(seller, title="Elsewhere")
    for slug in below.slugs:
        page = visitor.get("/offers/", {"category": slug}).content.decode()
        assert "Deep in the tree" in page and "Elsewhere" not in page
    assert "Deep in the tree" in visitor.get("/offers/?country=KR").content.decode()
    assert "No open offer fits" in visitor.get("/offers/?country=BR").content.decode()


def test_ending_soon_comes_first_when_asked_for(visitor: Client, seller: Person) -> None:
    today = timezone.localdate()
    make_offer(seller, title="Ends soon", valid_until=today + timedelta(days=2))
    make_offer(seller, title="Newest", valid_until=today + timedelta(days=200))
    assert [row.title for row in visitor.get("/offers/").context["page"]] == ["Newest", "Ends soon"]
    assert [row.title for row in visitor.get("/offers/?sort=ending").context["page"]] == ["Ends soon", "Newest"]


@pytest.mark.parametrize("query", ["category=nowhere&country=XX&sort=up&side=left&page=-3", "page=99999", "q=%00%25"])
def test_filters_that_make_no_sense_are_left_out(visitor: Client, offer: Offer, query: str) -> None:
    assert visitor.get(f"/offers/?{query}").status_code == 200


def hostile() -> list[str]:
    return list(json.loads(shared("hostile/blns.json").read_text("utf-8")))


def test_hostile_words_are_searched_and_shown_without_harm(visitor: Client, seller: Person) -> None:
    for number, text in enumerate(hostile()):
        if number % 12 == 0:
            response = visitor.get("/offers/", {"q": text, "category": text, "country": text, "company": text})
            assert response.status_code == 200
            assert "<script>alert" not in response.content.decode()


def test_the_board_asks_the_database_the_same_number_of_times_for_any_number_of_rows(
    visitor: Client, seller: Person
) -> None:
    for number in range(3):
        make_offer(seller, title=f"Lot {number}")
    few = queries_of(visitor, "/offers/")
    for number in range(20):
        make_offer(seller, title=f"More {number}")
    assert queries_of(visitor, "/offers/") == few


def test_an_offer_shows_the_four_facts_in_their_order(visitor: Client, seller: Person) -> None:
    offer = make_offer(seller, moq=50, lead_time_days=21, incoterm="FOB", incoterm_place="Busan", text="From stock")
    page = visitor.get(offer.get_absolute_url()).content.decode()
    places = [page.index(word) for word in ("USD\u00a04.20", "50 pieces", "21 days", "FOB</abbr> Busan")]
    assert places == sorted(places)
    assert "Send inquiry" in page and "From stock" in page


def test_an_expired_offer_stays_to_be_read_and_can_no_longer_be_asked_about(visitor: Client, seller: Person) -> None:
    offer = make_offer(seller)
    Offer.objects.filter(pk=offer.pk).update(valid_until=timezone.localdate() - timedelta(days=1))
    for _round in ("before the clock job", "after it"):
        response = visitor.get(offer.get_absolute_url())
        assert response.status_code == 200
        assert "This offer has ended" in response.content.decode()
        assert "Send inquiry" not in response.content.decode()
        assert offer.title not in visitor.get("/offers/").content.decode()
        expire_offers()
    offer.refresh_from_db()
    assert offer.state == Offer.State.EXPIRED


def test_the_clock_leaves_a_renewed_offer_open(seller: Person) -> None:
    offer = make_offer(seller)
    Offer.objects.filter(pk=offer.pk).update(valid_until=timezone.localdate() - timedelta(days=1))
    stale = Offer.objects.get(pk=offer.pk)
    offer.renew(timezone.localdate() + timedelta(days=5), seller.actor)
    stale.expire()
    offer.refresh_from_db()
    assert offer.state == Offer.State.OPEN


def test_withdrawn_offers_are_unknown_to_everybody_else(visitor: Client, seller: Person, stranger: Person) -> None:
    offer = make_offer(seller)
    offer.withdraw(seller.actor)
    assert visitor.get(offer.get_absolute_url()).status_code == 404
    assert stranger.client.get(offer.get_absolute_url()).status_code == 404
    assert seller.client.get(offer.get_absolute_url()).status_code == 200


def entries(client: Client, query: str = "") -> list[Any]:
    response = client.get(f"/offers/feed.atom{query}")
    assert response.status_code == 200 and response["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content).findall(f"{ATOM}entry")


def test_the_feed_follows_the_filters_of_the_board(visitor: Client, seller: Person, buyer: Person) -> None:
    make_offer(seller, title="Cotton & linen <for sale>")
    make_offer(buyer, side="buy", title="Cotton wanted")
    make_offer(seller, publish=False, title="Cotton draft")
    assert len(entries(visitor)) == 2
    (entry,) = entries(visitor, "?side=sell&q=linen")
    assert entry.findtext(f"{ATOM}title") == "Sell offer: Cotton & linen <for sale>"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Hanbit Bearings"


def test_the_feed_carries_nobodys_rights(seller: Person) -> None:
    make_offer(seller, publish=False, title="My own draft")
    assert entries(seller.client) == []


def test_the_booth_shows_open_offers_under_the_companys_name(visitor: Client, seller: Person, offer: Offer) -> None:
    make_offer(seller, publish=False, title="Only a draft")
    assert seller.company
    page = visitor.get(seller.company.get_absolute_url()).content.decode()
    assert offer.title in page and "Only a draft" not in page


def test_a_large_market_counts_once_a_minute_for_each_reader(
    visitor: Client, seller: Person, buyer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("offers.board_counts.MANY", 2)
    for number in range(2):
        make_offer(seller, title=f"Lot {number}")
    assert visitor.get("/offers/").context["board"].total == 2
    make_offer(seller, title="One more")
    make_offer(seller, title="For signed-in firms", visibility="members")
    kept = visitor.get("/offers/").context["board"]
    assert kept.total == 2 and "One more" in [offer.title for offer in kept.page.object_list]
    assert visitor.get("/offers/?q=more").context["board"].total == 1, "another question"
    assert buyer.client.get("/offers/").context["board"].total == 4, "another reader"
