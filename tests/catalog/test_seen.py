"""Products seen last: for one's own eyes, up to thirty, cleared and switched off at will."""

import pytest
from django.test import Client

from catalog.models import Product, Seen
from catalog.seen import MOST_SEEN, forget_older
from companies.models import Company
from tests.cast import Person, make_product

pytestmark = pytest.mark.django_db


def look(client: Client, product: Product) -> None:
    """As a browser does: the page, and what the page calls when it is there."""
    page = client.get(product.get_absolute_url()).content.decode()
    assert "/my/recent/look/" in page
    called_by_the_page(client, product)


def called_by_the_page(client: Client, product: Product) -> None:
    client.post("/my/recent/look/", {"p": product.ref}, headers={"HX-Request": "true"})


def titles(client: Client) -> str:
    return client.get("/my/recent/").content.decode().partition("<main")[2]


def test_a_persons_are_theirs_alone_newest_first(buyer: Person, stranger: Person, supplier: Company) -> None:
    first, second = make_product(supplier, "A", "First thing"), make_product(supplier, "B", "Second thing")
    for product in (first, second, first):
        look(buyer.client, product)
    page = titles(buyer.client)
    assert page.index("First thing") < page.index("Second thing")
    assert Seen.objects.count() == 2
    assert "First thing" not in titles(stranger.client)
    strip = buyer.client.post("/my/recent/look/", {"p": first.ref})
    assert "Second thing" in strip.content.decode() and "First thing" not in strip.content.decode()
    strip = buyer.client.get("/my/recent/strip/")
    assert "First thing" in strip.content.decode()
    assert "no-store" in strip["Cache-Control"]


def test_a_visitors_stay_in_their_browser(visitor: Client, product: Product) -> None:
    visitor.get(product.get_absolute_url())
    assert not Seen.objects.exists() and "sessionid" not in visitor.cookies
    assert product.title in titles(visitor)
    assert product.title not in titles(Client())


def test_off_forgets_and_remembers_nothing(buyer: Person, visitor: Client, product: Product) -> None:
    for client in (buyer.client, visitor):
        look(client, product)
        assert "switched off" in client.post("/my/recent/change/", {"action": "off"}, follow=True).content.decode()
        look(client, product)
        assert product.title not in titles(client)
        client.post("/my/recent/change/", {"action": "on"})
        look(client, product)
        assert product.title in titles(client)
        client.post("/my/recent/change/", {"action": "clear"})
        assert "Nothing seen yet" in titles(client)
    assert buyer.client.get("/my/recent/change/").status_code == 405


def test_thirty_are_kept(buyer: Person, visitor: Client, supplier: Company) -> None:
    for number in range(MOST_SEEN + 3):
        product = make_product(supplier, f"N{number}", f"Thing {number}.")
        called_by_the_page(buyer.client, product)
        look(visitor, product)
    for client in (buyer.client, visitor):
        assert "Thing 3." in titles(client) and "Thing 2." not in titles(client)
    forget_older()
    assert Seen.objects.count() == MOST_SEEN


def test_own_and_withdrawn_ones_and_nonsense(buyer: Person, seller: Person, visitor: Client, product: Product) -> None:
    look(seller.client, product)
    assert not Seen.objects.exists(), "one's own do not count"
    look(buyer.client, product)
    product.pause(seller.actor)
    assert product.title not in titles(buyer.client)
    visitor.cookies["seen"] = "P-X.<script>.'; DROP--..P-\x00" + "A" * 3000
    assert visitor.get("/my/recent/").status_code == 200
    assert visitor.get("/my/recent/strip/").status_code == 200
    for nonsense in ("", "<b>", "P-NONE", "P-\x00"):
        assert visitor.post("/my/recent/look/", {"p": nonsense}).status_code == 200
