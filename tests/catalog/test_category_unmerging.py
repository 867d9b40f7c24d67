"""A merge of categories is taken back: what went over goes back, and where it cannot, the page says why."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from catalog.models import Category, CategoryAlias, CategoryMerge, Product
from portal.core.events import Event
from portal.core.permissions import WrongState
from tests.cast import Person, make_product
from tests.processes import at_once

DESK = "/desk/categories/"
BACK = f"{DESK}towels/separation/"


@pytest.fixture(autouse=True)
def forgotten() -> Any:
    Category.forget_tree()
    yield
    Category.forget_tree()


def leaf(slug: str) -> Category:
    return Category.objects.get(slug=slug)


def merge(slug: str, into: str, by: Person) -> CategoryMerge:
    leaf(slug).merge(leaf(into), by.actor)
    return CategoryMerge.objects.latest("pk")


@pytest.mark.django_db
def test_a_merge_taken_back_leaves_everything_as_it_was(moderator: Person, visitor: Client, supplier: Any) -> None:
    product = make_product(supplier, category=leaf("towels"))
    before = [
        list(one.values_list()) for one in (Category.objects.order_by("pk"), CategoryAlias.objects.order_by("pk"))
    ]
    asks = sorted(leaf("towels").asks.values_list("attribute__key", "position"))
    merge("towels", "bedding", moderator)
    page = moderator.client.get(f"{DESK}bedding/").content.decode()
    assert "Merged into it lately" in page and BACK in page and "merged into" not in page
    ask = moderator.client.get(BACK).content.decode()
    assert "Take “Towels” out of “Bedding” again?" in ask and "1 of 1 go back" in ask
    done = moderator.client.post(BACK, follow=True)
    assert done.redirect_chain[-1][0] == f"{DESK}towels/" and "“Towels” is back, with 1 row." in done.content.decode()
    product.refresh_from_db()
    assert product.category.slug == "towels" and "towels" in Category.tree()
    assert before == [
        list(one.values_list()) for one in (Category.objects.order_by("pk"), CategoryAlias.objects.order_by("pk"))
    ]
    assert sorted(leaf("towels").asks.values_list("attribute__key", "position")) == asks
    assert visitor.get("/categories/towels/").status_code == 200
    assert [one.subject_ids for one in Event.objects.filter(kind="product.reclassified")] == [[product.pk]] * 2
    assert Event.objects.get(kind="category.unmerged").payload["count"] == 1
    assert moderator.client.post(BACK).status_code == 404, "it is taken back once"
    merge("towels", "bedding", moderator)  # and can be merged anew


@pytest.mark.django_db
def test_what_was_put_elsewhere_since_stays_there_and_what_is_new_too(moderator: Person, supplier: Any) -> None:
    one, other = (make_product(supplier, sku, category=leaf("towels")) for sku in ("T-1", "T-2"))
    made = merge("towels", "bedding", moderator)
    Product.objects.filter(pk=other.pk).update(category=leaf("curtains-carpets"))
    new = make_product(supplier, "T-3", category=leaf("bedding"))
    assert "1 of 2 go back" in moderator.client.get(BACK).content.decode()
    made.undo(moderator.actor)
    found = dict(Product.objects.values_list("sku", "category__slug"))
    assert found == {one.sku: "towels", other.sku: "curtains-carpets", new.sku: "bedding"}


@pytest.mark.django_db
def test_a_group_gets_its_children_back(moderator: Person) -> None:
    paths = sorted(Category.objects.values_list("slug", "path", "level"))
    made = merge("mechanical-components", "fluid-air", moderator)
    assert leaf("bearings").path == "machinery/fluid-air/bearings"
    made.undo(moderator.actor)
    assert sorted(Category.objects.values_list("slug", "path", "level")) == paths


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("case", "words"),
    [("old", "older than thirty days"), ("target", "was merged itself meanwhile"), ("child", "moved meanwhile")],
)
def test_what_stands_in_the_way_is_said(moderator: Person, supplier: Any, case: str, words: str) -> None:
    slug = "mechanical-components" if case == "child" else "towels"
    made = merge(slug, "fluid-air" if case == "child" else "bedding", moderator)
    if case == "old":
        CategoryMerge.objects.update(merged_at=timezone.now() - timedelta(days=31))
    elif case == "target":
        merge("bedding", "curtains-carpets", moderator)
    else:
        leaf("bearings").move(leaf("engine-drivetrain"), moderator.actor)
    page = moderator.client.get(f"{DESK}{slug}/separation/")
    assert (
        page.status_code == 200
        and words in page.content.decode()
        and "<button" not in page.content.decode().split("cannot be taken back")[1].split("</main>")[0]
    )
    assert moderator.client.post(f"{DESK}{slug}/separation/").status_code == 409
    made.refresh_from_db()
    assert made.undone_at is None and leaf(slug).is_merged


@pytest.mark.django_db
def test_only_who_arranges_the_tree_takes_a_merge_back(
    moderator: Person, clerk: Person, seller: Person, visitor: Client
) -> None:
    merge("towels", "bedding", moderator)
    assert "Take back" not in clerk.client.get(f"{DESK}bedding/").content.decode()
    for client, status in ((clerk.client, 403), (seller.client, 404), (visitor, 404)):
        assert client.post(BACK).status_code == status and client.get(BACK).status_code == status
    assert leaf("towels").is_merged and CategoryMerge.objects.standing().exists()


@pytest.mark.django_db
@pytest.mark.parametrize("act", ["merge", "place"])
def test_the_address_of_a_form_leads_to_it(moderator: Person, seller: Person, act: str) -> None:
    assert moderator.client.get(f"{DESK}bearings/{act}/")["Location"] == f"{DESK}bearings/#{act}"
    assert f'id="{act}"' in moderator.client.get(f"{DESK}bearings/").content.decode()
    assert seller.client.get(f"{DESK}bearings/{act}/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_who_take_it_back_at_once_do_it_once(moderator: Person) -> None:
    made = merge("towels", "bedding", moderator)
    results = at_once(4, lambda _number: CategoryMerge.objects.get(pk=made.pk).undo(moderator.actor))
    assert sum(isinstance(one, WrongState) for one in results) == 3, results
    assert not leaf("towels").is_merged and not CategoryAlias.objects.exists()
