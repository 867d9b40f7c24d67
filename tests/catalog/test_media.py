"""Pictures and 3-D models: by content, within limits, nothing of the sender's left in them."""

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from catalog.deleted import purge_some
from catalog.media import check_model
from catalog.models import Product
from portal.core.pictures import open_picture, render
from tests.cast import Person
from tests.catalog.conftest import glb, picture_bytes, upload
from tests.shared import shared


def reason(data: bytes, name: str = "a.jpg") -> str:
    with pytest.raises(ValidationError) as caught:
        open_picture(BytesIO(data), name)
    return str(caught.value.messages[0])


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_the_usual_kinds_are_taken_whatever_they_are_called(kind: str) -> None:
    assert open_picture(BytesIO(picture_bytes(kind)), "document.pdf").size == (640, 480)


@pytest.mark.parametrize("name", ["decompression_bomb.gif", "decompression_bomb.ico", "png_decompression_dos.png"])
def test_bombs_are_refused_in_words(name: str) -> None:
    assert name in reason(shared(f"hostile/{name}").read_bytes(), name)


def test_too_many_pixels_are_refused_before_they_are_unpacked() -> None:
    out = BytesIO()
    Image.new("L", (9000, 9000)).save(out, "PNG", compress_level=1)
    vast = out.getvalue()
    assert len(vast) < 5_000_000
    assert "too many pixels" in reason(vast)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "SVG drawing"),
        (b"%PDF-1.7 nothing", "not a picture"),
        (b"<html><body>hello</body></html>", "not a picture"),
        (b"MZ" + b"\0" * 100, "not a picture"),
        (picture_bytes()[:3000], "damaged"),
        (b"\xff\xd8\xff" + b"\0" * (15 * 1024 * 1024), "too large"),
    ],
)
def test_lies_and_damage_are_named(data: bytes, words: str) -> None:
    assert words in reason(data)


def test_what_the_camera_wrote_is_gone_and_the_picture_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x8825] = {1: "N", 2: (35.1, 0, 0)}  # where it was taken
    image = open_picture(BytesIO(picture_bytes(exif=exif)), "a.jpg")
    assert image.size == (480, 640)
    for data in (render(image, 1280).jpeg, render(image, 1280).webp):
        again = Image.open(BytesIO(data))
        assert not again.getexif() and b"Exif" not in data


def test_transparency_becomes_paper_and_small_ones_are_not_blown_up() -> None:
    out = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")
    image = open_picture(BytesIO(out.getvalue()), "a.png")
    assert image.getpixel((5, 5)) == (255, 255, 255)
    assert render(image, 1280).width == 10


@pytest.mark.django_db
def test_two_widths_and_two_formats_are_kept(seller: Person, product: Product) -> None:
    product.arrange(seller.actor, new=[open_picture(upload(data=picture_bytes(size=(3000, 2000))))])
    picture = product.pictures.get()
    assert (picture.width, picture.height) == (1280, 853)
    for field, kind, width in (
        (picture.image, "JPEG", 1280),
        (picture.image_webp, "WEBP", 1280),
        (picture.thumbnail, "JPEG", 480),
        (picture.thumbnail_webp, "WEBP", 480),
    ):
        with field.open() as file:
            image = Image.open(file)
            assert (image.format, image.width) == (kind, width)


@pytest.mark.django_db(transaction=True)
def test_files_go_with_their_product(seller: Person, product: Product, settings: Any) -> None:
    product.arrange(seller.actor, new=[open_picture(upload())], model=upload("m.glb", glb()))
    twin = product.duplicate(seller.actor)
    purge_some([product])
    left = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert len(left) == 5, "those of the copy"
    purge_some([twin])
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def model_reason(data: bytes) -> str:
    with pytest.raises(ValidationError) as caught:
        check_model(BytesIO(data), "m.glb")
    return str(caught.value.messages[0])


def test_a_whole_model_is_taken() -> None:
    check_model(BytesIO(glb()), "m.glb")


def changed(**parts: Any) -> bytes:
    whole = {
        "asset": {"version": "2.0"},
        "buffers": [{"byteLength": 36}],
        "bufferViews": [{"buffer": 0, "byteLength": 36}],
        "accessors": [{"bufferView": 0, "componentType": 5126, "type": "VEC3", "count": 3}],
        "meshes": [{"primitives": [{"attributes": {"POSITION": 0}}]}],
        "nodes": [{"mesh": 0}],
    }
    return glb({**whole, **parts})


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not a GLB"),
        (picture_bytes(), "not a GLB"),
        (glb()[:-4], "length"),
        (glb() + b"more", "length"),
        (changed(asset={"version": "1.0"}), "version 2"),
        (changed(meshes=[]), "no shape"),
        (changed(buffers=[{"byteLength": 9999}]), "shorter"),
        (changed(bufferViews=[{"buffer": 0, "byteOffset": 30, "byteLength": 36}]), "beyond"),
        (changed(accessors=[{"bufferView": 0, "componentType": 5126, "type": "VEC3", "count": 10**9}]), "beyond"),
        (changed(accessors=[{"bufferView": -1, "componentType": 5126, "type": "VEC3", "count": 3}]), "hold together"),
        (changed(buffers=[{"byteLength": 36, "uri": "https://elsewhere.example/x.bin"}]), "outside"),
        (changed(images=[{"uri": "../secret.png"}]), "outside"),
        (changed(extensionsRequired=["KHR_draco_mesh_compression"]), "Draco"),
        (changed(nodes="nonsense", meshes=[[]]), "hold together"),
    ],
)
def test_a_broken_model_is_refused_with_its_reason(data: bytes, words: str) -> None:
    assert words in model_reason(data)


def test_the_conformance_suites_broken_files_are_refused() -> None:
    with zipfile.ZipFile(shared("media/glb-conformance.zip")) as archive:
        names = [name for name in archive.namelist() if name.endswith(".glb")]
        assert len(names) > 20
        for name in names:
            assert model_reason(archive.read(name))
