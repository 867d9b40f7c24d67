"""The file to begin with: the headings and two rows that show what belongs under them."""

import csv
import io

from openpyxl import Workbook

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
        "attr:Bore [mm]": "20",
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
        "attr:Bore [mm]": "",
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
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Products")
    sheet.append(list(ROWS[0]))
    for row in ROWS:
        sheet.append(list(row.values()))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
