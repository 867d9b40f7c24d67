"""Variants beyond the product's page: on printed sheets, in JSON lines both ways, in a talk, and for machines."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from catalog.classify import Classifier
from catalog.imports.files import open_file
from catalog.imports.records import Records
from catalog.imports.stream import Stream
from catalog.models import Category, PrintedCatalogue, Product, Variant
from catalog.printed import content
from catalog.printed.selection import Selection
from catalog.printed.variants import MOST
from catalog.structured import product_data
from companies.models import Company
from consultations.models import Room
from tests.cast import Person, make_company, make_person
from tests.catalog.files import jsonl_file, run_import
from tests.catalog.test_printed import printed
from tests.catalog.test_variants import FOUR, give

pytestmark = pytest.mark.django_db
EXPORT = "/my/products/export/products.jsonl"


@pytest.fixture(autouse=True)
def files_apart(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"
    with override("en"):
        yield


# -- printed --------------------------------------------------------------------------------------------------------


def sheet_of(person: Person, **wish: Any) -> dict[str, Any]:
    catalogue = PrintedCatalogue.request(person.actor, Selection(), "en", **wish)[0]
    content.begin(catalogue)
    content.add(catalogue, 0)
    (sheet,) = json.loads((catalogue.folder / "sheets-0.json").read_text())
    return dict(sheet)


def test_a_sheet_names_the_variants_with_sku_and_price(seller: Person, product: Product) -> None:
    give(product, *FOUR)
    found = sheet_of(seller)["variants"]
    assert found["head"] == ["Size", "Colour", "SKU", "Price"] and found["more"] == ""
    assert found["rows"][0] == ["M", "Red", "A-1-M-RED", "USD\u00a04.10"]
    assert found["rows"][1] == ["M", "Blue", "A-1-M-BLUE", "USD\u00a04.20"], "without an own price the ladder's"
    bare = sheet_of(seller, shows_prices=False)["variants"]
    assert bare["head"] == ["Size", "Colour", "SKU"] and "4.10" not in json.dumps(bare)


def test_a_sheet_holds_a_dozen_and_says_how_many_more_the_page_has(seller: Person, product: Product) -> None:
    give(product, *[(f"{size}", "Red", f"A-1-{size}", None) for size in range(MOST + 9)])
    Variant.objects.filter(sku="A-1-3").update(is_offered=False)
    found = sheet_of(seller)["variants"]
    assert len(found["rows"]) == MOST and found["more"] == "8 more on the product's page"
    assert "A-1-3" not in [row[2] for row in found["rows"]]
    assert printed(seller).pages >= 5


def test_a_product_priced_by_its_variants_alone_shows_from_and_to(seller: Person, product: Product) -> None:
    product.price_tiers.all().delete()
    give(product, ("M", "Red", "A-1-M", "4.10"), ("L", "Red", "A-1-L", "5.60"))
    found = sheet_of(seller)
    assert found["no_price"] == "USD\u00a04.10 – USD\u00a05.60" and found["range_label"] == "Price range per unit"


# -- JSON lines -----------------------------------------------------------------------------------------------------


def exported(person: Person) -> list[dict[str, Any]]:
    return [json.loads(line) for line in b"".join(person.client.get(EXPORT).streaming_content).splitlines()]


def test_nested_variants_come_back_as_they_went(seller: Person, product: Product, tmp_path: Path) -> None:
    give(product, *FOUR)
    rows = exported(seller)
    copier = make_person("copier@cast.example", make_company("Copy Ltd"))
    assert run_import(copier.company, jsonl_file(tmp_path, rows)) == 0
    assert exported(copier) == rows and len(rows[0]["variants"]) == 3
    copy = Product.objects.get(company=copier.company)
    assert copy.axes == product.axes and copy.span == product.span
    changed = [{**rows[0], "variants": [{**rows[0]["variants"][0], "price": 3.9}]}]
    assert run_import(copier.company, jsonl_file(tmp_path, changed)) == 0
    assert Variant.objects.get(product=copy, sku="A-1-M-RED").amount == Decimal("3.9")
    assert Variant.objects.filter(product=copy).count() == 3, "those not named stay"


def test_a_variant_inside_a_product_need_not_name_it(supplier: Company, tmp_path: Path) -> None:
    inside = [{"sku": "P-1-M", "axis:Size": "M"}, {"sku": "P-1-L", "axis:Size": "L", "price": 3}]
    rows = [{"sku": "P-1", "title": "Glove", "price": 2, "currency": "USD", "variants": inside}]
    assert run_import(supplier, jsonl_file(tmp_path, rows)) == 3, "an own price needs its currency"
    assert list(Variant.objects.values_list("sku", flat=True)) == ["P-1-M"]


def test_a_refused_variant_comes_back_inside_its_product(supplier: Company, tmp_path: Path) -> None:
    good = {"sku": "P-0", "title": "Sock", "price": 1, "currency": "USD"}
    rows = [{"sku": "P-1", "title": "Glove", "variants": [{"sku": "P-1-M", "axis:Size": "M", "price": "x"}]}, good]
    out = tmp_path / "out.jsonl"
    assert run_import(supplier, jsonl_file(tmp_path, rows), "--corrected", str(out)) == 3
    (line,) = map(json.loads, out.read_text().splitlines())
    assert line["variants"] == rows[0]["variants"] and "not a number" in line["problem"]
    line["variants"][0] |= {"price": 2, "currency": "USD"}
    assert run_import(supplier, jsonl_file(tmp_path, [line], "mended.jsonl")) == 0
    assert Variant.objects.get().sku == "P-1-M"


@pytest.mark.parametrize("inside", [[], {}, "M, L", [1], [{"sku": "x"}, None], None])
def test_what_only_looks_like_variants_breaks_nothing(supplier: Company, tmp_path: Path, inside: Any) -> None:
    rows = [{"sku": "P-1", "title": "Glove", "variants": inside}]
    assert run_import(supplier, jsonl_file(tmp_path, rows)) == 0
    assert Product.objects.get().sku == "P-1" and not Variant.objects.exists()


def test_a_batch_does_not_part_a_product_from_its_variants(tmp_path: Path) -> None:
    inside = [{"sku": f"P-1-{size}", "axis:Size": size} for size in "SML"]
    path = jsonl_file(tmp_path, [{"sku": "P-1", "title": "Glove", "variants": inside}, {"sku": "P-2", "title": "Hat"}])
    with path.open("rb") as file:
        source = Records(open_file(file, path.name))
        mapping = {name: name for name in source.headings}
        stream = Stream(source, mapping)
        batches = []
        while drafts := stream.take(1):
            batches.append([draft.sku for draft in drafts])
    assert batches == [["P-1", "P-1-S", "P-1-M", "P-1-L"], ["P-2"]]


@pytest.mark.parametrize("code", ["XXX", "XTS", "xyz"])
def test_codes_that_stand_for_no_currency_are_refused(supplier: Company, tmp_path: Path, code: str) -> None:
    rows = [{"sku": "P-1", "title": "Glove", "price": 2, "currency": code}]
    assert run_import(supplier, jsonl_file(tmp_path, rows)) == 3
    assert not Product.objects.exists()


# -- what an import holds -------------------------------------------------------------------------------------------


def test_a_long_import_keeps_no_statements_of_a_developers_machine(
    supplier: Company, tmp_path: Path, settings: Any
) -> None:
    from django.db import connection

    settings.DEBUG = True
    rows = [{"sku": f"N-{number}", "title": "Nut"} for number in range(1100)]
    connection.queries_log.clear()
    assert run_import(supplier, jsonl_file(tmp_path, rows), "--dry-run") == 0
    assert len(connection.queries_log) < 12


def test_article_numbers_do_not_fill_the_memory_of_words() -> None:
    from catalog.classify import stem

    stem.cache_clear()
    tree = Classifier(Category.tree().values())
    known = stem.cache_info().currsize
    for number in range(2000):
        tree.guess(f"Deep groove ball bearings {number} M{number:05}")
    assert stem.cache_info().currsize <= known + 1


# -- a talk ---------------------------------------------------------------------------------------------------------


def test_a_talk_is_about_the_chosen_variant(buyer: Person, product: Product, visitor: Client) -> None:
    give(product, *FOUR)
    address = f"/consultations/about/product/{product.ref}/?variant=A-1-L-RED"
    page = buyer.client.get(product.get_absolute_url(), {"variant": "A-1-L-RED"}).content.decode()
    assert f'action="{address}"' in page
    assert "L, Red (A-1-L-RED)" in buyer.client.get(address).content.decode()
    opened = buyer.client.post(address)
    room = Room.objects.get()
    assert opened["Location"] == f"{room.get_absolute_url()}?variant=A-1-L-RED"
    assert "About L, Red (A-1-L-RED): </textarea>" in buyer.client.get(opened["Location"]).content.decode()
    assert not room.messages.exists(), "nothing is said before somebody says it"
    login = visitor.post(address)["Location"]
    assert "variant%3DA-1-L-RED" in login


@pytest.mark.parametrize("named", ["", "NONE", "A-1-M-BLUE", "<script>", "x" * 500, "\x00"])
def test_a_variant_that_is_not_on_offer_leaves_the_product(buyer: Person, product: Product, named: str) -> None:
    give(product, *FOUR)
    Variant.objects.filter(sku="A-1-M-BLUE").update(is_offered=False)
    opened = buyer.client.post(f"/consultations/about/product/{product.ref}/", query_params={"variant": named})
    assert opened["Location"] == Room.objects.get().get_absolute_url()
    assert "About" not in buyer.client.get(opened["Location"], {"variant": named}).content.decode().split("textarea")[1]


# -- schema.org -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stock", "lead", "known"),
    [(None, 5, None), (Decimal(3), None, "InStock"), (Decimal(0), None, "OutOfStock"), (Decimal(0), 5, "BackOrder")],
)
def test_machines_are_told_of_a_stock_only_where_one_is_stated(
    product: Product, stock: Decimal | None, lead: int | None, known: str | None
) -> None:
    Product.objects.filter(pk=product.pk).update(stock=stock, lead_time_days=lead)
    product.refresh_from_db()
    wanted = f"https://schema.org/{known}" if known else None
    assert product_data(product, str)["offers"][0].get("availability") == wanted
    give(product, ("M", "Red", "A-1-M", "4.10"), stock=stock)
    assert product_data(product, str)["hasVariant"][0]["offers"].get("availability") == wanted
