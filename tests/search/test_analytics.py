"""What people search for, as staff see it; nothing of who."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from companies.models import Company
from search.analytics import MOST_CLICKS, Asked, Clicked, figures, forget_old_searches, positions
from search.engines.base import Engine
from search.sync import rebuild
from tests.cast import Person, make_product

pytestmark = pytest.mark.django_db

PAGE = "/desk/search/"


def ask(client: Client, q: str, **more: str) -> Asked | None:
    assert client.get("/search/", {"q": q, **more}).status_code == 200
    return Asked.objects.order_by("-pk").first()


def test_a_search_is_kept_without_who_and_its_first_page_only(
    embedded: Engine, visitor: Client, supplier: Company
) -> None:
    make_product(supplier, title="Zirconium bearing")
    rebuild()
    asked = ask(visitor, "  Zirconium   BEARING ")
    assert asked and (asked.words, asked.whole) == ("zirconium bearing", 1)
    ask(visitor, "zirconium bearing", page="2")
    ask(visitor, "")
    visitor.get("/search/", {"q": "zirconium"}, headers={"HX-Request": "true"})
    assert Asked.objects.count() == 1
    assert {field.name for field in Asked._meta.get_fields()}.isdisjoint({"user", "session", "address", "company"})


def test_an_opened_result_is_counted_once_at_its_place(embedded: Engine, visitor: Client) -> None:
    asked = ask(visitor, "zirconium")
    assert asked
    for position in ("3", "3", "7"):
        data = {"asked": asked.ref, "position": position, "kind": "product"}
        assert visitor.post("/search/opened/", data).status_code == 204
    assert sorted(Clicked.objects.values_list("position", flat=True)) == [3, 7]
    assert figures(Asked.objects.all())["opened"] == 1 and figures(Asked.objects.all())["position"] == 5
    assert dict(positions(Asked.objects.all()))[3] == 1


@pytest.mark.parametrize("position", ["0", "-1", "x", "99999", ""])
def test_an_odd_place_is_not_counted(embedded: Engine, visitor: Client, position: str) -> None:
    asked = ask(visitor, "zirconium")
    assert asked
    visitor.post("/search/opened/", {"asked": asked.ref, "position": position})
    visitor.post("/search/opened/", {"asked": "Q-NONE", "position": "1"})
    assert Clicked.objects.filter(position__gt=1000).count() == 0
    assert Clicked.objects.exclude(asked=asked).count() == 0


def test_nobody_counts_clicks_to_no_end(embedded: Engine, visitor: Client) -> None:
    asked = ask(visitor, "zirconium")
    assert asked
    for position in range(1, MOST_CLICKS + 10):
        Clicked.note(asked.ref, position, "product")
    assert Clicked.objects.count() == MOST_CLICKS


def test_staff_see_what_was_asked_most_and_what_found_nothing(
    embedded: Engine, moderator: Person, clerk: Person, seller: Person, visitor: Client, supplier: Company
) -> None:
    make_product(supplier, title="Zirconium bearing")
    rebuild()
    for q in ("zirconium", "zirconium", "unobtainium"):
        ask(visitor, q)
    page = moderator.client.get(PAGE).content.decode()
    assert page.index("zirconium") < page.index("unobtainium")
    empty = moderator.client.get(PAGE, {"list": "empty"}).content.decode()
    assert "unobtainium" in empty and ">zirconium<" not in empty
    assert clerk.client.get(PAGE).status_code == 403
    assert seller.client.get(PAGE).status_code == 404
    assert "Nothing in this time" in moderator.client.get(PAGE, {"list": "loose", "days": "7"}).content.decode()


def test_old_searches_are_forgotten(embedded: Engine, visitor: Client) -> None:
    old, new = ask(visitor, "old words"), ask(visitor, "new words")
    assert old and new
    Asked.objects.filter(pk=old.pk).update(at=timezone.now() - timedelta(days=400))
    forget_old_searches()
    assert list(Asked.objects.all()) == [new]


def test_staff_ask_why_a_result_stands_there(
    both: Engine, moderator: Person, seller: Person, supplier: Company
) -> None:
    product = make_product(supplier, title="Zirconium bearing")
    rebuild()
    address = f"{PAGE}why/product/{product.pk}/?q=zirconium+bearing"
    page = moderator.client.get(address).content.decode()
    print(page[page.find("<main") : page.find("</main")])
    assert "“zirconium”" in page and "All words are in its title" in page
    assert seller.client.get(address).status_code == 404
    assert moderator.client.get(f"{PAGE}why/nothing/1/?q=a").status_code == 404


def test_the_chosen_time_is_told_from_the_others(moderator: Person) -> None:
    for chosen in ("7", "90"):
        page = moderator.client.get(PAGE, {"days": chosen}).content.decode()
        current = [line for line in page.split("<a ") if 'aria-current="true"' in line and " days" in line]
        assert len(current) == 1 and f">{chosen} days<" in current[0]
