"""`manage.py import_catalogue`: every good row goes in, every odd one is named."""

import csv
import lzma
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from catalog.imports.runs import ImportRun
from catalog.imports.writer import Writer
from catalog.models import PriceTier, Product, ProductText
from companies.models import Company
from portal.core.events import Event
from tests.catalog.files import HEAD, csv_file, jsonl_file, run_import, workbook
from tests.shared import shared

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """A command runs in the language of the settings; an earlier test may have left another."""
    with override("en"):
        yield


def found(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_all_columns_of_a_row_arrive(supplier: Company, tmp_path: Path) -> None:
    heads = (
        "sku,title,description,brand,model,gtin,category,hs_code,origin,price_tiers,currency,unit,moq,"
        "incoterm,incoterm_place,lead_time_days,tags,attr:Bore [mm],attr:Seal"
    )
    row = (
        'A-1,"Bearing, sealed",Greased for life,Hanbit,6204,8801234567893,bearings,8482.10,kr,'
        '1:1.20;500:0.98,usd,pcs,"1,000",fob,Busan,2 weeks,"bearing, sealed",20,2RS'
    )
    assert run_import(supplier, csv_file(tmp_path, f"{heads}\n{row}\n")) == 0
    product = Product.objects.get(company=supplier, sku="A-1")
    assert product.title == "Bearing, sealed" and product.text.description == "Greased for life"
    assert (product.brand, product.model, product.gtin) == ("Hanbit", "6204", "8801234567893")
    assert (product.category.slug, product.hs_code, product.origin) == ("bearings", "848210", "KR")
    assert [(tier.min_quantity, tier.amount, tier.currency) for tier in product.tiers] == [
        (1, Decimal("1.2"), "USD"),
        (500, Decimal("0.98"), "USD"),
    ]
    assert (product.unit, product.moq, product.incoterm, product.incoterm_place) == ("C62", 1000, "FOB", "Busan")
    assert (product.lead_time_days, product.tags) == (14, ["bearing", "sealed"])
    assert product.attributes == [
        {"key": "bore", "name": "Bore diameter", "value": 20, "unit": "mm"},
        {"key": "seal", "name": "Seal", "value": "2rs"},
    ]
    assert product.is_published and product.published_at
    event = Event.objects.get(kind="product.imported")
    assert event.subject_ids == [product.pk] and event.company_id == supplier.pk


def test_an_empty_cell_leaves_a_dash_clears_and_nought_is_nought(supplier: Company, tmp_path: Path) -> None:
    heads = "sku,title,brand,price,currency,lead_time_days,tags,attr:Colour,attr:Seal\n"
    run_import(supplier, csv_file(tmp_path, heads + "A-1,Bearing,Hanbit,4.20,USD,14,steel,red,2RS\n"))
    assert run_import(supplier, csv_file(tmp_path, heads + "A-1,,,,,0,-,-,\n")) == 0
    product = Product.objects.get(sku="A-1")
    assert (product.title, product.brand, product.lead_time_days, product.tags) == ("Bearing", "Hanbit", 0, [])
    assert product.attributes == [{"key": "seal", "name": "Seal", "value": "2rs"}]
    assert product.tiers[0].amount == Decimal("4.20")
    run_import(supplier, csv_file(tmp_path, heads + "A-1,,-,-,,-,,,\n"))
    product = Product.objects.get(sku="A-1")
    assert (product.brand, product.lead_time_days, product.tiers) == ("", None, [])


def test_a_bad_row_in_the_middle_keeps_no_other_out(supplier: Company, tmp_path: Path) -> None:
    rows = [f"A-{number},Bearing {number},1.00,USD" for number in range(1200)]
    rows[600] = "A-600,Bearing 600,minus one,USD"
    rows[700] = ",no number,1.00,USD"
    rows[800] = 'A-800,"a quotation mark that is never closed,1.00,USD'
    rows[900] = "A-900,Bolt, steel,1.00,USD"
    report = tmp_path / "report.csv"
    assert run_import(supplier, csv_file(tmp_path, "\n".join([HEAD, *rows])), "--report", str(report)) == 3
    assert Product.objects.filter(company=supplier).count() == 1196
    assert not Product.objects.filter(sku__in=["A-600", "A-800", "A-900"]).exists()
    lines = found(report)
    assert list(lines[0]) == ["row", "sku", "column", "problem"]
    assert {(line["row"], line["column"]) for line in lines} == {
        ("602", "price"),
        ("702", "sku"),
        ("802", ""),
        ("902", ""),
    }
    assert "minus one" in lines[0]["problem"]


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("price", "-5", "below zero"),
        ("price", "=A1*2", "formula"),
        ("price", "NaN", "not a number"),
        ("price", "1e400", "too large"),
        ("price_tiers", "1:10;1:9", "quantity 1"),
        ("price_tiers", "1-100:10;50-200:9", "quantity 50"),
        ("price_tiers", "cheap", "price ladder"),
        ("currency", "ZZZ", "currency code"),
        ("unit", "furlongs", "unit code"),
        ("moq", "-3", "below zero"),
        ("incoterm", "XXX", "Incoterm"),
        ("lead_time_days", "1.5", "whole number"),
        ("sku", "x" * 65, "64"),
    ],
)
def test_wrong_trade_terms_refuse_the_row_in_words(
    supplier: Company, tmp_path: Path, column: str, cell: str, words: str
) -> None:
    cells = {"sku": "A-1", "title": "Bearing", "price": "1.00", "currency": "USD", column: cell}
    path = csv_file(tmp_path, ",".join(cells) + "\n" + ",".join(cells.values()) + "\n")
    report = tmp_path / "report.csv"
    assert run_import(supplier, path, "--report", str(report)) == 3
    assert not Product.objects.filter(company=supplier).exists()
    (line,) = found(report)
    assert (line["row"], line["column"]) == ("2", column) and words in line["problem"]


@pytest.mark.parametrize(
    ("column", "cell", "field", "kept"),
    [
        ("gtin", "4006381333932", "gtin", ""),
        ("gtin", "12", "gtin", ""),
        ("gtin", "8.80123E+12", "gtin", ""),
        ("hs_code", "7799.10", "hs_code", ""),
        ("hs_code", "x", "hs_code", ""),
        ("origin", "Atlantis", "origin", ""),
        ("moq", "0", "moq", 1),
        ("brand", "b" * 81, "brand", ""),
        ("category", "flux capacitors", "brand", ""),
    ],
)
def test_an_odd_value_is_reported_and_the_row_goes_in_without_it(
    supplier: Company, tmp_path: Path, column: str, cell: str, field: str, kept: Any
) -> None:
    report = tmp_path / "report.csv"
    path = csv_file(tmp_path, f"sku,title,{column}\nA-1,Bearing,{cell}\n")
    assert run_import(supplier, path, "--report", str(report)) == 0
    assert getattr(Product.objects.get(sku="A-1"), field) == kept
    assert [line["column"] for line in found(report)] == [column]


def test_a_price_of_nought_or_beyond_belief_is_kept_and_reported(supplier: Company, tmp_path: Path) -> None:
    report = tmp_path / "report.csv"
    path = csv_file(tmp_path, f"{HEAD}\nA-1,Free,0,USD\nA-2,Dear,99000000,USD\n")
    assert run_import(supplier, path, "--report", str(report)) == 0
    assert list(PriceTier.objects.order_by("amount").values_list("amount", flat=True)) == [0, 99000000]
    assert [line["row"] for line in found(report)] == ["2", "3"]


def test_a_price_without_a_currency_is_refused_unless_one_is_given_for_all(supplier: Company, tmp_path: Path) -> None:
    path = csv_file(tmp_path, "sku,title,price\nA-1,Bearing,4.20\n")
    assert run_import(supplier, path) == 3
    assert run_import(supplier, path, "--currency", "KRW") == 0
    assert PriceTier.objects.get().currency == "KRW"


def test_a_second_import_changes_nothing_and_tells_nobody(supplier: Company, tmp_path: Path) -> None:
    path = csv_file(tmp_path, f"{HEAD}\n" + "\n".join(f"A-{n},Bearing {n},1.50,USD" for n in range(700)))
    run_import(supplier, path)
    before = list(Product.objects.order_by("pk").values_list("pk", "updated_at", "ref", "slug"))
    events = Event.objects.filter(kind="product.imported").count()
    assert run_import(supplier, path) == 0
    assert list(Product.objects.order_by("pk").values_list("pk", "updated_at", "ref", "slug")) == before
    assert Event.objects.filter(kind="product.imported").count() == events == 2
    run = ImportRun.objects.first()
    assert run and (run.created, run.updated, run.unchanged) == (0, 0, 700)


def test_a_changed_row_changes_only_its_product(supplier: Company, tmp_path: Path) -> None:
    run_import(supplier, csv_file(tmp_path, f"{HEAD}\nA-1,One,1,USD\nA-2,Two,2,USD\n"))
    addresses = set(Product.objects.values_list("slug", flat=True))
    run_import(supplier, csv_file(tmp_path, f"{HEAD}\nA-1,One,1,USD\nA-2,Two anew,3,USD\n"))
    assert Product.objects.get(sku="A-2").title == "Two anew"
    assert Product.objects.get(sku="A-2").first_price.amount == 3
    assert set(Product.objects.values_list("slug", flat=True)) == addresses
    assert Event.objects.filter(kind="product.imported").last().subject_ids == [Product.objects.get(sku="A-2").pk]


def test_a_sku_twice_in_one_file_is_one_product_and_said(supplier: Company, tmp_path: Path) -> None:
    report = tmp_path / "report.csv"
    path = csv_file(tmp_path, f"{HEAD}\nA-1,First,1,USD\nA-1,Second,2,USD\n")
    assert run_import(supplier, path, "--report", str(report)) == 0
    assert Product.objects.get(company=supplier).title == "Second"
    assert "row 2" in found(report)[0]["problem"]


def test_a_dry_run_writes_nothing(supplier: Company, tmp_path: Path) -> None:
    report = tmp_path / "report.csv"
    path = csv_file(tmp_path, f"{HEAD}\nA-1,One,1,USD\nA-2,Two,-2,USD\n")
    assert run_import(supplier, path, "--dry-run", "--report", str(report)) == 3
    assert not Product.objects.exists() and not Event.objects.exists() and not ImportRun.objects.exists()
    assert [line["row"] for line in found(report)] == ["3"]


def test_the_same_sku_of_another_company_is_another_product(
    supplier: Company, buying_company: Company, tmp_path: Path
) -> None:
    path = csv_file(tmp_path, f"{HEAD}\nA-1,One,1,USD\n")
    run_import(supplier, path)
    run_import(buying_company, path)
    assert Product.objects.filter(sku="A-1").count() == 2


def test_a_korean_csv_from_excel_in_cp949_is_read(supplier: Company, tmp_path: Path) -> None:
    text = '상품코드,상품명,단가,통화,단위,원산지,납기\nT-1,스테인리스 텀블러,"12,000",KRW,개,대한민국,14일\n'
    assert run_import(supplier, csv_file(tmp_path, text, encoding="cp949"), "--language", "ko") == 0
    product = Product.objects.get(sku="T-1")
    assert product.title == "스테인리스 텀블러" and product.language == "ko"
    assert (product.first_price.amount, product.origin, product.lead_time_days) == (12000, "KR", 14)
    assert product.category.slug == "food-containers"


@pytest.mark.parametrize(("separator", "encoding"), [(";", "utf-8-sig"), ("\t", "utf-16"), ("|", "utf-8")])
def test_separators_and_encodings_are_found_out(
    supplier: Company, tmp_path: Path, separator: str, encoding: str
) -> None:
    text = "sku,title,brand\nA-1,Käfer größer,Ünal\n".replace(",", separator)
    assert run_import(supplier, csv_file(tmp_path, text, encoding=encoding)) == 0
    assert Product.objects.get().title == "Käfer größer"


def test_a_western_csv_of_excel_is_read(supplier: Company, tmp_path: Path) -> None:
    text = "sku;title;price;currency\nA-1;Café crème très léger;1.234,50;EUR\n"
    assert run_import(supplier, csv_file(tmp_path, text, encoding="cp1252")) == 0
    assert Product.objects.get().title == "Café crème très léger"
    assert PriceTier.objects.get().amount == Decimal("1234.5")


def test_a_workbook_is_read_and_its_formulas_are_text(supplier: Company, tmp_path: Path) -> None:
    path = tmp_path / "products.xlsx"
    rows = [["SKU", "Title", "Price", "Currency", "GTIN"], [1001, "=1+1", 4.2, "USD", 8801234567893]]
    path.write_bytes(workbook([*rows, [1002, "Priced by formula", "=C2*2", "USD", None]]))
    report = tmp_path / "report.csv"
    assert run_import(supplier, path, "--report", str(report)) == 3
    product = Product.objects.get()
    assert (product.sku, product.title, product.gtin) == ("1001", "=1+1", "8801234567893")
    assert "formula" in found(report)[0]["problem"]


def test_formulas_are_disarmed_in_the_report(supplier: Company, tmp_path: Path) -> None:
    report = tmp_path / "report.csv"
    path = csv_file(tmp_path, f"{HEAD}\n=cmd|'/c calc'!A1,One,x,USD\n")
    assert run_import(supplier, path, "--report", str(report)) == 3
    assert found(report)[0]["sku"] == "'=cmd|'/c calc'!A1"


def test_json_lines_and_lists_are_read(supplier: Company, tmp_path: Path) -> None:
    rows = [
        {"sku": "J-1", "title": "One", "price_tiers": [{"min_quantity": 1, "amount": 2, "currency": "EUR"}]},
        "{broken",
        {"sku": "J-2", "title": "Two", "tags": ["a", "b"], "attributes": {"Material": "steel", "Food safe": True}},
        "[1, 2]",
    ]
    assert run_import(supplier, jsonl_file(tmp_path, rows)) == 3
    assert Product.objects.get(sku="J-2").attributes == [
        {"name": "Material", "value": "steel"},
        {"name": "Food safe", "value": True},
    ]
    listed = tmp_path / "list.json"
    listed.write_text('[\n {"sku": "L-1", "title": "One"},\n {"sku": "L-2", "title": "Two"}\n]')
    assert run_import(supplier, listed) == 0
    assert Product.objects.filter(sku__startswith="L-").count() == 2


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("p.csv", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "PNG"),
        ("p.xlsx", b"sku,title\nA-1,One\n", "CSV"),
        ("p.csv", b"PK\x03\x04" + b"\0" * 50, "XLSX"),
        ("p.xlsx", b"PK\x03\x04" + b"\0" * 50, "damaged"),
        ("p.csv", b"", "empty"),
        ("p.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 20, ".xls"),
        ("p.csv", b"<html><table></table></html>", "web page"),
        ("p.csv", b"name of nothing\n1\n", "SKU"),
        ("p.csv.xz", b"\xfd7zXZ\x00 not really", "damaged"),
        ("p.csv.xz", lzma.compress(b"sku,title\n" * 10_000)[:-30], "cut off"),
        ("p.csv.xz", lambda: lzma.compress(b"sku,title\n" + b"0" * 200_000_000, preset=0), "far too much"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(
    supplier: Company, tmp_path: Path, name: str, content: bytes | Callable[[], bytes], words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content() if callable(content) else content)  # not made where the test is only collected
    with pytest.raises(CommandError, match=words) as problem:
        run_import(supplier, path)
    assert problem.value.returncode == 1
    assert not Product.objects.exists()


def test_a_missing_file_and_an_unknown_company_are_said(supplier: Company, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be opened"):
        run_import(supplier, tmp_path / "no.csv")
    with pytest.raises(CommandError, match="no company “nobody”"):
        call_command("import_catalogue", "x.csv", "--company", "nobody")


def test_a_huge_cell_is_cut_or_refused_and_the_next_row_goes_in(supplier: Company, tmp_path: Path) -> None:
    rows = [f"A-1,One,{'d' * 30_000}", f"A-2,Two,{'d' * 5_000_000}", "A-3,Three,short"]
    report = tmp_path / "report.csv"
    path = csv_file(tmp_path, "\n".join(["sku,title,description", *rows]))
    assert run_import(supplier, path, "--report", str(report)) == 3
    assert len(Product.objects.get(sku="A-1").text.description) == 20_000
    assert Product.objects.filter(sku="A-3").exists() and not Product.objects.filter(sku="A-2").exists()
    assert [line["row"] for line in found(report)] == ["2", "3"]


def test_after_a_crash_it_goes_on_after_the_last_row_committed(
    supplier: Company, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = csv_file(tmp_path, f"{HEAD}\n" + "\n".join(f"A-{n},Bearing {n},1.50,USD" for n in range(1700)))
    batches: list[int] = []
    write = Writer.write

    def crash_at_the_third(writer: Writer, drafts: Any) -> Any:
        batches.append(drafts[0].number)
        if len(batches) == 3:
            raise KeyboardInterrupt
        return write(writer, drafts)

    monkeypatch.setattr(Writer, "write", crash_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        run_import(supplier, path)
    assert Product.objects.count() == 1000
    assert ImportRun.objects.get().position == 1000
    assert run_import(supplier, path) == 0
    assert batches[3] == 1002, "the rows before were not done again"
    run = ImportRun.objects.get()
    assert (run.rows, run.created, run.state) == (1700, 1700, ImportRun.State.DONE)
    assert Product.objects.count() == 1700


def test_naughty_strings_go_in_as_text_or_are_refused_in_words(supplier: Company, tmp_path: Path) -> None:
    import json

    strings = json.loads(shared("hostile/blns.json").read_text("utf-8"))
    rows = [
        {"sku": f"N-{n}", "title": text, "description": text, "brand": text, "attr:Odd": text, "tags": [text]}
        for n, text in enumerate(strings)
    ] + [{"sku": text, "title": "By number"} for text in strings]
    report = tmp_path / "report.csv"
    assert run_import(supplier, jsonl_file(tmp_path, rows), "--report", str(report)) == 3
    refused = {line["row"] for line in found(report) if "missing" in line["problem"]}
    run = ImportRun.objects.get()
    assert run.rows == len(rows) and run.refused >= len(refused) > 0
    assert run.created > len(strings)
    for text in ProductText.objects.all():
        assert text.title.strip() == text.title != "" and "\0" not in text.description


def test_the_whole_icecat_file_goes_in_with_not_one_row_lost(supplier: Company, tmp_path: Path) -> None:
    path = shared("icecat-products.jsonl.xz")
    report = tmp_path / "report.csv"
    assert run_import(supplier, path, "--report", str(report)) == 0
    assert Product.objects.filter(company=supplier).count() == 19_406
    run = ImportRun.objects.get()
    assert (run.rows, run.created, run.refused) == (19_406, 19_406, 0)
    assert len({line["row"] for line in found(report)}) == run.warned > 5000
    toner = Product.objects.get(company=supplier, sku="3920564")
    assert (toner.brand, toner.gtin, toner.category.slug) == ("Xerox", "0095205603217", "toner-cartridges")
    assert (toner.first_price.amount, toner.first_price.currency) == (Decimal("49.95"), "EUR")
    assert {"name": "Quantity per pack", "value": 6} in toner.attributes
    assert PriceTier.objects.count() == 19_406 and ProductText.objects.count() == 19_406
