"""Files of a form that was not complete: kept for thirty days, so that nobody has to choose them again.

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

from portal.core import stored
from portal.core.pictures import encoded
from portal.core.private import private_files
from portal.core.timed import every

FOLDER = "held"
SALT = "catalog.held"
KEPT_FOR = timedelta(days=30)  # as long as what was typed beside them (catalog/drafts.py)


def hold_picture(image: Image.Image, company: int | None) -> str:
    return keep(encoded(image, "JPEG", quality=92), "jpg", company)


def hold_model(file: Any, company: int | None) -> str:
    file.seek(0)
    return keep(file.read(), "glb", company)


def hold_pdf(data: bytes, company: int | None) -> str:
    return keep(data, "pdf", company)


def storage_of(ending: str) -> Storage:
    return private_files() if ending == "pdf" else default_storage


def keep(data: bytes, ending: str, company: int | None) -> str:
    """Counted for the company as what it has; raises Refused where it has no room for it."""
    path = f"{FOLDER}/{secrets.token_hex(16)}.{ending}"
    name = stored.keep(storage_of(ending), path, ContentFile(data), company, FOLDER)
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


def size_of(name: str) -> tuple[int, int]:
    with default_storage.open(name) as file, Image.open(BytesIO(file.read()), formats=["JPEG"]) as image:
        return image.size


def let_go(tokens: list[str]) -> None:
    """They are in the product now: sent a second time, they are not there any more and do not come in twice."""
    names = [name_of(token, ending) for token in tokens for ending in ("jpg", "glb")]
    for name in filter(None, names):
        default_storage.delete(name)


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
        try:
            names = storage.listdir(FOLDER)[1]
        except FileNotFoundError:  # nothing was ever held; a bucket has no folders, and says so with an empty list
            continue
        for name in names:
            path = f"{FOLDER}/{name}"
            if storage.get_modified_time(path) < timezone.now() - KEPT_FOR - timedelta(days=1):
                storage.delete(path)
