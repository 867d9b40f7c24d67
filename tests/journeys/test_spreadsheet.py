"""From the spreadsheet a firm has, with odd Korean headings, to a public product with its picture: a dozen clicks."""

import io
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PIL import Image
from playwright.sync_api import Page, expect

from catalog.models import Product
from tests.cast import Person
from tests.catalog.files import workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS: list[list[Any]] = [
    ["품번*", "제품명(국문)", "영문 제품명", "단가(USD)", "최소주문수량", "결제 조건", "샘플", "비고"],
    ["HB-6204", "볼 베어링 6204", "Ball bearing 6204", "1.20 USD", 100, "T/T 선불; 일람불 신용장", "무료", "인기"],
    ["HB-6205", "볼 베어링 6205", "Ball bearing 6205", "1.40 USD", 100, "T/T 선불", "무료", ""],
    ["HB-6206", "볼 베어링 6206", "Ball bearing 6206", "문의", 100, "T/T 선불", "무료", ""],
    ["HB-6207", "볼 베어링 6207", "Ball bearing 6207", "1.90 USD", 50, "", "", ""],
    ["HB-6208", "볼 베어링 6208", "Ball bearing 6208", "2.10 USD", 50, "", "", ""],
]
MOST_CLICKS, MOST_SECONDS = 12, 180.0


def pictures() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, colour in (("HB-6204.jpg", "#888"), ("HB-6204_2.jpg", "#aaa"), ("HB-6205/정면.png", "#777")):
            picture = io.BytesIO()
            Image.new("RGB", (800, 600), colour).save(picture, "PNG" if name.endswith("png") else "JPEG")
            file.writestr(name, picture.getvalue())
    return out.getvalue()


class Hand:
    """Counts what a person presses."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks, self.began = page, 0, time.monotonic()

    def press(self, name: str, role: Any = "button") -> None:
        self.clicks += 1
        self.page.get_by_role(role, name=name).first.click()

    def choose(self, label: str, name: str, kind: str, data: bytes) -> None:
        self.clicks += 2
        self.page.get_by_label(label).set_input_files({"name": name, "mimeType": kind, "buffer": data})


@pytest.mark.parametrize("width", [390, 1280])
def test_from_a_spreadsheet_to_a_public_product(portal: Any, seller: Person, tmp_path: Path, width: int) -> None:
    page = portal.open_as(seller, "/my/import/", viewport={"width": width, "height": 900})
    hand = Hand(page)
    hand.choose("Your file", "제품목록.xlsx", XLSX, workbook(ROWS))
    hand.choose("Pictures as a ZIP", "사진.zip", "application/zip", pictures())
    hand.press("Upload and go on")
    expect(page.get_by_role("heading", level=1)).to_have_text("What is in your columns?")
    expect(page.get_by_text("1 column is left out")).to_be_visible()
    expect(page.get_by_label("영문 제품명")).to_have_value("title:en")
    expect(page.get_by_label("Language of titles and descriptions")).to_have_value("ko")
    narrow(page)
    hand.press("Check all rows")
    portal.deliver()  # the page sees by itself when it is done
    expect(page.get_by_text("4 rows can be imported, 1 cannot.")).to_be_visible()
    expect(page.get_by_text("“문의” is not a number.")).to_be_visible()
    expect(page.get_by_text("All 3 new pictures can be added.")).to_be_visible()
    narrow(page)
    with page.expect_download() as download:
        hand.press("The refused row, to correct", "link")
    download.value.save_as(tmp_path / "corrected.xlsx")
    check(tmp_path / "corrected.xlsx")
    hand.press("Import 4 rows")
    portal.deliver()  # the page sees by itself when it is done
    expect(page.get_by_text("All 3 new pictures were added.")).to_be_visible()
    assert hand.clicks <= MOST_CLICKS and time.monotonic() - hand.began < MOST_SECONDS
    product = portal.aside(lambda: Product.objects.get(sku="HB-6204"))
    look(portal.open_as(None, portal.aside(product.get_absolute_url), viewport={"width": width, "height": 900}))


def narrow(page: Page) -> None:
    """Nothing sticks out to the side, once what came by itself has its place."""
    page.wait_for_function("document.documentElement.scrollWidth <= document.documentElement.clientWidth", timeout=5000)


def check(path: Path) -> None:
    sheet = load_workbook(path).active
    assert [cell.value for cell in sheet[2]][:2] == ["HB-6206", "볼 베어링 6206"]
    assert "not a number" in sheet.cell(2, len(ROWS[0]) + 1).value


def look(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ball bearing 6204")
    expect(page.locator("main img:not(.blur-under)").first).to_be_visible()
    expect(page.get_by_text("Letter of credit at sight (L/C)")).to_be_visible()
