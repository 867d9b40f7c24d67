"""Files of a form that was not complete: kept for a day, so that nobody has to choose them again.

Pictures are held re-encoded, never as they came; PDF files, checked, where no address leads to them. The page carries
a signed name; whoever has the page can use the file, nobody can name another's.
"""

import secrets
from datetime import timedelta
from io import BytesIO
from typing import Any

from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from django.utils import timezone
from PIL import Image

from portal.core.pictures import encoded
from portal.core.private import private_files
from portal.core.timed import every

FOLDER = "held"
SALT = "catalog.held"
KEPT_FOR = timedelta(days=1)


def hold_picture(image: Image.Image) -> str:
    return keep(encoded(image, "JPEG", quality=92), "jpg")


def hold_model(file: Any) -> str:
    file.seek(0)
    return keep(file.read(), "glb")


def hold_pdf(data: bytes) -> str:
    return keep(data, "pdf")


def storage_of(ending: str) -> Storage:
    return private_files() if ending == "pdf" else default_storage


def keep(data: bytes, ending: str) -> str:
    name = storage_of(ending).save(f"{FOLDER}/{secrets.token_hex(16)}.{ending}", ContentFile(data))
    return signing.dumps(name, salt=SALT)


def name_of(token: str, ending: str) -> str:
    """The held file's name in the storage; empty when the token is not ours, too old, or of another kind."""
    try:
        name = str(signing.loads(token, salt=SALT, max_age=KEPT_FOR))
    except signing.BadSignature:
        return ""
    return name if name.endswith(ending) and storage_of(ending).exists(name) else ""


def pictures(tokens: list[str]) -> list[Image.Image]:
    images: list[Image.Image] = []
    for name in filter(None, (name_of(token, "jpg") for token in tokens)):
        with default_storage.open(name) as file:
            image = Image.open(BytesIO(file.read()), formats=["JPEG"])
            image.load()
            images.append(image)
    return images


def model(token: str) -> ContentFile | None:
    name = name_of(token, "glb") if token else ""
    if not name:
        return None
    with default_storage.open(name) as file:
        return ContentFile(file.read(), "model.glb")


def pdf(token: str) -> ContentFile | None:
    """The held paper; None when the token is not ours or too old."""
    name = name_of(token, "pdf") if token else ""
    if not name:
        return None
    with private_files().open(name) as file:
        return ContentFile(file.read(), f"{secrets.token_hex(12)}.pdf")


@every(hours=6)
def sweep() -> None:
    """Remove what nobody came back for."""
    for storage in (default_storage, private_files()):
        for name in storage.listdir(FOLDER)[1] if storage.exists(FOLDER) else ():
            path = f"{FOLDER}/{name}"
            if storage.get_modified_time(path) < timezone.now() - 2 * KEPT_FOR:
                storage.delete(path)
