"""Pictures in AVIF: made by the relay, so that nobody who saves a product waits for the encoder.

Our own large JPEG is what it is made from; the picture as it was sent is not kept.
"""

import logging
import secrets
from collections.abc import Iterable
from io import BytesIO

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image, UnidentifiedImageError

from catalog.media import LARGE, MEDIUM, SMALL
from catalog.models import ProductPicture
from catalog.parts import forget_files
from portal.core.events import Event, subscribe
from portal.core.pictures import avif, blur
from portal.core.timed import every

logger = logging.getLogger("portal.pictures")
AT_A_TIME = 10  # a minute: some three seconds of work in the relay
PLACE = "catalog.avif.after"


@subscribe("picture.added")
def encode(event: Event) -> None:
    """A picture that is gone again, or was done already, is no matter."""
    encode_all(ProductPicture.objects.filter(pk=event.subject_id, image_avif=""))


@every(minutes=1)
def encode_older() -> None:
    """Pictures from before there was AVIF, a few at a time; one that cannot be read waits for the next round."""
    after = cache.get(PLACE, 0)
    rows = list(ProductPicture.objects.filter(image_avif="", pk__gt=after).order_by("pk")[:AT_A_TIME])
    encode_all(rows)
    cache.set(PLACE, rows[-1].pk if rows else 0, None)


def encode_all(pictures: Iterable[ProductPicture]) -> int:
    """Returns how many were made."""
    return sum(encode_one(picture) for picture in pictures)


def encode_one(picture: ProductPicture) -> bool:
    try:
        with picture.image.open("rb") as file:
            image = Image.open(BytesIO(file.read()), formats=["JPEG", "WEBP"]).convert("RGB")
    except (OSError, UnidentifiedImageError) as problem:
        logger.warning("picture %s has no AVIF: %s", picture.pk, problem)
        return False
    stem = secrets.token_hex(8)
    made = {"image_avif": avif(image, LARGE), "thumbnail_avif": avif(image, SMALL)}
    if image.width > MEDIUM:
        made["medium_avif"] = avif(image, MEDIUM)
    return put(picture.pk, {name: ContentFile(data, f"{stem}.avif") for name, data in made.items()}, blur(image))


def put(pk: int, files: "dict[str, ContentFile[bytes]]", preview: str) -> bool:
    """Beside the picture, unless it is gone or has them by now."""
    with transaction.atomic():
        rows = ProductPicture.objects.select_for_update(no_key=True)
        picture = rows.filter(pk=pk, image_avif="").first()
        if picture is None:
            return False
        for name, content in files.items():
            getattr(picture, name).save(content.name, content, save=False)
        picture.blur = picture.blur or preview
        try:
            picture.save(update_fields=[*files, "blur"])
        except BaseException:  # whatever it was goes on; only no file may be left without a row
            forget_files(getattr(picture, name) for name in files)
            raise
    return True
