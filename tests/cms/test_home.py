"""The front page, made of parts."""

import json
from typing import Any

import pytest
from django.test import Client

from cms.models import HomePage
from companies.models import Company
from portal.core.actor import VISITOR
from portal.core.relay import deliver_all
from tests.cast import Person, make_product
from tests.cms.test_blocks import make_picture
from tests.cms.test_pages import make_case, make_news
from tests.community.conftest import make_community
from tests.offers.conftest import make_offer
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def put(*parts: tuple[str, dict[str, Any]]) -> HomePage:
    home = HomePage.objects.get(locale__language_code="en")
    home.body = json.dumps(
        [{"type": kind, "value": value, "id": f"p{place}"} for place, (kind, value) in enumerate(parts)]
    )
    home.save()
    return home


def test_a_new_home_has_its_usual_parts_and_costs_15_queries_at_most(
    visitor: Client, seller: Person, steward: Person, supplier: Company
) -> None:
    for number in range(8):
        make_offer(seller, title=f"Bearings, lot {number}")
        make_product(supplier, f"A-{number}", f"Bearing {number}")
        make_news(f"News {number}")
    make_case(result="First order after 5 weeks")
    make_community(steward, "Weavers")
    assert queries_of(visitor, "/") <= 15
    html = visitor.get("/").content.decode()
    assert html.count("<h1") == 1 and "What do you need, and who makes it?" in html
    for words in ("Bearings, lot 7", "The market today", "First order after 5 weeks", "News 7", "16 sectors"):
        assert words in html
    assert "Bearings, lot 0" not in html


def test_pictures_are_there_before_the_first_reader(visitor: Client) -> None:
    picture = make_picture()
    case = make_case(picture=picture)
    case.save_revision().publish()
    deliver_all()
    made = set(picture.renditions.values_list("filter_spec", flat=True))
    assert {"fill-640x360|format-webp", "width-960|format-webp"} <= made
    visitor.get("/")
    assert set(picture.renditions.values_list("filter_spec", flat=True)) == made


def test_the_editor_decides_what_stands_there_and_in_which_order(visitor: Client, seller: Person) -> None:
    make_offer(seller, title="Bearings for Hamburg")
    chosen = make_case("The one we chose", result="Chosen")
    make_case("The newest one")
    put(
        ("news", {"title": "From the programme"}),
        ("practice", {"page": chosen.pk}),
        ("offers", {"title": "Wanted", "side": "buy", "count": 3}),
        ("hero", {"headline": "Made in Korea", "has_ways": False}),
        ("ways", {"title": "Begin here"}),
        ("call", {"title": "Join", "button": "Join us", "address": "/accounts/signup/"}),
    )
    make_news("A fair on line")
    html = visitor.get("/").content.decode()
    places = [
        html.index(words)
        for words in ("From the programme", "The one we chose", "Made in Korea", "Begin here", "Join us")
    ]
    assert places == sorted(places)
    assert "The newest one" not in html and "Bearings for Hamburg" not in html and "The 16 sectors" not in html
    assert html.count("I run a community") == 1


def test_chosen_communities_come_in_order_and_hidden_ones_to_nobody(visitor: Client, steward: Person) -> None:
    first, second = make_community(steward, "Weavers"), make_community(steward, "Bakers")
    put(("communities", {"chosen": [second.pk, first.pk]}))
    html = visitor.get("/").content.decode()
    assert html.index("Bakers") < html.index("Weavers") and '<h1 class="visually-hidden"' in html
    type(second).objects.filter(pk=second.pk).update(visibility="hidden")
    assert not type(second).objects.visible_to(VISITOR).filter(pk=second.pk).exists()
    html = visitor.get("/").content.decode()
    assert "Bakers" not in html and "Weavers" in html
