"""Trade terms, texts in two languages and names of pictures as columns: codes and the words of trade."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import override

from catalog.imports.columns import guess
from catalog.imports.explained import WORDS, columns
from catalog.imports.runs import ImportRun
from catalog.imports.term_cells import TERM_SETTERS, TermOdd, check, laid_over
from catalog.models import Product, ProductText
from catalog.terms import NAMES, problems_of
from companies.models import Company
from tests.cast import Person
from tests.catalog.files import csv_file, jsonl_file, run_import

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


def imported(company: Company, folder: Path, heads: str, *rows: str, language: str = "en") -> int:
    return run_import(company, csv_file(folder, "\n".join([heads, *rows]) + "\n"), "--language", language)


def words() -> list[str]:
    return [one.words for one in ImportRun.objects.latest("pk").problems.all()]


def test_all_terms_arrive_by_their_codes(supplier: Company, tmp_path: Path) -> None:
    heads = (
        "sku,title,price_low,price_high,price_currency,supply_capacity,supply_period,packaging,payment_terms,sample,"
        "sample_amount,sample_currency,sample_days,sample_freight,private_label,video"
    )
    row = "A-1,Bearing,1.10,1.40,usd,50000,month,50 a carton,deposit;lc_sight,paid,5,EUR,3,buyer,label,https://v.example/1"
    assert imported(supplier, tmp_path, heads, row) == 0
    product = Product.objects.get()
    assert (product.price_low, product.price_high, product.price_currency) == (Decimal("1.1"), Decimal("1.4"), "USD")
    assert (product.supply_capacity, product.supply_period, product.packaging) == (50000, "month", "50 a carton")
    assert product.payment_terms == ["deposit", "lc_sight"]
    assert (product.sample, product.sample_amount, product.sample_currency) == ("paid", 5, "EUR")
    assert (product.sample_days, product.sample_freight, product.private_label) == (3, "buyer", "label")
    assert product.video == "https://v.example/1"
    assert imported(supplier, tmp_path, heads, row) == 0
    assert ImportRun.objects.latest("pk").unchanged == 1, "the same again changes nothing"
    assert imported(supplier, tmp_path, heads, "A-1,,-,,,-,,-,-,-,,,,,-,-") == 0
    product = Product.objects.get()
    assert {name: getattr(product, name) for name in NAMES} == {name: getattr(Product(), name) for name in NAMES}


def test_korean_headings_and_words_of_trade(supplier: Company, tmp_path: Path) -> None:
    heads = "품번,제품명,영문 제품명,가격범위,공급능력,포장방법,결제조건,샘플,샘플가격,샘플납기,샘플운임,OEM여부"
    row = "가-1,베어링,Bearing,1.10~1.40 USD,월 50000개,카톤당 50개,T/T 선불; 일람불 신용장,유료,5 USD,1주,착불,가능"
    assert imported(supplier, tmp_path, heads, row, language="ko") == 0
    product = Product.objects.get()
    assert (product.price_low, product.price_high, product.price_currency) == (Decimal("1.1"), Decimal("1.4"), "USD")
    assert (product.supply_capacity, product.supply_period) == (50000, "month")
    assert product.payment_terms == ["advance", "lc_sight"]
    assert (product.sample, product.sample_amount, product.sample_days) == ("paid", 5, 7)
    assert (product.sample_freight, product.private_label, product.language) == ("buyer", "label", "ko")
    texts = {text.language: (text.title, text.origin) for text in ProductText.objects.all()}
    assert texts == {"ko": ("베어링", "original"), "en": ("Bearing", "reviewed")}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("30% T/T deposit, 70% before shipment", ["deposit"]),
        ("30% deposit, balance against copy of B/L", ["after_documents"]),
        ("T/T in advance; L/C 90 days", ["advance", "lc_usance"]),
        ("D/P, D/A, O/A 30 days", ["dp", "da", "open_account"]),
        ("net 30", ["open_account"]),
        ("Letter of credit at sight (L/C)", ["lc_sight"]),
        ("계약금 30%, 선적 전 잔금 70%", ["deposit"]),
        ("advance|open_account", ["advance", "open_account"]),
    ],
)
def test_payment_terms_in_the_words_of_trade(supplier: Company, tmp_path: Path, text: str, codes: list[str]) -> None:
    assert imported(supplier, tmp_path, "sku,title,payment_terms", f'A-1,Bearing,"{text}"') == 0
    assert Product.objects.get().payment_terms == codes and words() == []


def test_a_term_that_says_only_how_is_taken_and_named(supplier: Company, tmp_path: Path) -> None:
    assert imported(supplier, tmp_path, "sku,title,payment", 'A-1,Bearing,"T/T, L/C"') == 0
    assert Product.objects.get().payment_terms == ["advance", "lc_sight"]
    assert len(words()) == 2 and "Check that it is meant" in words()[0]


@pytest.mark.parametrize(
    ("heads", "cells", "said"),
    [
        ("price_low,price_currency", "1.10,USD", "two ends"),
        ("price_low,price_high,price_currency", "2,1,USD", "ends below its beginning"),
        ("price_low,price_high", "1,2", "needs a currency"),
        ("price_low,price_high,price_currency", "-1,2,USD", "below zero"),
        ("supply_capacity", "50000", "for which time"),
        ("supply_capacity", "much", "not a supply capacity"),
        ("supply_capacity,supply_period", "0,month", "not a supply capacity"),
        ("supply_capacity,supply_period", "5,fortnight", "not a time"),
        ("payment_terms", "beads", "not a payment term"),
        ("payment_terms", "T/T; beads", "not a payment term"),
        ("sample", "perhaps", "none, free or paid"),
        ("sample", "paid", "Paid samples need a price"),
        ("sample,sample_amount", "paid,5", "price of a sample needs a currency"),
        ("sample,sample_amount,sample_currency", "free,5,USD", "there is a price for them"),
        ("sample,sample_days", "free,900", "too large"),
        ("sample,sample_freight", "free,the captain", "write buyer or supplier"),
        ("private_label", "sure thing", "not a private label"),
        ("price_low", "=1+1", "formula"),
    ],
)
def test_a_wrong_term_refuses_the_row_in_words(
    supplier: Company, tmp_path: Path, heads: str, cells: str, said: str
) -> None:
    rows = [f"A-1,Bearing,{cells}", "A-2,Bush," + "," * cells.count(",")]
    assert imported(supplier, tmp_path, f"sku,title,{heads}", *rows) == 3
    assert [product.sku for product in Product.objects.all()] == ["A-2"]
    assert any(said in one for one in words()), words()


def test_a_video_and_a_language_that_are_none_are_left_out(supplier: Company, tmp_path: Path) -> None:
    rows = ["A-1,One,javascript:alert(1),xx", "A-2,Two,http://v.example/,", f"A-3,Three,https://{'v' * 400}.example,"]
    assert imported(supplier, tmp_path, "sku,title,video,language", *rows) == 0
    assert [product.video for product in Product.objects.all()] == ["", "", ""]
    assert len(words()) == 4


def test_what_a_row_says_is_laid_over_what_the_product_has(supplier: Company, tmp_path: Path) -> None:
    heads = "sku,title,sample,sample_amount,sample_currency,price_low,price_high,price_currency"
    imported(supplier, tmp_path, heads, "A-1,Bearing,paid,5,USD,1,2,USD")
    assert imported(supplier, tmp_path, "sku,price_high", "A-1,3") == 0
    assert imported(supplier, tmp_path, "sku,price_high", "A-1,0.5") == 3, "the range would end below its beginning"
    assert imported(supplier, tmp_path, "sku,sample", "A-1,free") == 0
    product = Product.objects.get()
    assert (product.price_low, product.price_high) == (1, 3)
    assert (product.sample, product.sample_amount, product.sample_currency) == ("free", None, "")


def test_the_import_refuses_what_the_editor_refuses() -> None:
    """`check` has codes for the report where the editor has sentences: the two may not drift apart."""
    said = [
        {"price_low": Decimal(1)},
        {"price_low": Decimal(2), "price_high": Decimal(1), "price_currency": "USD"},
        {"price_low": Decimal(1), "price_high": Decimal(2)},
        {"supply_capacity": Decimal(1)},
        {"sample": "paid"},
        {"sample": "paid", "sample_amount": Decimal(1)},
        {},
    ]
    for one in said:
        values = {name: one.get(name, getattr(Product(), name)) for name in NAMES}
        try:
            check(values)
            found = False
        except TermOdd:
            found = True
        assert found == bool(problems_of(values)), one
    assert set(laid_over(Product(), {})) == set(NAMES)


def test_texts_in_a_second_language(supplier: Company, tmp_path: Path) -> None:
    heads = "sku,title,description,title:ko,description:ko"
    assert imported(supplier, tmp_path, heads, "A-1,Bearing,Sealed,베어링,밀봉", "A-2,Bush,,,설명만") == 0
    texts = {(t.product.sku, t.language): (t.title, t.description, t.origin) for t in ProductText.objects.all()}
    assert texts == {
        ("A-1", "en"): ("Bearing", "Sealed", "original"),
        ("A-1", "ko"): ("베어링", "밀봉", "reviewed"),
        ("A-2", "en"): ("Bush", "", "original"),
    }
    assert ["no title in this language" in one for one in words()] == [True]
    assert imported(supplier, tmp_path, "sku,title:ko", "A-1,볼 베어링") == 0
    assert ProductText.objects.get(language="ko").title == "볼 베어링"
    assert imported(supplier, tmp_path, "sku,title:ko", "A-1,-") == 0
    assert not ProductText.objects.filter(language="ko").exists()
    assert imported(supplier, tmp_path, "sku,title:en", "A-1,-") == 0
    assert Product.objects.get(sku="A-1").title == "Bearing", "the original stays"


def test_a_product_that_is_only_in_korean_begins_in_korean(supplier: Company, tmp_path: Path) -> None:
    assert imported(supplier, tmp_path, "sku,title,title:ko,language", "A-1,,베어링,", "A-2,Bush,부시,ko") == 0
    assert set(Product.objects.values_list("sku", "language")) == {("A-1", "ko"), ("A-2", "ko")}
    origins = set(ProductText.objects.values_list("product__sku", "language", "origin"))
    assert origins == {("A-1", "ko", "original"), ("A-2", "ko", "original"), ("A-2", "en", "reviewed")}


def test_json_lists_and_numbers(supplier: Company, tmp_path: Path) -> None:
    row = {"sku": "A-1", "title": "Bearing", "payment_terms": ["advance", "D/P"], "supply_capacity": 500}
    row |= {"supply_period": "week", "sample": "free", "sample_days": 3, "private_label": False}
    assert run_import(supplier, jsonl_file(tmp_path, [row])) == 0
    product = Product.objects.get()
    assert (product.payment_terms, product.supply_capacity, product.sample_days) == (["advance", "dp"], 500, 3)
    assert product.private_label == "none"


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Title (Korean)", "title:ko"), ("Title", "title"), ("영문 상품명", "title:en"), ("Price (USD)", "price"),
        ("description:ko", "description:ko"), ("결제 조건", "payment_terms"), ("Supply Ability", "supply_capacity"),
        ("사진", "pictures"), ("이미지 설명", "picture_alt"), ("OEM/ODM", "private_label"), ("problem", ""),
    ],
)  # fmt: skip
def test_headings_people_use(heading: str, field: str) -> None:
    assert guess(["sku", heading]).get(heading, "") == field


def test_every_column_is_explained(seller: Person) -> None:
    explained = {one.heading for _title, several in columns() for one in several}
    assert explained == set(WORDS)
    assert set(TERM_SETTERS) - {"title:en", "description:en"} <= explained
    page = seller.client.get(reverse("catalog:import_help")).content.decode()
    assert "supply_capacity" in page and "공급능력" in page and "lc_usance" in page and "A-100_2.jpg" in page


def test_terms_of_another_kind_than_text_are_no_crash(supplier: Company, tmp_path: Path) -> None:
    names = [*NAMES, "title:ko", "description:ko", "pictures", "picture_alt", "language"]
    odd: list[Any] = [True, 0, -1, 1e30, [], {}, [[]], {"a": 1}, "", " ", "x" * 5000, "\u202e", [None], "-", "=1"]
    rows = [{"sku": f"{name}-{at}", "title": "T", name: value} for name in names for at, value in enumerate(odd)]
    assert run_import(supplier, jsonl_file(tmp_path, rows)) in {0, 3}
    run = ImportRun.objects.latest("pk")
    assert run.rows == len(rows) and run.created == run.rows - run.refused
    assert all(one.words for one in run.problems.all())
