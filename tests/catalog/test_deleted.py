"""A deleted product is nowhere, and for thirty days it can be had back."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from catalog.deleted import purge
from catalog.models import Product, Seen
from portal.core.events import Event
from portal.core.pictures import open_picture
from search.handlers import affected
from search.sources import product_rows
from tests.cast import Person, make_product
from tests.catalog.conftest import upload
from tests.processes import at_once

pytestmark = pytest.mark.django_db
MINE = "/my/products/"


def delete(person: Person, product: Product) -> str:
    return str(person.client.post(f"{MINE}{product.ref}/deletion/", follow=True).content.decode())


def test_it_is_gone_everywhere_at_once(seller: Person, buyer: Person, product: Product, visitor: Client) -> None:
    Seen.note(buyer.user.pk, product)
    visitor.cookies["compare"] = product.ref
    assert "1 product deleted." in delete(seller, product)
    assert visitor.get(product.get_absolute_url()).status_code == 404
    assert seller.client.get(f"{MINE}{product.ref}/").status_code == 404
    assert seller.client.get("/api/v1/products/").json()["count"] == 0
    pages = ["/my/recent/", "/compare/", f"/companies/{seller.company.slug}/", "/categories/others/", MINE]
    for page in pages:
        assert product.title not in seller.client.get(page).content.decode(), page
    assert product.title not in buyer.client.get("/my/recent/").content.decode()
    assert not product_rows().exists() and not seller.company.products.exists()
    assert affected(Event.objects.filter(kind="product.deleted"))["product"] == [product.pk]


def test_undo_brings_back_what_it_was(seller: Person, product: Product, visitor: Client) -> None:
    page = delete(seller, product)
    ref = page.partition("/my/products/changes/")[2].partition("/")[0]
    seller.client.post(f"{MINE}changes/{ref}/undoing/")
    assert product.title in visitor.get(product.get_absolute_url()).content.decode()
    assert seller.client.post(f"{MINE}changes/{ref}/undoing/").status_code == 409


def test_the_list_of_deleted_ones_gives_them_back(
    seller: Person, viewer: Person, stranger: Person, product: Product
) -> None:
    product.remove(seller.actor)
    url = f"{MINE}deleted/{product.ref}/restoration/"
    assert product.title in seller.client.get(f"{MINE}deleted/").content.decode()
    assert product.title not in stranger.client.get(f"{MINE}deleted/").content.decode()
    assert stranger.client.post(url).status_code == 404 and viewer.client.post(url).status_code == 403
    assert not Product.objects.exists()
    seller.client.post(url)
    assert Product.objects.get().is_published
    assert "No deleted product fits" in seller.client.get(f"{MINE}deleted/?q=nothing").content.decode()
    assert "Nothing was deleted" in seller.client.get(f"{MINE}deleted/").content.decode()


def test_a_sku_is_free_again_and_its_return_is_refused_in_words(seller: Person, product: Product) -> None:
    product.remove(seller.actor)
    make_product(seller.company, product.sku, "Another bearing")
    answer = seller.client.post(f"{MINE}deleted/{product.ref}/restoration/", follow=True)
    assert "stays deleted" in answer.content.decode()
    assert Product.objects.get().title == "Another bearing"


def test_nothing_can_be_done_to_a_deleted_one(seller: Person, product: Product) -> None:
    page = Product.objects.get()
    product.remove(seller.actor)
    for verb in (page.pause, page.remove):
        with pytest.raises(Exception, match="may not change"):
            verb(seller.actor)
    assert product.first_price


def test_after_thirty_days_rows_and_files_go(
    seller: Person, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    late, lately = make_product(seller.company, "L-1"), make_product(seller.company, "L-2")
    for product in (late, lately):
        product.arrange(seller.actor, new=[open_picture(upload())])
        product.remove(seller.actor)
    Product.everything.filter(pk=late.pk).update(deleted_at=timezone.now() - timedelta(days=31))
    assert late.title not in str(seller.client.get(f"{MINE}deleted/{late.ref}/restoration/").content)
    with django_capture_on_commit_callbacks(execute=True):
        purge()
    assert list(Product.everything.values_list("sku", flat=True)) == ["L-2"]
    assert len([path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]) == 4


@pytest.mark.django_db(transaction=True)
def test_two_who_use_the_sku_at_once_cannot_both_have_it(seller: Person, product: Product) -> None:
    product.remove(seller.actor)
    twin = make_product(seller.company, product.sku, "Twin")
    twin.remove(seller.actor)
    both = [product.pk, twin.pk]
    results = at_once(2, lambda n: Product.everything.get(pk=both[n]).restore(seller.actor))
    assert sum(one is None for one in results) == 1, results
    assert Product.objects.count() == 1
