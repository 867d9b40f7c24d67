"""Specifications that were typed as free lines, for a reader of another language."""

from typing import Any

import pytest
from django.utils.translation import override

from catalog.models import Product
from catalog.specs.reading import for_reader
from catalog.specs.spoken import spoken
from tests.cast import Person

pytestmark = pytest.mark.django_db


def said(entry: dict[str, Any], language: str, written_in: str = "en") -> tuple[str, str, dict[str, str]]:
    with override(language):
        (row,) = for_reader([entry], written_in)
        return row["name"], spoken(row), row["languages"]


@pytest.mark.parametrize(
    ("entry", "korean"),
    [
        ({"name": "Material", "value": "stainless steel"}, ("재질", "stainless steel", {"value": "en"})),
        ({"name": "Degree of automation", "value": "Semi-automatic"}, ("자동화 수준", "반자동", {})),
        (
            {"name": "degree of automation", "value": "automatic"},
            ("자동화 수준", "automatic", {"value": "en"}),
        ),
        ({"name": "Own thing", "value": "yes"}, ("Own thing", "예", {"name": "en"})),
        ({"name": "Shelf life", "value": "24 months"}, None),
        ({"name": "재질", "value": "SUJ2 (100Cr6)"}, ("재질", "SUJ2 (100Cr6)", {})),
        ({"name": "Own thing", "value": 25000, "unit": "N"}, ("Own thing", "25,000 N", {"name": "en"})),
    ],
)
def test_known_words_are_the_readers_and_others_say_their_language(entry: dict[str, Any], korean: Any) -> None:
    found = said(entry, "ko")
    if korean is None:
        assert found[1] == "24개월"
    else:
        assert found == korean


def test_the_other_way_round() -> None:
    assert said({"name": "재질", "value": "스테인리스강"}, "en", "ko") == ("Material", "스테인리스강", {"value": "ko"})
    assert said({"name": "자동화 수준", "value": "반자동"}, "en", "ko") == (
        "Degree of automation",
        "Semi-automatic",
        {},
    )
    assert said({"name": "보증", "value": "2 년"}, "en", "ko")[1] == "2 years"
    assert said({"name": "Material", "value": "steel"}, "en", "ko")[2] == {}


def test_the_page_marks_what_it_cannot_say(buyer: Person, product: Product) -> None:
    stated = [
        {"name": "Degree of automation", "value": "Manual"},
        {"name": "House rule", "value": "two rubber seals (2RS)"},
    ]
    Product.objects.filter(pk=product.pk).update(attributes=stated)
    page = buyer.client.get(product.get_absolute_url()).content.decode()
    assert "<td>Manual</td>" in page and "as the company wrote it" not in page
    korean = buyer.client.get(f"/ko{product.get_absolute_url()}").content.decode()
    assert ">자동화 수준</th><td>수동</td>" in korean
    assert '<th scope="row" lang="en">House rule</th><td lang="en">two rubber seals (2RS)</td>' in korean
