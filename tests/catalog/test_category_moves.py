"""Staff move, rename and merge categories; old addresses, filters and files go on working."""

from typing import Any

import pytest
from django.test import Client

from catalog import tree
from catalog.arranging import collect_stragglers
from catalog.classify import classifier
from catalog.models import Category, CategoryAlias, Product
from portal.core.events import Event
from portal.core.permissions import Refused
from tests.cast import Person, make_product

pytestmark = pytest.mark.django_db
DESK = "/desk/categories/"


@pytest.fixture(autouse=True)
def forgotten() -> Any:
    Category.forget_tree()
    yield
    Category.forget_tree()


def leaf(slug: str) -> Category:
    return Category.objects.get(slug=slug)


def test_a_moved_category_takes_its_products_and_keeps_its_address(
    moderator: Person, visitor: Client, supplier: Any
) -> None:
    product = make_product(supplier, category=leaf("bearings"))
    leaf("bearings").move(leaf("engine-drivetrain"), moderator.actor)
    moved = leaf("bearings")
    assert (moved.path, moved.level, moved.set_by_staff) == ("automotive/engine-drivetrain/bearings", 2, ["place"])
    assert product in Product.objects.in_category(leaf("automotive"))
    assert visitor.get("/categories/bearings/").status_code == 200
    told = Event.objects.filter(kind="product.reclassified")
    assert [event.subject_ids for event in told] == [[product.pk]]
    assert Event.objects.get(kind="category.moved").payload["before"] == "machinery/mechanical-components/bearings"


def test_a_group_moves_with_all_below_it(moderator: Person) -> None:
    leaf("mechanical-components").move(leaf("automotive"), moderator.actor)
    assert leaf("bearings").path == "automotive/mechanical-components/bearings"


@pytest.mark.parametrize(
    ("slug", "target"),
    [
        ("machinery", "automotive"),  # a sector
        ("mechanical-components", "mechanical-components"),
        ("mechanical-components", "bearings"),  # below itself
        ("mechanical-components", "engine-drivetrain"),  # four levels
        ("bearings", "pumps"),  # four levels
        ("bearings", "mechanical-components"),  # there already
    ],
)
def test_what_would_break_the_tree_is_refused(moderator: Person, slug: str, target: str) -> None:
    with pytest.raises(Refused):
        leaf(slug).move(leaf(target), moderator.actor)
    assert not Category.objects.exclude(set_by_staff=[]).exists()
    assert not Event.objects.filter(kind__startswith="category.").exists()


def test_a_merged_category_leads_to_the_other_everywhere(moderator: Person, visitor: Client, supplier: Any) -> None:
    product = make_product(supplier, category=leaf("towels"))
    before = product.updated_at
    leaf("towels").merge(leaf("bedding"), moderator.actor)
    product.refresh_from_db()
    assert product.category.slug == "bedding" and product.updated_at > before
    answer = visitor.get("/ko/categories/towels/?country=KR")
    assert (answer.status_code, answer["Location"]) == (301, "/ko/categories/bedding/?country=KR")
    assert visitor.get("/api/v1/products/?category=towels").json()["count"] == 1
    old = visitor.get("/api/v1/categories/towels/")
    assert (old.status_code, old["Location"]) == (301, "/api/v1/categories/bedding/")
    assert classifier().named("towels") == "bedding" and classifier().named("타월") == "bedding"
    assert classifier().guess("Bath towel 70x140") == "bedding"
    assert "towels" not in Category.tree()
    assert "yarn-count" in {one.key for one in leaf("bedding").attributes_asked}


def test_aliases_follow_a_second_merge(moderator: Person, visitor: Client) -> None:
    leaf("towels").merge(leaf("bedding"), moderator.actor)
    leaf("bedding").merge(leaf("curtains-carpets"), moderator.actor)
    assert visitor.get("/categories/towels/")["Location"] == "/categories/curtains-carpets/"
    assert dict(CategoryAlias.objects.values_list("slug", "category__slug")) == {
        "towels": "curtains-carpets",
        "bedding": "curtains-carpets",
    }


@pytest.mark.parametrize(
    ("slug", "into"), [("machinery", "others"), ("bearings", "bearings"), ("mechanical-components", "bearings")]
)
def test_merges_that_make_no_sense_are_refused(moderator: Person, slug: str, into: str) -> None:
    with pytest.raises(Refused):
        leaf(slug).merge(leaf(into), moderator.actor)
    assert not CategoryAlias.objects.exists()


def test_what_a_stale_process_put_into_a_merged_category_is_collected(moderator: Person, supplier: Any) -> None:
    leaf("towels").merge(leaf("bedding"), moderator.actor)
    late = make_product(supplier, category=leaf("towels"))
    collect_stragglers()
    late.refresh_from_db()
    assert late.category.slug == "bedding"


def test_planting_again_leaves_alone_what_staff_changed(moderator: Person) -> None:
    leaf("bearings").move(leaf("engine-drivetrain"), moderator.actor)
    leaf("pumps").rename({"en": "Pumps and parts", "ko": "펌프류"}, moderator.actor)
    leaf("towels").merge(leaf("bedding"), moderator.actor)
    leaf("fluid-air").move(leaf("automotive"), moderator.actor)
    state = list(Category.objects.order_by("pk").values_list("slug", "path", "names", "is_merged", "former_words"))
    Category.objects.filter(slug="valves").update(names={"en": "Old"})  # something else of the file is planted
    tree.plant()
    assert (
        list(Category.objects.order_by("pk").values_list("slug", "path", "names", "is_merged", "former_words")) == state
    )


def test_planting_what_is_there_already_writes_nothing(django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(7) as seen:
        tree.plant()
    assert not [one for one in seen.captured_queries if not one["sql"].lstrip().upper().startswith("SELECT")]


def test_a_renamed_category_is_still_found_by_its_old_name(moderator: Person) -> None:
    leaf("pumps").rename({"en": "Pumps and parts", "ko": "펌프류"}, moderator.actor)
    assert classifier().named("Pumps") == "pumps" and leaf("pumps").names["en"] == "Pumps and parts"


# -- the desk -------------------------------------------------------------------------------------------------------


def test_the_desk_shows_the_tree_and_finds_in_it(moderator: Person, supplier: Any) -> None:
    make_product(supplier, category=leaf("bearings"))
    page = moderator.client.get(DESK).content.decode()
    assert "Bearings" in page
    found = moderator.client.get(DESK, {"q": "베어링"}).content.decode()
    assert "Bearings" in found and "Pumps" not in found
    assert "No category answers" in moderator.client.get(DESK, {"q": "<zzz>"}).content.decode()


def test_a_merge_is_shown_first_and_done_when_confirmed(moderator: Person, supplier: Any) -> None:
    make_product(supplier, category=leaf("towels"))
    url = f"{DESK}towels/merge/"
    preview = moderator.client.post(url, {"merge-target": "bedding"})
    assert preview.status_code == 200 and "Merge “Towels” into “Bedding”?" in preview.content.decode()
    assert not CategoryAlias.objects.exists()
    done = moderator.client.post(url, {"merge-target": "bedding", "merge-is_confirmed": "on"})
    assert (done.status_code, done["Location"]) == (302, f"{DESK}bedding/")
    assert moderator.client.get(f"{DESK}towels/")["Location"] == f"{DESK}bedding/"


def test_a_move_that_is_refused_says_why(moderator: Person) -> None:
    answer = moderator.client.post(f"{DESK}bearings/place/", {"place-target": "pumps", "place-is_confirmed": "on"})
    assert answer.status_code == 409 and "There would be a fourth" in answer.content.decode()
    assert moderator.client.post(f"{DESK}bearings/place/", {"place-target": "nonsense"}).status_code == 422


def test_a_clerk_looks_and_changes_nothing_and_others_find_nothing(
    clerk: Person, seller: Person, visitor: Client
) -> None:
    page = clerk.client.get(f"{DESK}bearings/").content.decode()
    assert "not change them" in page and "Merge into another" not in page
    before = list(Category.objects.values_list("path", "names"))
    posts = [
        ("names", {"en": "X", "ko": "X"}),
        ("place", {"place-target": "automotive", "place-is_confirmed": "on"}),
        ("merge", {"merge-target": "pumps", "merge-is_confirmed": "on"}),
    ]
    for act, data in posts:
        assert clerk.client.post(f"{DESK}bearings/{act}/", data).status_code == 403
        assert seller.client.post(f"{DESK}bearings/{act}/", data).status_code == 404
        assert visitor.post(f"{DESK}bearings/{act}/", data).status_code == 404
    assert seller.client.get(DESK).status_code == 404
    assert list(Category.objects.values_list("path", "names")) == before


def test_renaming_at_the_desk_keeps_what_was_typed_on_error(moderator: Person) -> None:
    answer = moderator.client.post(f"{DESK}bearings/names/", {"en": "\u200b", "ko": "베어링류"})
    assert answer.status_code == 422 and "베어링류" in answer.content.decode()
    assert moderator.client.post(f"{DESK}bearings/names/", {"en": "All bearings", "ko": "베어링류"}).status_code == 302
    assert leaf("bearings").names == {"en": "All bearings", "ko": "베어링류"}
