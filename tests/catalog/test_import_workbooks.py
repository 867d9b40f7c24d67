"""Workbooks that were made to harm: too large inside, with entities of their own, with false sizes."""

import io
import re
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.management import CommandError

from catalog.imports.files import Unreadable, check_workbook
from catalog.models import Product
from companies.models import Company
from tests.catalog.files import run_import, workbook
from tests.catalog.test_import_command import in_english

__all__ = ["in_english"]  # the fixture
pytestmark = pytest.mark.django_db


def zipped_workbook(sheet: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", b"<workbook/>")
        book.writestr("xl/worksheets/sheet1.xml", sheet)
    return made.getvalue()


def test_a_workbook_that_unpacks_to_far_too_much_is_not_opened() -> None:
    with pytest.raises(Unreadable, match="far too much"):
        check_workbook(io.BytesIO(zipped_workbook(b"0" * 70 * 1024**2)))
    check_workbook(io.BytesIO(zipped_workbook(b"<worksheet/>" * 1000)))


SHARED_STRINGS = (
    b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="1" uniqueCount="1">'
    b"<si><t>One</t></si></sst>"
)
SHARED_NAMED = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType='
    b'"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"])
@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
            f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
        ) + "]>",
        '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>',
    ],
    ids=["entities of entities", "a file of ours"],
)  # fmt: skip
def test_a_workbook_with_entities_is_refused(supplier: Company, tmp_path: Path, part: str, head: str) -> None:
    made, path = io.BytesIO(), tmp_path / "products.xlsx"
    with (
        zipfile.ZipFile(io.BytesIO(workbook([["SKU", "Title"], ["A-1", "One"]]))) as book,
        zipfile.ZipFile(made, "w") as other,
    ):
        parts = {name: book.read(name) for name in book.namelist()}
        if part not in parts:  # strings may stand in the sheet itself; spreadsheet programs share them
            parts[part] = SHARED_STRINGS
            parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", SHARED_NAMED)
        for name, content in parts.items():
            text = content
            if name == part:
                text = re.sub(rb"^(<\?xml.*?\?>)?", lambda found: found[0] + head.encode(), text, count=1)
                text = text.replace(b"A-1", b"&i;").replace(b"One", b"&i;")
            other.writestr(name, text)
    path.write_bytes(made.getvalue())
    with pytest.raises(CommandError, match="damaged"):
        run_import(supplier, path)
    assert not Product.objects.exists()


def test_a_part_that_lies_about_its_size_gives_no_more_than_it_says() -> None:
    """So that the sum of what the parts say is a bound on what is read."""
    honest = zipped_workbook(b"0" * 10_000_000)
    lying = honest.replace((10_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert lying != honest
    check_workbook(io.BytesIO(lying))
    with (
        zipfile.ZipFile(io.BytesIO(lying)) as book,
        book.open("xl/worksheets/sheet1.xml") as part,
        suppress(zipfile.BadZipFile),  # the sum of the part is another
    ):
        assert len(part.read()) <= 1000
