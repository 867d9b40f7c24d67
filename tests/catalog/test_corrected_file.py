"""The refused rows as a file of their own: mended in place and uploaded again as it is."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook

from catalog import handlers
from catalog.imports.runs import ImportRun
from catalog.models import Product
from companies.models import Company
from portal.core import relay
from tests.cast import Person
from tests.catalog.files import csv_file, jsonl_file, run_import, upload, workbook

pytestmark = pytest.mark.django_db
HEADS = ["sku", "title", "price", "currency", "attr:Bore [mm]"]


@pytest.fixture(autouse=True)
def in_english(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"
    handlers.OPEN.clear()
    with override("en"):
        yield


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


@pytest.mark.parametrize("mode", ["--dry-run", "--draft"])
def test_refused_rows_of_a_csv_file_come_back_with_their_reasons(supplier: Company, tmp_path: Path, mode: str) -> None:
    text = (
        "sku;title;price;currency\nA-1;One;1;USD\nA-2;Two;-5;USD\n;Three;1;USD\n"
        'A-4;=1+1;x;USD\nA-5;Five;1;USD;too;many\nA-6;"open;1;USD\nA-7;Seven;1;\n'
    )
    out = tmp_path / "out.csv"
    assert run_import(supplier, csv_file(tmp_path, text), mode, "--corrected", str(out)) == 3
    head, *rows = rows_of(out)
    assert head == ["sku", "title", "price", "currency", "problem"]
    assert [row[:4] for row in rows] == [
        ["A-2", "Two", "-5", "USD"],
        ["", "Three", "1", "USD"],
        ["A-4", "'=1+1", "x", "USD"],
        ["A-5", "Five", "1", "USD"],
        ["A-6", '"open', "1", "USD"],
        ["A-7", "Seven", "1", ""],
    ]
    assert rows[0][4] == "price: “-5” is below zero." and rows[3][5:] == ["too", "many"]
    mended = out.read_text("utf-8-sig").replace(";-5;", ";5;").replace(";x;", ";7;")
    again = tmp_path / "again.csv"
    assert run_import(supplier, csv_file(tmp_path, mended, "mended.csv"), "--corrected", str(again)) == 3
    assert set(Product.objects.values_list("sku", flat=True)) >= {"A-2", "A-4"}
    assert Product.objects.get(sku="A-4").title == "=1+1" and Product.objects.get(sku="A-2").attributes == []
    assert len(rows_of(again)) == 4, "what is still wrong comes back again, with one column problem"
    assert rows_of(again)[0] == head


def test_nothing_refused_is_a_file_with_headings_alone(supplier: Company, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    assert run_import(supplier, csv_file(tmp_path, "sku;title\nA-1;One\n"), "--corrected", str(out)) == 0
    assert rows_of(out) == [["sku", "title", "problem"]]


def test_json_lines(supplier: Company, tmp_path: Path) -> None:
    rows: list[Any] = [
        {"sku": "A-1", "title": "One"},
        {"sku": "A-2", "title": "T", "moq": -1, "x": [1]},
        "{broken",
        "[1]",
    ]
    out = tmp_path / "out.jsonl"
    assert run_import(supplier, jsonl_file(tmp_path, rows), "--corrected", str(out)) == 3
    found = [json.loads(line) for line in out.read_text().splitlines()]
    assert found[0] == {"sku": "A-2", "title": "T", "moq": -1, "x": [1], "problem": "moq: “-1” is below zero."}
    assert found[1]["line"] == "{broken" and found[2]["line"] == [1] and "problem" in found[2]
    mended = jsonl_file(tmp_path, [{**found[0], "moq": 5}], "mended.jsonl")
    assert run_import(supplier, mended) == 0
    assert Product.objects.get(sku="A-2").moq == 5


def sent(person: Person, data: bytes, name: str) -> ImportRun:
    assert person.client.post(reverse("catalog:import"), {"file": upload(data, name)}).status_code == 302
    run = ImportRun.objects.latest("pk")
    chosen = {f"column-{number}": field for number, field in enumerate(run.mapping.values())}
    chosen = {name: "attr" if field.startswith("attr:") else field for name, field in chosen.items()}
    person.client.post(reverse("catalog:import_run", args=[run.ref]), {"wish": "check", "language": "en", **chosen})
    relay.deliver_all()
    run.refresh_from_db()
    return run


def corrected(person: Person, run: ImportRun) -> Any:
    return person.client.get(reverse("catalog:import_corrected", args=[run.ref]))


def test_a_workbook_has_the_wrong_cells_marked_and_goes_in_when_mended(
    seller: Person, viewer: Person, stranger: Person
) -> None:
    rows = [HEADS, ["A-1", "One", 1.5, "USD", 20], ["A-2", "Two", "=B2", "USD", 30], ["A-3", "Three", 2, "XXQ", 40]]
    run = sent(seller, workbook(rows), "My list.xlsx")
    page = seller.client.get(reverse("catalog:import_run", args=[run.ref])).content.decode()
    assert "The 2 refused rows, to correct" in page
    answer = corrected(seller, run)
    assert 'filename="my-list-corrected.xlsx"' in answer["Content-Disposition"]
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    sheet = book.active
    assert [cell.value for cell in sheet[1]] == [*HEADS, "problem"]
    assert [cell.value for cell in sheet[2]][:5] == ["A-2", "Two", "=B2", "USD", 30]
    assert sheet["C2"].data_type == "s" and sheet["C2"].fill.fgColor.rgb == "00FBE3DD"
    assert "formula" in sheet["C2"].comment.text and "formula" in sheet["F2"].value
    assert sheet["A2"].fill.fgColor.rgb == "00000000" and sheet["D3"].comment
    assert corrected(stranger, run).status_code == 404 and corrected(viewer, run).status_code == 403
    sheet["C2"], sheet["D3"] = 3, "EUR"
    file = io.BytesIO()
    book.save(file)
    again = sent(seller, file.getvalue(), "my-list-corrected.xlsx")
    assert again.is_remembered and again.refused == 0 and "problem" not in again.mapping
    assert corrected(seller, again).status_code == 404, "nothing to correct"
    again.request(seller.actor)
    relay.deliver_all()
    assert set(Product.objects.values_list("sku", flat=True)) == {"A-2", "A-3"}
    assert Product.objects.get(sku="A-2").attributes == [{"name": "Bore", "value": 30, "unit": "mm"}]


def test_reasons_are_in_the_readers_language(seller: Person) -> None:
    run = sent(seller, b"sku,title,price\nA-1,One,x\n", "p.csv")
    answer = seller.client.get("/ko" + reverse("catalog:import_corrected", args=[run.ref]))
    assert "숫자가 아닙니다" in b"".join(answer.streaming_content).decode("utf-8-sig")


def test_bad_rows_in_the_middle_of_a_long_file(seller: Person, supplier: Company, tmp_path: Path) -> None:
    """The shape of a file of 100,000 rows: good ones, a block of bad ones across two batches, good ones."""
    rows = [f"A-{n};T{n};{'x' if 450 <= n < 560 else n};USD" for n in range(1200)]
    path = csv_file(tmp_path, "sku;title;price;currency\n" + "\n".join(rows))
    out = tmp_path / "out.csv"
    assert run_import(supplier, path, "--dry-run", "--corrected", str(out)) == 3
    found = rows_of(out)
    assert len(found) == 111 and found[1][0] == "A-450" and found[-1][0] == "A-559"
    run = sent(seller, path.read_bytes(), "p.csv")
    assert run.refused == 110
    page = seller.client.get(reverse("catalog:import_run", args=[run.ref]) + "?kind=numbers&column=price&row=500")
    text = page.content.decode()
    assert "A-498" in text and "A-497" not in text and "1 to 50 of 62" in text
    assert "Numbers and prices (111)" in text, "and a price of 0, which is kept"
