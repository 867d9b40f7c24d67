"""`/api/v1/offers/`."""

from typing import Any

import pytest
from django.test import Client

from companies.models import ApiToken
from offers.models import Offer
from tests.cast import Person
from tests.offers.conftest import make_offer, offer_data
from tests.queries import queries_of


def api(person: Person, *scopes: str) -> Client:
    assert person.company
    _token, secret = ApiToken.issue(person.company, list(scopes or ("read", "write")))
    return Client(headers={"Authorization": f"Bearer {secret}"})


def body(**changes: Any) -> dict[str, Any]:
    data = offer_data(**changes)
    return {("price" if name == "amount" else name): value for name, value in data.items()}


def test_everybody_reads_open_offers_with_the_four_facts(visitor: Client, seller: Person) -> None:
    offer = make_offer(seller, moq=50, lead_time_days=21, incoterm="FOB", incoterm_place="Busan")
    make_offer(seller, publish=False, title="Only a draft")
    listed = visitor.get("/api/v1/offers/").json()
    assert listed["count"] == 1
    (row,) = listed["results"]
    assert (row["ref"], row["state"], row["url"]) == (offer.ref, "open", offer.get_absolute_url())
    assert (row["price"], row["currency"], row["quantity"], row["unit"]) == ("4.2000", "USD", "500.000", "C62")
    assert (row["moq"], row["lead_time_days"]) == ("50.000", 21)
    assert (row["incoterm"], row["incoterm_place"]) == ("FOB", "Busan")
    assert row["company"]["slug"] == offer.company.slug
    assert visitor.get(f"/api/v1/offers/{offer.ref}/").json() == row


def test_the_list_filters_and_bears_nonsense(visitor: Client, seller: Person, buyer: Person) -> None:
    make_offer(seller, title="Cotton for sale")
    make_offer(buyer, side="buy", title="Cotton wanted")
    for query, count in (("?side=buy", 1), ("?country=KR", 1), ("?q=cotton", 2), ("?category=others", 2)):
        assert visitor.get(f"/api/v1/offers/{query}").json()["count"] == count
    for query in ("?category=nowhere", "?side=left", "?q=%00none", "?country=%00XX", "?company=none"):
        assert visitor.get(f"/api/v1/offers/{query}").json()["count"] == 0


def test_a_token_posts_changes_publishes_and_withdraws(seller: Person) -> None:
    client = api(seller)
    created = client.post("/api/v1/offers/", body(quantity=1200, is_anonymous=False), "application/json")
    assert created.status_code == 201
    ref = created.json()["ref"]
    assert created.json()["state"] == "draft" and created.json()["price"] == "2.3500"
    changed = client.patch(f"/api/v1/offers/{ref}/", {"price": "2.20"}, "application/json")
    assert (changed.json()["price"], changed.json()["title"]) == ("2.2000", "Cotton rolls, 40s")
    assert client.post(f"/api/v1/offers/{ref}/publication/").json()["state"] == "open"
    assert client.post(f"/api/v1/offers/{ref}/publication/").status_code == 409
    assert client.post(f"/api/v1/offers/{ref}/renewal/", {"until": "never"}, "application/json").status_code == 409
    assert client.post(f"/api/v1/offers/{ref}/renewal/").status_code == 200
    assert client.post(f"/api/v1/offers/{ref}/withdrawal/").json()["state"] == "withdrawn"


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"price": "cheap"}, "price"),
        ({"quantity": []}, "quantity"),
        ({"title": ""}, "title"),
        ({"category": {}}, "category"),
    ],
)
def test_wrong_fields_are_named(seller: Person, data: dict[str, Any], field: str) -> None:
    answer = api(seller).post("/api/v1/offers/", body(**data) | data, "application/json")
    assert answer.status_code == 400 and field in answer.json()
    assert not Offer.objects.exists()


@pytest.mark.parametrize("data", [[], "text", 5, None])
def test_a_body_that_is_no_object_is_refused(seller: Person, data: Any) -> None:
    assert api(seller).post("/api/v1/offers/", data, "application/json").status_code == 400


def test_a_reading_token_a_stranger_and_a_visitor_change_nothing(
    visitor: Client, seller: Person, stranger: Person, offer: Offer
) -> None:
    url = f"/api/v1/offers/{offer.ref}/"
    for client in (visitor, api(seller, "read"), api(stranger)):
        assert client.patch(url, {"title": "Mine"}, "application/json").status_code in {401, 403}
        for verb in ("publication", "withdrawal", "renewal"):
            assert client.post(f"{url}{verb}/").status_code in {401, 403, 409}
    for client in (visitor, api(seller, "read")):
        assert client.post("/api/v1/offers/", body(), "application/json").status_code in {401, 403}
    offer.refresh_from_db()
    assert (offer.state, offer.title) == ("open", "Ball bearings 6204, surplus")
    assert Offer.objects.count() == 1


def test_drafts_of_others_are_unknown(stranger: Person, seller: Person) -> None:
    draft = make_offer(seller, publish=False)
    assert api(stranger).get(f"/api/v1/offers/{draft.ref}/").status_code == 404
    assert api(stranger).post(f"/api/v1/offers/{draft.ref}/publication/").status_code == 404
    assert api(seller).get(f"/api/v1/offers/{draft.ref}/").status_code == 200


def test_the_list_takes_the_same_queries_for_any_number(visitor: Client, seller: Person) -> None:
    for number in range(3):
        make_offer(seller, title=f"Lot {number}")
    few = queries_of(visitor, "/api/v1/offers/")
    for number in range(15):
        make_offer(seller, title=f"More {number}")
    assert queries_of(visitor, "/api/v1/offers/") == few


@pytest.mark.parametrize("until", [True, 0, -1, 1.5, [[]], {"a": 1}, ["2027-01-01"], "\ud800", 10**30])
def test_a_last_day_that_is_none_is_refused_in_words(seller: Person, until: Any) -> None:
    offer = make_offer(seller)
    answer = api(seller).post(f"/api/v1/offers/{offer.ref}/renewal/", {"until": until}, content_type="application/json")
    assert answer.status_code == 409 and "2027-01-31" in answer.json()["detail"]
