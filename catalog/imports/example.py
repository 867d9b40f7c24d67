"""The file to begin with: the headings and two rows that show what belongs under them."""

import csv
import io
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from catalog.imports.explained import codes, columns

ROWS = [
    {
        "sku": "BB-6204",
        "title": "Deep groove ball bearing 6204-2RS",
        "description": "Sealed on both sides, greased for life, for electric motors and pumps.",
        "brand": "Hanbit",
        "model": "6204-2RS",
        "gtin": "8801234567893",
        "category": "bearings",
        "hs_code": "8482.10",
        "origin": "KR",
        "price": "",
        "currency": "USD",
        "price_tiers": "1:1.20;500:0.98;5000:0.85",
        "unit": "C62",
        "moq": "100",
        "incoterm": "FOB",
        "incoterm_place": "Busan",
        "lead_time_days": "14",
        "stock": "1200",
        "tags": "bearing, sealed",
        "supply_capacity": "500000",
        "supply_period": "month",
        "packaging": "50 pcs a carton, 40 cartons a pallet",
        "payment_terms": "deposit;lc_sight",
        "sample": "free",
        "sample_amount": "",
        "sample_currency": "",
        "sample_days": "3",
        "sample_freight": "buyer",
        "private_label": "label",
        "pictures": "BB-6204.jpg",
        "picture_alt": "The bearing from the front",
        "attr:Bore [mm]": "20",
        "attributes": "Assembly: by hand; Drawing: on request",
        "title:ko": "깊은 홈 볼 베어링 6204-2RS",
        "attributes:ko": "Assembly = 조립: 손으로; Drawing = 도면: 요청하시면 드립니다",
    },
    {
        "sku": "TM-500",
        "title": "스테인리스 텀블러 500 ml",
        "description": "이중 진공 단열, 로고 인쇄 가능.",
        "brand": "Onsae",
        "model": "",
        "gtin": "",
        "category": "food-containers",
        "hs_code": "9617.00",
        "origin": "KR",
        "price": "8.40",
        "currency": "USD",
        "price_tiers": "",
        "unit": "C62",
        "moq": "300",
        "incoterm": "EXW",
        "incoterm_place": "Gimhae",
        "lead_time_days": "21",
        "stock": "",
        "tags": "tumbler, gift",
        "supply_capacity": "20000",
        "supply_period": "month",
        "packaging": "",
        "payment_terms": "advance;open_account",
        "sample": "paid",
        "sample_amount": "12.00",
        "sample_currency": "USD",
        "sample_days": "7",
        "sample_freight": "buyer",
        "private_label": "design",
        "pictures": "",
        "picture_alt": "",
        "attr:Bore [mm]": "",
        "attributes": "",
        "title:ko": "",
        "attributes:ko": "",
    },
]


def as_csv() -> bytes:
    """With a byte order mark, so that spreadsheets read it as UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(ROWS[0]))
    writer.writeheader()
    writer.writerows(ROWS)
    return text.getvalue().encode("utf-8-sig")


def as_workbook() -> bytes:
    """The first sheet is imported; the second says what may stand under each heading."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Products")
    sheet.freeze_panes = "C2"
    sheet.append([bold(sheet, name) for name in ROWS[0]])
    for row in ROWS:
        sheet.append(list(row.values()))
    add_help(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def add_help(book: Workbook) -> None:
    page = book.create_sheet(_("Columns"))
    for letter, width in (("A", 18), ("B", 34), ("C", 80), ("D", 36)):
        page.column_dimensions[letter].width = width
    for title, several in columns():
        page.append([bold(page, title)])
        for one in several:
            page.append([text(page, cell) for cell in (one.heading, one.label, one.words, one.example)])
        page.append([])
    for name, choices in codes():
        page.append([bold(page, name)])
        for code, label in choices:
            page.append([text(page, code), text(page, label)])


def text(page: Any, words: Any) -> Any:
    cell = WriteOnlyCell(page, str(words))
    cell.data_type = "s"
    return cell


def bold(page: Any, words: Any) -> Any:
    cell = text(page, words)
    cell.font = Font(bold=True)
    return cell
