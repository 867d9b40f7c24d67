"""Stated values as readers see them: thousands parted, units in words; years, codes and models untouched."""

from typing import Any

import pytest
from django.utils.translation import override

from catalog.alike import aligned
from catalog.models import Attribute, Category, Product
from catalog.specs.spoken import spoken
from tests.cast import Person


@pytest.mark.parametrize(
    ("one", "english"),
    [
        ({"value": 25000, "unit": "N"}, "25,000 N"),
        ({"value": "25000", "unit": "N"}, "25,000 N"),
        ({"value": 12345.5, "unit": "kg"}, "12,345.5 kg"),
        ({"value": -40000, "unit": "Pa"}, "-40,000 Pa"),
        ({"value": 9999, "unit": "N"}, "9999 N"),
        ({"value": 2026, "unit": ""}, "2026"),
        ({"value": 123456, "unit": ""}, "123456"),
        ({"value": "00123", "unit": "N"}, "00123 N"),
        ({"value": "AB12345", "unit": "kg"}, "AB12345 kg"),
        ({"value": "article 12345", "unit": "kg"}, "article 12345 kg"),
        ({"value": True, "unit": "kg"}, "True kg"),
        ({"key": "x", "value": "5000 – 20000", "unit": "r/min"}, "5000 – 20,000 r/min"),
        ({"value": "10000–20000", "unit": "N"}, "10,000–20,000 N"),
        ({"value": 1, "unit": "month"}, "1 month"),
        ({"value": 24, "unit": "month"}, "24 months"),
    ],
)
def test_only_large_quantities_are_grouped(one: dict[str, Any], english: str) -> None:
    with override("en"):
        assert spoken(one) == english


def test_each_reader_has_their_own_manner() -> None:
    with override("de"):
        assert spoken({"value": 25000.5, "unit": "N"}) == "25.000,5 N"
    with override("ko"):
        assert spoken({"value": 24, "unit": "month"}) == "24개월"


@pytest.mark.django_db
def test_the_product_page_and_the_comparison_say_it_alike(buyer: Person, product: Product) -> None:
    stated = [
        {"key": "warranty", "name": "Warranty", "value": 24, "unit": "month"},
        {"name": "Load rating", "value": 25000, "unit": "N"},
        {"name": "Year", "value": 20260, "unit": ""},
    ]
    Product.objects.filter(pk=product.pk).update(attributes=stated, category=Category.objects.get(slug="bearings"))
    page = buyer.client.get(product.get_absolute_url()).content.decode()
    assert "<td>25,000 N</td>" in page and "<td>20260</td>" in page and "<td>24 months</td>" in page
    korean = buyer.client.get(f"/ko{product.get_absolute_url()}").content.decode()
    assert "<td>24개월</td>" in korean
    kilo = [{"name": "Load rating", "value": 12000, "unit": "g"}], [{"name": "Load rating", "value": 30, "unit": "kg"}]
    (row,) = aligned(kilo)
    assert (row.cells[0].text, row.cells[1].also) == ("12,000 g", "30,000 g")
    with override("ko"):
        assert Attribute.known()["warranty"].label == "보증 기간 (개월)"
