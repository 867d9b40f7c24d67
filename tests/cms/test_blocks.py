"""The components of a body: what readers get of them, and what is refused or left out."""

import json
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.test import Client
from PIL import Image as Picture
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.rich_text import RichText

from cms.blocks import StoryBlock
from cms.blocks.cells import parse
from cms.blocks.missing import missing_in
from cms.blocks.tidy import tidy
from cms.models import HomePage, InfoPage, NewsPage
from companies.models import Company
from tests.cast import Person, make_product
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

STORY = StoryBlock()
CELLS = "Country\tFirms\tChange\nKorea\t1,200\t12 %\nPapua New Guinea\t30\t−4 %"
WORD = (
    '<p class="MsoNormal" style="margin:0"><span style="color:red">Bring <b>one</b> sample<o:p></o:p></span></p>'
    "<!--[if gte mso 9]><xml>x</xml><![endif]--><style>p{}</style><p>&nbsp;</p><script>alert(1)</script>"
    '<p><a href="javascript:alert(1)" onclick="x()">here</a> <a linktype="page" id="3">there</a></p>'
)


def make_page(*parts: tuple[str, Any], slug: str = "all-parts", **fields: Any) -> InfoPage:
    """A published page of these components, as the database keeps them."""
    body = json.dumps([{"type": kind, "value": value, "id": f"b{place}"} for place, (kind, value) in enumerate(parts)])
    page = InfoPage(title="All parts", slug=slug, body=body, **fields)
    HomePage.objects.get(locale__language_code="en").add_child(instance=page)
    return page


def read(visitor: Client, page: InfoPage) -> str:
    answer = visitor.get(page.get_url())
    assert answer.status_code == 200
    return str(answer.content.decode())


def make_picture(name: str = "vase.png", kept: int | None = None, is_plain: bool = False) -> Image:
    """`kept`: only so many bytes of its file are left, as after a disk that was full.

    A plain one is quickly drawn again in each size that a page shows.
    """
    pixels = plain() if is_plain else noise()
    picture = Image.objects.create(title="Vase", file=ImageFile(BytesIO(pixels), name=name))
    if kept is not None:
        Path(picture.file.path).write_bytes(pixels[:kept])
    return picture


@cache
def plain() -> bytes:
    file = BytesIO()
    Picture.new("RGB", (900, 600), "teal").save(file, "PNG")
    return file.getvalue()


@cache  # to draw it takes longer than most tests
def noise() -> bytes:
    file = BytesIO()
    Picture.effect_noise((900, 600), 60).convert("RGB").save(file, "PNG")
    return file.getvalue()


def told(picture: Image, alt: str = "A green vase") -> dict[str, Any]:
    return {"image": picture.pk, "alt_text": alt, "decorative": False}


def test_words_and_figures_become_components(visitor: Client) -> None:
    quiz = [{"question": "What does it cost?", "answer": "<p>Nothing.</p>"}]
    sides = [{"name": "FOB", "lines": ["Buyer"]}, {"name": "CIF", "lines": ["Seller", "too many"]}]
    page = make_page(
        ("heading", "How it began"),
        ("heading", "How it began"),
        ("figures", [{"value": "9", "label": "days", "before": "41"}]),
        ("accordion", {"parts": quiz}),
        ("comparison", {"questions": ["Who pays?"], "columns": sides}),
        ("video", {"title": "Water", "link": "https://video.example/1", "transcript": "<p>It runs.</p>"}),
        ("call", {"title": "Now", "button": "Go", "address": "/offers/"}),
    )
    html = read(visitor, page)
    assert 'id="how-it-began"' in html and 'id="how-it-began-2"' in html
    assert "before: 41" in html and "<summary>What does it cost?" in html and "Nothing." in html
    assert '<th scope="row">Who pays?</th>' in html and "too many" not in html
    assert "video.example" in html and "<iframe" not in html and "<video" not in html and "It runs." in html
    assert 'href="/offers/"' in html


def test_a_long_page_has_a_list_of_contents_and_says_when_it_changed(visitor: Client) -> None:
    page = make_page(*[("heading", f"Part {number}") for number in range(4)])
    page.save_revision().publish()
    html = read(visitor, page)
    assert 'href="#part-3"' in html and "Last changed on" in html
    assert "On this page" not in read(visitor, make_page(("heading", "Alone"), slug="short"))


def test_a_chart_is_drawn_and_says_its_numbers_in_words_and_in_a_table(visitor: Client) -> None:
    chart = {"title": "Firms", "says": "Korea leads with 1,200.", "cells": CELLS}
    for kind in ("bars", "columns", "line"):
        html = read(visitor, make_page(("chart", {**chart, "kind": kind}), slug=kind))
        assert 'aria-label="Firms. Korea leads with 1,200."' in html
        assert "<title>Papua New Guinea: −4 %</title>" in html and '<th scope="row">Papua New Guinea</th>' in html
    assert '<svg class="chart' not in read(visitor, make_page(("chart", {**chart, "cells": "a\tb\nc\td"}), slug="none"))


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a\tb\n1\t2", [["a", "b"], ["1", "2"]]),
        ('a;b\n"x;y";2\n\n;', [["a", "b"], ["x;y", "2"]]),
        ('a,b\n"1,200",2,3', [["a", "b", ""], ["1,200", "2", "3"]]),
        ("a\tb\r\n\x001\t2", [["a", "b"], ["1", "2"]]),
        ("", []),
    ],
)
def test_cells_are_read_as_they_were_copied(text: str, rows: list[list[str]]) -> None:
    assert parse(text) == rows


def test_a_table_of_10000_rows_is_cut_on_the_page_and_whole_in_its_file(visitor: Client) -> None:
    cells = "Code\tName\n" + "\n".join(f"{number}\t=SUM({number})" for number in range(10_000))
    page = make_page(("table", {"caption": "All codes", "cells": cells, "source": "Customs, 2026"}))
    html = read(visitor, page)
    assert "The first 25 of 10000 rows" in html.replace(",", "") and "=SUM(25)" not in html and len(html) < 60_000
    address = html.split("/tables/")[1].split(".csv")[0]
    file = b"".join(visitor.get(f"/pages/{page.pk}/tables/{address}.csv")).decode()
    assert file.count("\n") == 10_001 and "9999,'=SUM(9999)" in file
    page.unpublish()
    assert visitor.get(f"/pages/{page.pk}/tables/{address}.csv").status_code == 404
    assert visitor.get(f"/pages/{page.pk}/tables/{'0' * 20}.csv").status_code == 404


def test_what_comes_from_word_is_cleaned_whichever_way_it_came() -> None:
    clean = tidy(WORD)
    assert clean.startswith("<p>Bring <b>one</b> sample</p>") and '<a linktype="page" id="3">there</a>' in clean
    assert not any(bad in clean for bad in ("Mso", "style", "script", "onclick", "<!--", "o:p", "nbsp"))
    page = make_page(("paragraph", "<p>x</p>"))
    page.body = [("paragraph", RichText(WORD)), ("steps", [RichText(WORD)])]
    page.save()
    page.refresh_from_db()
    assert page.body[0].value.source == clean and page.body[1].value[0].source == clean
    assert tidy(clean) == clean


def refused(kind: str, value: Any) -> dict[str, Any]:
    block = STORY.child_blocks[kind]
    with pytest.raises(StructBlockValidationError) as problem:
        block.clean(block.to_python(value))
    return dict(problem.value.block_errors)


def test_a_picture_needs_words_and_an_owner() -> None:
    picture = make_picture()
    assert {"image", "credit"} <= set(refused("picture", {"image": told(picture, alt=""), "credit": ""}))
    decoration = {**told(picture, alt=""), "decorative": True}
    assert "image" in refused("picture", {"image": decoration, "credit": "Us"})
    block = STORY.child_blocks["picture"]
    assert block.clean(block.to_python({"image": told(picture), "credit": "Us"}))["credit"] == "Us"


def test_components_refuse_what_they_could_not_show() -> None:
    assert "columns" in refused(
        "comparison",
        {"questions": ["A", "B"], "columns": [{"name": "x", "lines": ["1"]}, {"name": "y", "lines": ["1"]}]},
    )
    chart = {"title": "T", "says": "S", "kind": "bars"}
    assert "cells" in refused("chart", {**chart, "cells": "a\tb\nc\td"})
    assert "cells" in refused("table", {"caption": "T", "cells": "\n".join(["a\tb"] * 20_002)})
    assert "film" in refused("video", {"title": "T", "transcript": "<p>x</p>"})
    call = {"title": "T", "button": "B"}
    for address in ("javascript:alert(1)", "//elsewhere.example", "offers/"):
        assert "address" in refused("call", {**call, "address": address})


def test_pictures_stand_with_their_words_and_broken_ones_are_left_out(visitor: Client) -> None:
    whole, broken, gone = (
        make_picture(),
        make_picture("broken.png", kept=400),
        make_picture("gone.png"),
    )
    gone.file.storage.delete(gone.file.name)
    pictures = [{"image": told(one), "credit": "The archive"} for one in (whole, broken, gone)]
    page = make_page(
        *[("picture", one) for one in pictures],
        ("gallery", {"pictures": pictures}),
        ("picture", {"image": told(Image(pk=999_999)), "credit": "Nobody"}),
    )
    html = read(visitor, page)
    assert html.count('alt="A green vase"') == 2 and "Picture: The archive" in html and "Picture: Nobody" not in html
    problems = missing_in(page)
    assert (
        "The file of the picture “Vase” is gone." in problems and "A picture was deleted from the library." in problems
    )


def test_files_say_kind_and_size_and_films_play_in_parts(visitor: Client) -> None:
    film = Document.objects.create(title="Water", file=ContentFile(b"0123456789", name="water.mp4"))
    paper = Document.objects.create(title="Checklist", file=ContentFile(b"x" * 2048, name="list.pdf"))
    video = {"title": "Water", "film": film.pk, "transcript": "<p>It runs.</p>"}
    html = read(
        visitor, page := make_page(("file", {"document": paper.pk}), ("video", video), ("file", {"document": 999}))
    )
    assert "PDF · 2.0" in html and "Checklist" in html and 'type="video/mp4"' in html and 'preload="none"' in html
    answer = visitor.get(f"/films/{film.pk}/", headers={"Range": "bytes=2-4"})
    assert (answer.status_code, b"".join(answer), answer["Content-Range"]) == (206, b"234", "bytes 2-4/10")
    assert b"".join(visitor.get(f"/films/{film.pk}/", headers={"Range": "bytes=-3"})) == b"789"
    assert visitor.get(f"/films/{film.pk}/", headers={"Range": "bytes=50-"}).status_code == 416
    assert b"".join(visitor.get(f"/films/{film.pk}/")) == b"0123456789"
    assert visitor.get(f"/films/{paper.pk}/").status_code == 404
    assert "A file was deleted from the library." in missing_in(page)


def test_live_cards_leave_out_what_the_reader_may_not_see(visitor: Client, seller: Person, supplier: Company) -> None:
    shown, hidden = make_product(supplier, "A-1", "Steel ball bearing"), make_product(supplier, "A-2", "Secret bearing")
    page = make_page(
        ("products", {"title": "Bearings", "chosen": [hidden.pk, shown.pk, 999_999]}),
        ("companies", {"title": "Firms", "chosen": [supplier.pk]}),
    )
    type(hidden).objects.filter(pk=hidden.pk).update(state="draft")
    html = read(visitor, page)
    assert "Steel ball bearing" in html and "Secret bearing" not in html and supplier.name in html
    assert "Secret bearing" in seller.client.get(page.get_url()).content.decode()
    problems = " ".join(missing_in(page))
    assert "1 that you chose no longer exist" in problems and "visitors do not see" in problems
    type(supplier).objects.filter(pk=supplier.pk).update(is_active=False)
    html = read(visitor, page)
    assert supplier.name not in html and "Bearings" not in html and "Firms" not in html


def test_cards_cost_the_same_for_two_and_for_six(visitor: Client, supplier: Company) -> None:
    products = [make_product(supplier, f"A-{number}", f"Bearing {number}") for number in range(6)]
    few = make_page(("products", {"chosen": [one.pk for one in products[:2]]}), slug="few")
    many = make_page(("products", {"chosen": [one.pk for one in products]}), slug="many")
    assert queries_of(visitor, few.get_url()) == queries_of(visitor, many.get_url())


def test_links_in_a_text_that_lead_nowhere_are_told() -> None:
    lost = make_page(("heading", "Soon gone"), slug="lost")
    page = make_page(
        ("paragraph", f'<p><a linktype="page" id="{lost.pk}">there</a></p>'),
        ("call", {"title": "T", "button": "B", "page": lost.pk}),
    )
    assert missing_in(page) == []
    lost.unpublish()
    page = InfoPage.objects.get(pk=page.pk)
    problems = " ".join(missing_in(page))
    assert "1 lead to pages or files that are gone" in problems and "“All parts” is not published" in problems


def test_every_component_has_a_preview_for_the_editor() -> None:
    assert [name for name, block in STORY.child_blocks.items() if not block.is_previewable] == []


def test_news_uses_the_same_components() -> None:
    assert list(NewsPage._meta.get_field("body").stream_block.child_blocks) == list(STORY.child_blocks)


def test_a_chart_needs_a_column_of_numbers_but_not_one_without_gaps() -> None:
    block = STORY.child_blocks["chart"]
    value = block.to_python(
        {"title": "T", "says": "S", "kind": "line", "cells": "Year\tOrders\n2024\t3\n2025\t\n2026\t9"}
    )
    assert len(block.get_context(block.clean(value))["drawing"].lanes[0].bars) == 2
    with pytest.raises(ValidationError):
        block.child_blocks["cells"].clean("only one line")
