"""The category of a product, from its words."""

import time

import pytest

from catalog.classify import Classifier, classifier
from catalog.models import Category
from companies.sectors import SECTORS

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(db: None) -> Classifier:
    Category.forget_tree()
    return classifier()


def test_the_tree_has_the_sixteen_sectors_and_more_than_three_hundred_leaves() -> None:
    assert {category.slug for category in Category.objects.sectors()} == set(SECTORS)
    leaves = Category.objects.filter(level=2)
    assert leaves.count() >= 300
    assert all(leaf.names["en"] and leaf.names["ko"] and leaf.words and leaf.hs for leaf in leaves)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("HP Pavilion dv7 Notebook 17 inch Intel Core 2 Duo 250 GB HDD", "notebooks"),
        ("Xerox 006R90321 toner cartridge Original Black 6 pc(s)", "toner-cartridges"),
        ("Toner for laser printers", "toner-cartridges"),
        ("Targus notebook case 40.6 cm", "notebook-bags"),
        ("Steel ball bearing 6204", "bearings"),
        ("스테인리스 텀블러 500ml", "food-containers"),
        ("노트북 가방", "notebook-bags"),
        ("남성 가죽 벨트", "belts-small-leather"),
        ("유기농 고추장 1kg", "sauces-seasonings"),
        ("쌀 20kg", "rice"),
        ("zzz 1 pc(s)", "others"),
        ("", "others"),
    ],
)
def test_the_words_of_a_title_name_the_category(tree: Classifier, title: str, slug: str) -> None:
    assert tree.guess(title) == slug


def test_the_product_type_counts_more_than_the_title(tree: Classifier) -> None:
    assert tree.guess("Philips SBC 100", product_type="Headphones") == "headphones"


@pytest.mark.parametrize(
    "text",
    [
        "notebooks",
        "computers-telecom/computers/notebooks",
        "Computers and Telecommunications > Computers > Notebooks",
        "노트북",
        " NOTEBOOKS ",
    ],
)
def test_a_category_is_named_by_slug_path_or_name(tree: Classifier, text: str) -> None:
    assert tree.named(text) == "notebooks"


def test_an_unknown_name_is_nobody(tree: Classifier) -> None:
    assert tree.named("flux capacitors") is None


def test_twenty_thousand_titles_take_about_a_second_of_work(tree: Classifier) -> None:
    titles = [f"Maker {number} wireless optical mouse USB black 1000 DPI" for number in range(5000)]
    began = time.process_time()
    for title in titles:
        tree.guess(title)
    assert time.process_time() - began < 1.0
