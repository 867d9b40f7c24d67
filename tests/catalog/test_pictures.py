"""Formats of a picture: AVIF from the relay, a blurred preview at once."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from PIL import Image

from catalog.avif import encode, encode_older
from catalog.models import Product, ProductPicture
from portal.core.events import Event
from portal.core.pictures import BLUR_MOST, blur, open_picture
from tests.cast import Person
from tests.catalog.conftest import picture_bytes, upload
from tests.queries import forget

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture(seller: Person, product: Product) -> ProductPicture:
    product.arrange(seller.actor, new=[open_picture(upload(data=picture_bytes(size=(1000, 750))))])
    found: ProductPicture = product.pictures.get()
    return found


def test_a_picture_is_there_at_once_and_in_avif_a_moment_later(
    picture: ProductPicture, product: Product, visitor: Client
) -> None:
    page = visitor.get(product.get_absolute_url()).content.decode()
    assert 'type="image/webp"' in page and 'type="image/avif"' not in page
    encode(Event.objects.get(kind="picture.added"))
    picture.refresh_from_db()
    for file, width in ((picture.image_avif, 1000), (picture.medium_avif, 800), (picture.thumbnail_avif, 480)):
        with file.open() as opened:
            image = Image.open(opened)
            assert (image.format, image.width) == ("AVIF", width)
    page = visitor.get(product.get_absolute_url()).content.decode()
    assert 'type="image/avif"' in page and " 800w" in page
    assert page.index('type="image/avif') < page.index('type="image/webp'), (
        "the first source a browser can show is taken"
    )


def test_the_event_again_and_a_picture_that_is_gone_do_no_harm(picture: ProductPicture) -> None:
    event = Event.objects.get(kind="picture.added")
    encode(event)
    name = ProductPicture.objects.get().image_avif.name
    encode(event)
    assert ProductPicture.objects.get().image_avif.name == name
    picture.delete()
    encode(event)


def test_the_preview_is_tiny_and_allowed_by_the_policy(
    picture: ProductPicture, product: Product, visitor: Client
) -> None:
    assert picture.blur.startswith("data:image/webp;base64,") and len(picture.blur) <= BLUR_MOST
    answer = visitor.get(product.get_absolute_url())
    assert picture.blur in answer.content.decode() and "img-src 'self' data:" in answer["Content-Security-Policy"]
    assert " style=" not in answer.content.decode()
    noise = Image.effect_noise((4000, 50), 100).convert("RGB")
    assert len(blur(noise)) <= BLUR_MOST


def test_older_pictures_get_theirs_and_a_lost_file_does_not_stop_the_others(
    seller: Person, picture: ProductPicture, product: Product
) -> None:
    product.arrange(seller.actor, new=[open_picture(upload())])
    ProductPicture.objects.update(blur="")
    picture.image.storage.delete(picture.image.name)
    forget()
    encode_older()
    assert ProductPicture.objects.get(pk=picture.pk).image_avif == ""
    second = ProductPicture.objects.exclude(pk=picture.pk).get()
    assert second.image_avif and second.blur
    out = StringIO()
    call_command("picture_formats", stdout=out)
    assert "0 pictures have AVIF now; 1 could not be read." in out.getvalue()


def test_all_files_of_a_picture_are_copied_with_it(picture: ProductPicture, seller: Person, settings: Any) -> None:
    encode(Event.objects.get(kind="picture.added"))
    twin = Product.objects.get().duplicate(seller.actor).pictures.get()
    assert twin.image_avif and twin.image_avif.name != ProductPicture.objects.get(pk=picture.pk).image_avif.name
    assert twin.blur == picture.blur and all(twin.files)
