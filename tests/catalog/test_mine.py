"""The table of own products."""

from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.db import connections
from django.test import Client

from catalog.models import Product
from portal.core.events import Event
from portal.core.permissions import WrongState
from tests.cast import Person, make_product
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

MINE = "/my/products/"


def test_an_empty_shelf_leads_to_the_first_step(seller: Person) -> None:
    page = seller.client.get(MINE).content.decode()
    assert "Your shelf is empty" in page and "Import a spreadsheet" in page and "Add one product" in page


def test_search_filters_and_order(seller: Person) -> None:
    make_product(seller.company, "A-1", "Steel bearing")
    make_product(seller.company, "B-2", "Brass bushing", state="draft")
    found = {
        "?q=brass": ["Brass bushing"],
        "?q=a-1": ["Steel bearing"],
        "?state=draft": ["Brass bushing"],
        "?category=others&sort=sku": ["Steel bearing", "Brass bushing"],
        "?state=nonsense&sort=nonsense&page=99&category=%00": ["Steel bearing", "Brass bushing"],
    }
    for query, titles in found.items():
        page = seller.client.get(MINE + query).content.decode()
        assert all(title in page for title in titles), query
        assert ("Steel bearing" in page) == ("Steel bearing" in titles), query
    assert "None of your products fits" in seller.client.get(f"{MINE}?q=nothing").content.decode()


def test_the_number_of_queries_does_not_grow_with_the_rows(seller: Person) -> None:
    for number in range(3):
        make_product(seller.company, f"A-{number}")
    few = queries_of(seller.client, MINE)
    for number in range(3, 30):
        make_product(seller.company, f"A-{number}")
    assert queries_of(seller.client, MINE) == few


def test_price_and_minimum_are_changed_in_the_table_with_and_without_htmx(seller: Person, product: Product) -> None:
    url = f"{MINE}{product.ref}/terms/"
    answer = seller.client.post(url, {"amount": "3.95", "moq": "250", "next": MINE})
    assert answer["Location"] == MINE
    row = seller.client.post(url, {"amount": "3.90", "moq": "300"}, headers={"HX-Request": "true"}).content.decode()
    assert row.lstrip().startswith("<tr") and 'value="3.90"' in row and "Saved" in row
    product.refresh_from_db()
    assert (product.moq, product.price_tiers.get().amount) == (300, Decimal("3.90"))


def test_a_wrong_price_stays_in_the_row_with_its_reason(seller: Person, product: Product) -> None:
    url = f"{MINE}{product.ref}/terms/"
    row = seller.client.post(url, {"amount": "cheap", "moq": "0"}, headers={"HX-Request": "true"}).content.decode()
    assert 'value="cheap"' in row and "above zero" in row
    page = seller.client.post(url, {"amount": "-3", "moq": "1"})
    assert page.status_code == 422 and 'value="-3"' in page.content.decode()
    assert product.price_tiers.get().amount == Decimal("4.20")
    assert not Event.objects.exists()


def test_a_product_without_a_price_gets_its_first_one_in_the_table(seller: Person) -> None:
    product = make_product(seller.company, price=None)
    seller.client.post(f"{MINE}{product.ref}/terms/", {"amount": "7", "moq": "1"})
    assert product.price_tiers.get().currency == "USD"


def test_publish_and_pause_many_at_once_says_how_many(seller: Person) -> None:
    drafts = [make_product(seller.company, f"D-{n}", state="draft") for n in range(3)]
    make_product(seller.company, "P-1")
    refs = [product.ref for product in drafts]
    answer = seller.client.post(f"{MINE}bulk/", {"action": "publish", "ref": refs}, follow=True)
    assert "3 products published." in answer.content.decode()
    assert Product.objects.filter(state="published").count() == 4
    answer = seller.client.post(f"{MINE}bulk/", {"action": "pause", "ref": [*refs, "P-NOTHING", "P-\x00"]}, follow=True)
    assert "3 products paused." in answer.content.decode()


def test_deleting_many_asks_first(seller: Person) -> None:
    refs = [make_product(seller.company, f"D-{n}").ref for n in range(3)]
    page = seller.client.post(f"{MINE}bulk/", {"action": "delete", "ref": refs}).content.decode()
    assert "For 3 products" in page and Product.objects.count() == 3
    seller.client.post(f"{MINE}bulk/", {"action": "delete", "ref": refs, "asked": "1", "confirmed": "1"})
    assert not Product.objects.exists()
    event = Event.objects.get(kind="product.deleted")
    assert event.subject_ids == list(Product.everything.order_by("pk").values_list("pk", flat=True))


def test_bulk_touches_only_ones_own(stranger: Person, viewer: Person, product: Product) -> None:
    data = {"action": "delete", "ref": [product.ref], "confirmed": "1"}
    stranger.client.post(f"{MINE}bulk/", data)
    assert viewer.client.post(f"{MINE}bulk/", data).status_code == 403
    assert Product.objects.filter(pk=product.pk).exists()


def test_nothing_ticked_or_an_unknown_act_is_said(seller: Person, product: Product) -> None:
    for data in ({"action": "publish"}, {"action": "explode", "ref": [product.ref]}):
        answer = seller.client.post(f"{MINE}bulk/", data, follow=True)
        assert "Tick the products first" in answer.content.decode()


def test_a_product_is_deleted_after_a_question(seller: Person, product: Product) -> None:
    url = f"{MINE}{product.ref}/deletion/"
    assert "Delete this product?" in seller.client.get(url).content.decode()
    assert Product.objects.exists()
    seller.client.post(url)
    assert not Product.objects.exists()
    assert seller.client.post(url).status_code == 404


def test_a_copy_is_a_draft_with_its_own_number(seller: Person, product: Product) -> None:
    for expected in ("A-1-2", "A-1-3"):
        answer = seller.client.post(f"{MINE}{product.ref}/duplication/")
        twin = Product.objects.get(sku=expected)
        assert answer["Location"] == f"{MINE}{twin.ref}/"
    assert (twin.state, twin.title) == ("draft", product.title)
    assert twin.price_tiers.count() == 1 and twin.slug != product.slug


def test_publishing_twice_is_refused_the_second_time(seller: Person) -> None:
    product = make_product(seller.company, state="draft")
    url = f"{MINE}{product.ref}/publication/"
    assert seller.client.post(url, {"action": "publish"}).status_code == 302
    answer = seller.client.post(url, {"action": "publish"})
    assert answer.status_code == 409 and "changed meanwhile" in answer.content.decode()
    assert Event.objects.filter(kind="product.published").count() == 1


def test_return_addresses_elsewhere_are_ignored(seller: Person, product: Product) -> None:
    data = {"action": "pause", "next": "https://evil.example/"}
    assert seller.client.post(f"{MINE}{product.ref}/publication/", data)["Location"] == "/"


@pytest.mark.needs("postgresql")  # SQLite lets one writer in at a time
@pytest.mark.django_db(transaction=True)
def test_twelve_who_publish_at_once_publish_once(seller: Person) -> None:
    product = make_product(seller.company, state="draft")
    barrier, results = Barrier(12), []

    def publish() -> None:
        barrier.wait()
        try:
            Product.objects.get(pk=product.pk).publish(seller.actor)
            results.append("published")
        except WrongState:
            results.append("refused")
        finally:
            connections.close_all()

    threads = [Thread(target=publish) for _number in range(12)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(results) == ["published"] + ["refused"] * 11
    assert Event.objects.filter(kind="product.published").count() == 1


def test_signed_out_nobody_sees_the_table(visitor: Client) -> None:
    assert "/accounts/login/" in visitor.get(MINE)["Location"]
