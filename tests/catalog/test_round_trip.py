"""Export, import into an empty company, export: the two files are the same, byte for byte where the format allows."""

import csv
import io
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override
from openpyxl import load_workbook

from catalog.models import Category, PriceTier, Product, ProductText
from companies.models import Company
from tests.cast import Person, make_company, make_person, make_product
from tests.catalog.files import run_import

pytestmark = pytest.mark.django_db
EXPORT = "/my/products/export/"


@pytest.fixture(autouse=True)
def files_apart(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"
    with override("en"):
        yield


@pytest.fixture
def full(supplier: Company) -> Company:
    """Products with every field, with few, in one language and in two."""
    terms = {
        "price_low": Decimal("1.1"), "price_high": Decimal("1.4"), "price_currency": "USD",
        "supply_capacity": Decimal("50000.5"), "supply_period": "month", "packaging": "=50 a carton; 'loose'",
        "payment_terms": ["advance", "lc_sight"], "sample": "paid", "sample_amount": Decimal("5"),
        "sample_currency": "EUR", "sample_days": 3, "sample_freight": "buyer", "private_label": "design",
        "video": "https://video.example/a?b=c&d=%3D",
    }  # fmt: skip
    facts = {
        "brand": "Hanbit", "model": "6204", "gtin": "4006381333931", "hs_code": "848210", "origin": "KR",
        "unit": "KGM", "moq": Decimal("0.5"), "incoterm": "FOB", "incoterm_place": "Busan", "lead_time_days": 0,
        "tags": ["seals", "=2+2"],
        "attributes": [{"name": "Heat number", "value": 20, "unit": "mm"}, {"name": "Formula", "value": "=1+1"}],
    }  # fmt: skip
    one = make_product(supplier, "A-1", "@SUM(A1)", category=Category.objects.get(slug="bearings"), **terms, **facts)
    one.texts.update(description="Line one\n\n-line two; 한글")
    ProductText.objects.create(product=one, language="ko", title="베어링", description="=밀봉", origin="reviewed")
    for quantity, amount, currency in ((100, "9.5", "USD"), (1, "9.2345", "EUR")):
        PriceTier.objects.create(product=one, min_quantity=quantity, amount=amount, currency=currency)
    korean = make_product(supplier, "나-2", "한국어만", language="ko", price=None, state="draft", sample="free")
    korean.texts.update(language="ko")
    make_product(supplier, "007", "Few", price="0.0125", private_label="none", payment_terms=["da"])
    return supplier


def body(person: Person, name: str, **data: Any) -> bytes:
    answer = person.client.get(EXPORT + name, data)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def content(data: bytes, ending: str) -> Any:
    """The cells: an Excel file has the time it was made in it."""
    if ending != "xlsx":
        return data.decode("utf-8-sig").splitlines()
    return [[cell.value for cell in row] for row in load_workbook(io.BytesIO(data)).active.iter_rows()]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "jsonl"])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_an_export_imported_elsewhere_is_exported_the_same(
    seller: Person, full: Company, tmp_path: Path, ending: str, language: str
) -> None:
    first = body(seller, f"products.{ending}", language=language)
    path = tmp_path / f"products.{ending}"
    path.write_bytes(first)
    copier = make_person("copier@cast.example", make_company("Copy Ltd"))
    assert run_import(copier.company, path, "--language", language) == 0
    assert content(body(copier, f"products.{ending}", language=language), ending) == content(first, ending)
    names = ("language", "price_low", "sample_amount", "payment_terms", "packaging", "video", "supply_capacity")
    kept = [list(company.products.order_by("sku").values_list(*names)) for company in (full, copier.company)]
    assert kept[0] == kept[1]
    origins = [
        sorted(ProductText.objects.filter(product__company=one).values_list("product__sku", "language", "origin"))
        for one in (full, copier.company)
    ]
    assert origins[0] == origins[1]


def test_terms_stand_in_the_export_by_their_codes(seller: Person, full: Company) -> None:
    rows = {row["sku"]: row for row in map(json.loads, body(seller, "products.jsonl").splitlines())}
    one = rows["A-1"]
    assert (one["payment_terms"], one["sample"], one["supply_capacity"]) == ("advance;lc_sight", "paid", 50000.5)
    assert (one["title:ko"], one["language"], rows["나-2"]["language"]) == ("베어링", "en", "ko")
    assert "title" not in rows["나-2"], "what is not written in the language stays empty"
    cells = [cell for row in csv.reader(io.StringIO(body(seller, "products.csv").decode("utf-8-sig"))) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_ubl_says_the_terms_as_properties(seller: Person, full: Company) -> None:
    with override("ko"):
        text = body(seller, "catalogue.xml").decode()
    for words in ("Supply capacity", "50000.5 KGM a month", "Payment terms", "Payment in advance (T/T)", "Packaging"):
        assert words in text, words
    assert "Sample price" in text and "Made to your design (ODM)" in text and "1.10 to 1.40 USD" in text
    assert Product.objects.count() == 3
