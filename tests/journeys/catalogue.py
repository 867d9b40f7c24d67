"""The real catalogue of Icecat, and how a firm brings it onto the market."""

import csv
import json
import lzma
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from catalog.models import Product
from tests.shared import SHARED

ICECAT = SHARED / "icecat-products.jsonl.xz"
ROWS = 600  # several batches
TONER = "3920564"  # the SKU of its first product, a Xerox toner cartridge


def icecat_sample(folder: Path) -> Path:
    """A part of the real catalogue where it is at hand, else a few rows of the same shape.

    That the whole of it goes in is proven in tests/catalog/test_import_command.py.
    """
    if ICECAT.exists():
        with lzma.open(ICECAT, "rt", encoding="utf-8") as file:
            lines = [line for number, line in enumerate(file) if number < ROWS or f'"{TONER}"' in line[:60]]
    else:
        rows = [
            {"id": TONER, "name": "006R90321", "title": "Xerox 006R90321 toner cartridge", "ean": ["0095205603217"]},
            {"id": "2101957", "name": "dv7", "title": "HP Pavilion dv7 Notebook", "ean": ["0884420588030"]},
            {"id": "1128895", "name": "DB9", "title": "DB9 Serial Null Modem Adapter", "ean": ["not a number"]},
        ]
        lines = [json.dumps({**row, "supplier": "Xerox", "price": 4995}) + "\n" for row in rows]
    path = folder / "sample.jsonl.xz"
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.writelines(lines)
    return path


def rows_in(path: Path) -> int:
    with lzma.open(path) as file:
        return sum(1 for _line in file)


def import_all(portal: Any, page: Page, file: Path) -> None:
    """Upload, check, import; every row of the file becomes a product."""
    page.get_by_label("Your file").set_input_files(file)
    page.get_by_role("button", name="Upload and go on").click()
    page.get_by_role("button", name="Check all rows").click()
    portal.deliver()  # the page sees by itself when a part is done
    page.get_by_role("button", name="Import ").click()
    portal.deliver()
    expect(page.get_by_role("link", name="See your products")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Report as CSV").click()
    told = file.with_name("report.csv")
    download.value.save_as(told)
    with told.open(encoding="utf-8-sig", newline="") as report:
        assert {"row", "sku", "column", "problem"} <= set(csv.DictReader(report).fieldnames or ())
    assert portal.aside(Product.objects.published().count) == rows_in(file)
