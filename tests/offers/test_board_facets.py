"""What narrows the board: facets, feeds, and being told of new offers like these."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from notifications.models import Notification
from search.engines.base import Engine
from search.saved import SavedMatch, SavedSearch
from search.sync import rebuild
from tests.cast import Person
from tests.offers.conftest import make_offer
from tests.search.test_saved import look

pytestmark = pytest.mark.django_db


def facets(client: Client, **query: Any) -> dict[str, dict[str, int]]:
    board = client.get("/offers/", query).context["board"]
    return {facet.name: {one.value: one.count for one in facet.choices} for facet in board.facets}


def test_each_facet_is_counted_without_itself(visitor: Client, seller: Person, buyer: Person) -> None:
    make_offer(seller, title="A", incoterm="FOB", incoterm_place="Busan")
    make_offer(seller, title="B", incoterm="CIF", incoterm_place="Hamburg")
    make_offer(buyer, side="buy", title="C", incoterm="FOB", incoterm_place="Kobe", amount="9", currency="EUR")
    found = facets(visitor, country="KR")
    assert found["country"] == {"KR": 2, "DE": 1} and found["incoterm"] == {"FOB": 1, "CIF": 1}
    found = facets(visitor, country=["KR", "DE"], incoterm="FOB")
    assert found["country"] == {"KR": 1, "DE": 1} and found["incoterm"] == {"FOB": 2, "CIF": 1}
    titles = [row.title for row in visitor.get("/offers/?price_from=5&currency=EUR").context["page"]]
    assert titles == ["C"]
    assert [row.title for row in visitor.get("/offers/?sort=price").context["page"]][-1] == "C"
    chips = visitor.get("/offers/?country=KR&country=DE&incoterm=FOB").context["board"].chips
    assert [label for label, _url in chips] == ["Germany", "South Korea", "FOB"]
    assert "country=KR" in chips[0][1] and "country=DE" not in chips[0][1]


def test_new_offers_like_these_are_told_of(
    embedded: Engine,
    seller: Person,
    buyer: Person,
    stranger: Person,
) -> None:
    address = buyer.client.get("/offers/?side=sell&country=KR&q=cotton&sort=price").context["alert_url"]
    page = buyer.client.get(address)
    assert page.status_code == 200 and "Sell offers" in page.content.decode()
    buyer.client.post(address, {"name": "Cotton", "rhythm": "instant"})
    saved = SavedSearch.objects.get(user=buyer.user)
    SavedSearch.objects.filter(pk=saved.pk).update(created_at=timezone.now() - timedelta(hours=1))
    make_offer(seller, title="Cotton rolls")
    make_offer(seller, title="Cotton wanted", side="buy")
    make_offer(stranger, title="Cotton from elsewhere")
    make_offer(seller, title="Cotton for others", visibility="named", readers=[stranger.company])
    rebuild()
    look()
    assert SavedMatch.objects.filter(saved=saved).count() == 1
    note = Notification.objects.get(user=buyer.user)
    assert "Cotton rolls" in note.title


def test_feeds_follow_every_filter(visitor: Client, seller: Person, buyer: Person) -> None:
    make_offer(seller, title="From Korea")
    make_offer(buyer, side="buy", title="From Germany")
    for path in ("feed.atom", "feed.rss"):
        words = visitor.get(f"/offers/{path}?country=DE&side=buy").content.decode()
        assert "From Germany" in words and "From Korea" not in words
