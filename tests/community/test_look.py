"""Cover and colour: whatever is chosen can be read; and the stylesheet is kept by browsers, not by strangers."""

from io import BytesIO
from itertools import product

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from community.colours import AA, DARK_GROUNDS, LIGHT_GROUNDS, ON_DARK, ON_LIGHT, contrast, schemes, stylesheet
from community.models import Community
from tests.cast import Person


@pytest.mark.parametrize("colour", [f"#{r:02x}{g:02x}{b:02x}" for r, g, b in product((0, 85, 170, 255), repeat=3)])
def test_every_colour_becomes_readable_on_every_ground_of_both_schemes(colour: str) -> None:
    for scheme, grounds, on in zip(schemes(colour), (LIGHT_GROUNDS, DARK_GROUNDS), (ON_LIGHT, ON_DARK), strict=True):
        for words in (scheme["words"], scheme["deep"]):
            assert min(contrast(words, ground) for ground in (*grounds, on, scheme["soft"])) >= AA


def test_a_colour_that_is_readable_stays_as_it_was_chosen() -> None:
    assert schemes("#1f3a5f")[0]["words"] == "#1f3a5f"


def test_contrast_is_that_of_the_standard() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


def picture(kind: str = "PNG") -> bytes:
    out = BytesIO()
    Image.new("RGB", (2000, 400), "#2f6b4f").save(out, kind)
    return out.getvalue()


def send(person: Person, house: Community, **data: object) -> int:
    return int(person.client.post(f"/communities/{house.slug}/look/", data).status_code)


@pytest.mark.django_db
def test_the_steward_chooses_cover_and_colour(
    public: Community, steward: Person, seller: Person, visitor: Client
) -> None:
    cover = SimpleUploadedFile("../../x.png", picture())
    assert send(seller, public, accent="#ffee00") == 403
    assert send(steward, public, accent="#FFEE00", cover=cover) == 302
    public.refresh_from_db()
    assert public.accent == "#ffee00" and public.cover.name.startswith("communities/covers/")
    with public.cover.open() as file:
        assert Image.open(file).size == (1600, 320)
    page = visitor.get(public.get_absolute_url()).content.decode()
    assert "style=" not in page.split("<main", 1)[1] and "look.css?v=" in page
    assert send(steward, public, accent="#ffee00", plain="on", drop_cover="on") == 302
    public.refresh_from_db()
    assert (public.accent, public.cover.name) == ("", "")


@pytest.mark.django_db
@pytest.mark.parametrize("accent", ["red", "#12", "#12345g", "#000;}body{display:none", "url(//evil)"])
def test_what_is_no_colour_gets_nowhere(public: Community, steward: Person, accent: str) -> None:
    assert send(steward, public, accent=accent) == 200
    assert send(steward, public, accent="#112233", cover=SimpleUploadedFile("a.png", b"<svg onload=alert(1)>")) == 200
    public.refresh_from_db()
    assert public.accent == ""


@pytest.mark.django_db
def test_the_stylesheet_is_kept_as_long_as_its_address(public: Community, steward: Person, visitor: Client) -> None:
    public.describe(steward.actor, accent="#c2402a")
    page = visitor.get(public.get_absolute_url()).content.decode()
    address = page.split('href="', 1)[1] and next(
        part.split('"')[0] for part in page.split('href="') if "look.css" in part.split('"')[0]
    )
    style = visitor.get(address)
    assert style["Content-Type"].startswith("text/css") and "immutable" in style["Cache-Control"]
    assert style.content.decode() == stylesheet("#c2402a")
    assert visitor.get(address, headers={"if-none-match": style["ETag"]}).status_code == 304
    assert "no-cache" in visitor.get(f"/communities/{public.slug}/look.css?v=old")["Cache-Control"]
