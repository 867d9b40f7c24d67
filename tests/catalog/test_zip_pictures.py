"""Pictures by ZIP: they find their products, good ones go in, and no archive does more than hold pictures."""

import io
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import override
from PIL import Image

from catalog import handlers
from catalog.imports import archive
from catalog.imports.runs import ImportRun
from catalog.models import Product, ProductPicture
from catalog.parts import ProductPicture as Picture
from companies.models import Company
from portal.core import relay
from portal.core.events import Event
from tests.cast import Person, make_product
from tests.catalog.files import run_import, upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"
    handlers.OPEN.clear()
    handlers.WORKS.clear()
    with override("en"):
        yield


def picture(colour: str = "red", kind: str = "JPEG", size: tuple[int, int] = (60, 40)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return out.getvalue()


def run_zip(company: Company, folder: Path, data: bytes, *options: str) -> int:
    path = folder / "pictures.zip"
    path.write_bytes(data)
    return run_import(company, path, *options)


def shown(sku: str) -> list[str]:
    return list(ProductPicture.objects.filter(product__sku=sku).values_list("alt", flat=True))


def problems() -> dict[str, str]:
    run = ImportRun.objects.latest("pk")
    return {one.column: one.code for one in run.problems.filter(row=0)}


def test_pictures_find_their_products_by_their_names(supplier: Company, tmp_path: Path) -> None:
    for sku in ("A-100", "A-100_2", "B/7", "가-1"):
        make_product(supplier, sku)
    members = {
        "A-100.jpg": picture("red"), "A-100_3.jpg": picture("blue"), "A-100-front.png": picture("green", "PNG"),
        "A-100_2.jpg": picture("grey"), "x/a-100 (4).webp": picture("pink", "WEBP"), "B/7/any name.jpg": picture("tan"),
        "가-1/정면.jpg": picture("black"), "C-9.jpg": picture("white"), "__MACOSX/._A-100.jpg": b"x", "Thumbs.db": b"x",
    }  # fmt: skip
    assert run_zip(supplier, tmp_path, packed(members)) == 3
    counts = {product.sku: product.pictures.count() for product in Product.objects.all()}
    assert counts == {"A-100": 4, "A-100_2": 1, "B/7": 1, "가-1": 1}
    assert problems() == {"C-9.jpg": "picture_no_product"}
    first = ProductPicture.objects.filter(product__sku="A-100").first()
    assert first and Image.open(first.image).getpixel((5, 5))[0] > 200, "A-100.jpg comes first"
    told = [set(event.subject_ids) for event in Event.objects.filter(kind="product.imported")]
    assert len(told) < 8 and len(set.union(*told)) == 4, "one event for all products of a step"


def test_the_same_archive_again_adds_nothing(supplier: Company, tmp_path: Path) -> None:
    make_product(supplier, "A-1")
    data = packed({"A-1.jpg": picture("red"), "A-1_2.jpg": picture("red"), "A-1_3.jpg": picture("blue")})
    assert run_zip(supplier, tmp_path, data) == 0
    run = ImportRun.objects.latest("pk")
    assert (run.pictures_added, run.pictures_known) == (2, 1), "the same picture under two names is one"
    assert run_zip(supplier, tmp_path, data) == 0
    run = ImportRun.objects.latest("pk")
    assert (run.pictures_added, run.pictures_known, len(shown("A-1"))) == (0, 3, 2)


def test_rows_and_pictures_in_one_zip_by_columns(supplier: Company, tmp_path: Path) -> None:
    rows = ["A-1,One,b.jpg;a.jpg,Back;Front", "A-2,Two,a.jpg,", "A-3,Three,,Whole", ",No SKU,b.jpg,"]
    table = "\n".join(["sku,title,pictures,picture_alt", *rows])
    members = {"products.csv": table.encode(), "a.jpg": picture("red"), "b.jpg": picture("blue"), "A-3.jpg": picture()}
    assert run_zip(supplier, tmp_path, packed(members)) == 3, "one row has no SKU"
    assert (shown("A-1"), shown("A-2"), shown("A-3")) == (["Back", "Front"], [""], ["Whole"])
    assert problems() == {}


def test_a_dry_run_says_the_same_and_changes_nothing(supplier: Company, tmp_path: Path, capsys: Any) -> None:
    table = tmp_path / "products.csv"
    table.write_text("sku,title\nA-1,One\nA-2,\n")
    pictures = tmp_path / "p.zip"
    pictures.write_bytes(packed({"A-1.jpg": picture(), "A-2.jpg": picture(), "A-1_2.jpg": b"<html>no picture"}))
    report = tmp_path / "report.csv"
    options = ("--pictures", str(pictures), "--report", str(report))
    assert run_import(supplier, table, *options, "--dry-run") == 3
    assert "1 pictures would be imported, 0 there already, 2 refused" in capsys.readouterr().out
    dry = report.read_text()
    assert not Product.objects.exists() and not ProductPicture.objects.exists() and not ImportRun.objects.exists()
    assert run_import(supplier, table, *options) == 3
    assert report.read_text() == dry and "A-2.jpg" in dry
    assert ProductPicture.objects.count() == 1


def hostile() -> dict[str, bytes]:
    return {
        "../../etc/A-1.jpg": picture(), "/A-1.jpg": picture(), "C:/A-1.jpg": picture(), "a\\A-1.jpg": picture(),
        "A-1\u202egpj.exe.jpg": picture(), f"{'n' * 250}.jpg": picture(), "A-1.html.jpg": b"<html><script>alert(1)",
        "A-1_3.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>", "A-1_4.jpg": picture()[:200],
        "A-1_5.zip": packed({}), "A-1_6.jpg": b"", "notes.pdf": b"%PDF-1.7",
    }  # fmt: skip


def test_what_is_hostile_is_refused_in_words_and_the_good_one_goes_in(supplier: Company, tmp_path: Path) -> None:
    make_product(supplier, "A-1")
    data = packed({**hostile(), "A-1.jpg": picture()})
    assert run_zip(supplier, tmp_path, data) == 3
    codes = {
        "picture_path": 4, "picture_name_signs": 1, "picture_name_long": 1, "picture_unknown": 1, "picture_kind": 2,
        "picture_damaged": 1, "picture_nested": 1, "picture_empty": 1,
    }  # fmt: skip
    run = ImportRun.objects.latest("pk")
    found: dict[str, int] = {}
    for one in run.problems.all():
        found[one.code] = found.get(one.code, 0) + 1
        assert one.words and "%(" not in one.words
    assert found == codes
    assert (run.pictures_added, ProductPicture.objects.count()) == (1, 1)
    assert not [path for path in tmp_path.rglob("*") if path.name in {"A-1.jpg", "etc"}], "nothing is unpacked"


def patched(data: bytes, name: str, offset: int, form: str, value: int) -> bytes:
    """The archive with one number of a member's entry in the directory changed."""
    at = data.rindex(name.encode()) - 46
    return data[: at + offset] + struct.pack(form, value) + data[at + offset + struct.calcsize(form) :]


@pytest.mark.parametrize(
    ("offset", "form", "value", "code"),
    [
        (8, "<H", 1, "picture_encrypted"),
        (10, "<H", 12, "picture_method"),
        (38, "<L", 0o120777 << 16, "picture_link"),
        (16, "<L", 12345, "picture_damaged"),
        (24, "<L", 15 * 1024**2 + 1, "picture_bomb"),
    ],
)
def test_members_that_lie(supplier: Company, tmp_path: Path, offset: int, form: str, value: int, code: str) -> None:
    make_product(supplier, "A-1")
    data = packed({"A-1.jpg": picture("red"), "A-1_2.jpg": picture("blue")})
    assert run_zip(supplier, tmp_path, patched(data, "A-1_2.jpg", offset, form, value)) == 3
    assert problems() == {"A-1_2.jpg": code} and len(shown("A-1")) == 1


def test_a_bomb_and_an_archive_that_lies_over_itself_are_refused_whole(
    supplier: Company, seller: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = packed({"A-1.jpg": picture("red"), "A-1_2.jpg": picture("blue")})
    over = patched(data, "A-1_2.jpg", 42, "<L", 0)
    for one, limit in ((over, {}), (data, {"MOST_MEMBERS": 1}), (data, {"MOST_UNPACKED": 10}), (data[:-30], {})):
        for name, value in limit.items():
            monkeypatch.setattr(archive, name, value)
        answer = seller.client.post(reverse("catalog:import"), {"archive": upload(one, "p.zip")})
        assert (answer.status_code == 422 and "ZIP" in answer.content.decode()) or "too much" in answer.content.decode()
        monkeypatch.undo()
    assert not ImportRun.objects.exists()


def test_thirteen_pictures_are_twelve(supplier: Company, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalog.imports.pictures.MOST_PICTURES", 2)
    make_product(supplier, "A-1")
    members = {f"A-1_{n}.jpg": picture(colour) for n, colour in enumerate(("red", "blue", "grey"))}
    assert run_zip(supplier, tmp_path, packed(members)) == 3
    assert problems() == {"A-1_2.jpg": "picture_full"} and len(shown("A-1")) == 2


def test_names_from_windows_in_korea(supplier: Company, tmp_path: Path) -> None:
    make_product(supplier, "베어링-1")
    name = "베어링-1.jpg".encode("cp949")
    data = packed({"X" * len(name): picture()}).replace(b"X" * len(name), name)
    assert run_zip(supplier, tmp_path, data) == 0
    assert len(shown("베어링-1")) == 1


def sent(person: Person, **files: tuple[str, bytes]) -> ImportRun:
    answer = person.client.post(
        reverse("catalog:import"), {field: upload(data, name) for field, (name, data) in files.items()}
    )
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return ImportRun.objects.latest("pk")


def address(run: ImportRun) -> str:
    return reverse("catalog:import_run", args=[run.ref])


def test_on_the_pages_with_a_file_and_a_zip(seller: Person, viewer: Person, stranger: Person) -> None:
    pictures = packed({"A-1.jpg": picture(), "Z-9.jpg": picture("blue")})
    run = sent(seller, file=("p.csv", b"sku,title\nA-1,One\n"), archive=("p.zip", pictures))
    assert "With pictures from p.zip" in seller.client.get(address(run)).content.decode()
    seller.client.post(address(run), {"wish": "check", "language": "en", "column-0": "sku", "column-1": "title"})
    relay.deliver_all()
    page = seller.client.get(address(run)).content.decode()
    assert "1 pictures can be added, 1 cannot." in page and "no product with the SKU" in page
    assert not ProductPicture.objects.exists()
    assert viewer.client.post(address(run), {"wish": "import"}).status_code == 403
    assert stranger.client.post(address(run), {"wish": "import"}).status_code == 404
    assert not ProductPicture.objects.exists()
    seller.client.post(address(run), {"wish": "import"})
    relay.deliver_all()
    page = seller.client.get(address(run)).content.decode()
    assert "1 pictures were added, 1 were refused." in page
    assert ProductPicture.objects.get().product.sku == "A-1"
    report = b"".join(seller.client.get(reverse("catalog:import_report", args=[run.ref]))).decode()
    assert "Z-9.jpg" in report
    filtered = seller.client.get(address(run) + "?kind=pictures&row=0&column=x%00").content.decode()
    assert "Nothing of this kind" in filtered


def test_pictures_alone_are_checked_at_once(seller: Person, product: Product) -> None:
    run = sent(seller, archive=("p.zip", packed({"A-1.jpg": picture()})))
    relay.deliver_all()
    assert "Add 1 picture" in seller.client.get(address(run)).content.decode()
    seller.client.post(address(run), {"wish": "import"})
    relay.deliver_all()
    assert product.pictures.count() == 1


def test_the_relay_goes_on_after_a_crash(seller: Person, product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    colours = ("red", "blue", "green", "grey", "pink")
    run = sent(seller, archive=("p.zip", packed({f"A-1_{n}.jpg": picture(one) for n, one in enumerate(colours)})))
    monkeypatch.setattr("catalog.imports.pictures.SECONDS", 0.0)
    monkeypatch.setattr("catalog.imports.pictures.PictureWork.step.__defaults__", (0.0,))
    relay.deliver_all()
    seller.client.post(address(run), {"wish": "import"})
    make, calls = Picture.make, []

    def break_off(*args: Any) -> Any:
        calls.append(1)
        if len(calls) == 3:
            raise OSError("the disk is gone")
        return make(*args)

    monkeypatch.setattr(Picture, "make", break_off)
    for _attempt in range(8):
        relay.deliver_all()
        Event.objects.filter(state=Event.State.PENDING).update(due_at=run.created_at)
        handlers.WORKS.clear()  # another relay goes on
    run.refresh_from_db()
    assert (run.state, run.picture_position, run.pictures_added) == (ImportRun.State.DONE, 5, 5)
    assert product.pictures.count() == 5
    assert list(product.pictures.values_list("position", flat=True)) == [0, 1, 2, 3, 4]
