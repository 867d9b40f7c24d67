"""What a page says to search engines and messengers."""

import json
import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from catalog.models import Product
from portal.core import posters
from portal.core.structured import event_data, questions_data
from tests.cms.test_pages import make_case, make_news

pytestmark = pytest.mark.django_db


def head(client: Client, path: str) -> str:
    return client.get(path).content.decode().partition("</head>")[0]


def graph(html: str) -> dict[str, str]:
    return dict(re.findall(r'<meta property="(og:[\w:]+)" content="([^"]*)">', html))


def facts(html: str) -> dict[str, Any]:
    found = [json.loads(one) for one in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)]
    return {one["@type"]: one for one in found}


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/companies/?utm_source=x&sort=new", "/companies/"),
        ("/companies/?page=2&country=KR", "/companies/?page=2"),
        ("/companies/?page=1", "/companies/"),
        ("/ko/news/?page=<b>", "/ko/news/"),
        ("/tools/units/?amount=3", "/tools/units/"),
    ],
)
def test_the_canonical_address_has_only_what_makes_another_page(visitor: Client, path: str, address: str) -> None:
    assert re.findall(r'rel="canonical" href="([^"]*)"', head(visitor, path)) == [f"http://testserver{address}"]


def test_only_translations_that_are_published_are_named(visitor: Client) -> None:
    english, korean = make_news("Fair"), make_news("박람회", "ko", slug="fair")
    assert "hreflang" not in head(visitor, "/news/fair/")
    korean.translation_key = english.translation_key
    korean.save()
    named = dict(re.findall(r'hreflang="([\w-]+)" href="([^"]*)"', head(visitor, "/ko/news/fair/")))
    here = "http://testserver/news/fair/"
    assert named == {"en": here, "ko": "http://testserver/ko/news/fair/", "x-default": here}
    korean.live = False
    korean.save()
    assert "hreflang" not in head(visitor, "/news/fair/")


def test_an_article_is_introduced_to_messengers_and_search_engines(visitor: Client) -> None:
    make_news('Who says "no" & why </script>')
    html = head(visitor, "/news/who-says-no-why-script/")
    shown = graph(html)
    assert shown["og:title"] == "Who says &quot;no&quot; &amp; why &lt;/script&gt;"
    assert (shown["og:type"], shown["og:locale"], shown["og:site_name"]) == ("article", "en_US", "Jangteo")
    assert shown["og:description"] == "What it is about" and shown["og:url"].endswith("/news/who-says-no-why-script/")
    said = facts(html)
    assert said["NewsArticle"]["headline"] == 'Who says "no" & why </script>'
    assert [one["name"] for one in said["BreadcrumbList"]["itemListElement"]][:2] == ["Jangteo", "News"]
    make_case("A case")
    assert "Article" in facts(head(visitor, "/cases/a-case/"))


def test_the_home_page_says_who_we_are_and_how_to_search(visitor: Client) -> None:
    said = facts(head(visitor, "/ko/"))
    target = said["WebSite"]["potentialAction"]["target"]["urlTemplate"]
    assert target == "http://testserver/ko/search/?q={search_term_string}"
    assert said["Organization"]["url"] == "http://testserver/" and graph(head(visitor, "/ko/"))["og:locale"] == "ko_KR"


def test_every_page_has_one_of_each_and_a_product_its_own(visitor: Client, product: Product) -> None:
    for path in ("/", "/companies/", "/tools/", product.get_absolute_url(), product.company.get_absolute_url()):
        html = head(visitor, path)
        for name in ("og:title", "og:description", "og:type", "og:url", "og:image"):
            assert html.count(f'property="{name}"') == 1, (path, name)
        assert html.count('rel="canonical"') == 1
    assert graph(head(visitor, product.get_absolute_url()))["og:type"] == "product"


@pytest.mark.parametrize(
    "title", ["Small firm, far market " * 12, "온라인 박람회에서 첫 주문까지", "字" * 300, "", "🙂"]
)
def test_the_picture_is_drawn_from_words_that_we_signed(visitor: Client, title: str) -> None:
    response = visitor.get(f"/social/{posters.signed(title, 'News')}.png")
    assert Image.open(BytesIO(response.content)).size == (1200, 630)
    assert "immutable" in response.headers["Cache-Control"] and not response.cookies


def test_nobody_elses_words_are_drawn(visitor: Client) -> None:
    name = posters.signed("Ours")
    for other in (name[:-1] + ("A" if name[-1] != "A" else "B"), "x", "a:b", f"x{name}"):
        assert visitor.get(f"/social/{other}.png").status_code == 404


def test_events_and_questions_in_the_words_of_schema_org() -> None:
    event = event_data("Fair", "https://a/fair", date(2026, 5, 1), place="COEX, Seoul", online="https://a/hall")
    assert event["eventAttendanceMode"].endswith("/MixedEventAttendanceMode") and len(event["location"]) == 2
    assert event["startDate"] == "2026-05-01" and "endDate" not in event
    (asked,) = questions_data([("Why?", "<p>So.</p>")])["mainEntity"]
    assert asked["acceptedAnswer"]["text"] == "<p>So.</p>"
