"""What the catalogue's tests share: pictures, models, and the editor's form as a browser sends it."""

import json
import re
import struct
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image


@pytest.fixture(autouse=True)
def own_media(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRIVATE_ROOT = tmp_path / "private"


def picture_bytes(kind: str = "JPEG", size: tuple[int, int] = (640, 480), **options: Any) -> bytes:
    out = BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(out, kind, **options)
    return out.getvalue()


def upload(name: str = "bearing.jpg", data: bytes | None = None, kind: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture_bytes() if data is None else data, kind)


def glb(document: dict[str, Any] | None = None, binary: bytes = b"\0" * 36) -> bytes:
    """A triangle, unless told otherwise."""
    document = document or {
        "asset": {"version": "2.0"},
        "buffers": [{"byteLength": 36}],
        "bufferViews": [{"buffer": 0, "byteLength": 36}],
        "accessors": [{"bufferView": 0, "componentType": 5126, "type": "VEC3", "count": 3}],
        "meshes": [{"primitives": [{"attributes": {"POSITION": 0}}]}],
        "nodes": [{"mesh": 0}],
    }
    text = json.dumps(document).encode()
    text += b" " * (-len(text) % 4)
    body = struct.pack("<II", len(text), 0x4E4F534A) + text + struct.pack("<II", len(binary), 0x004E4942) + binary
    return struct.pack("<III", 0x46546C67, 2, 12 + len(body)) + body


def base_of(client: Client, url: str) -> str:
    """The sealed snapshot that the editor's page carries."""
    found = re.search(r'name="base" value="([^"]*)"', client.get(url).content.decode())
    assert found
    return found[1]


def form_data(**changes: Any) -> dict[str, Any]:
    """A small but complete listing as the editor sends it."""
    data: dict[str, Any] = {
        "base": "",
        "category": "others",
        "language": "en",
        "sku": "B-100",
        "unit": "C62",
        "moq": "100",
        "lead_time_days": "14",
        "incoterm": "FOB",
        "incoterm_place": "Busan",
        "save": "draft",
        "tiers-TOTAL_FORMS": "2",
        "tiers-INITIAL_FORMS": "0",
        "tiers-0-quantity": "100",
        "tiers-0-amount": "4.20",
        "tiers-0-currency": "USD",
        "tiers-1-currency": "USD",
        "attributes-TOTAL_FORMS": "1",
        "attributes-INITIAL_FORMS": "0",
        "attributes-0-name": "Bore",
        "attributes-0-value": "20",
        "attributes-0-unit": "mm",
        "pictures-TOTAL_FORMS": "0",
        "pictures-INITIAL_FORMS": "0",
    }
    for code, _name in settings.LANGUAGES:
        data |= {f"title_{code}": "", f"description_{code}": ""}
    return data | {"title_en": "Deep groove ball bearing 6204"} | changes
