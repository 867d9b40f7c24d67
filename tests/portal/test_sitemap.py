"""What search engines are told of, and what not."""

from xml.etree import ElementTree

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from catalog.models import Product
from community.models import Community
from tests.cast import Person
from tests.cms.test_pages import make_news
from tests.queries import forget as cache_away

pytestmark = pytest.mark.django_db


def test_robots_name_the_sitemap_and_keep_private_places_out(visitor: Client) -> None:
    words = visitor.get("/robots.txt").content.decode()
    assert "Disallow: /my/" in words
    assert "Sitemap: http://testserver/sitemap.xml" in words


def test_hidden_communities_are_in_no_sitemap(visitor: Client, steward: Person) -> None:
    Community.found(steward.actor, slug="open-house", name="Open house")
    Community.found(steward.actor, slug="quiet-house", name="Quiet house", visibility="hidden")
    addresses = visitor.get("/sitemap-communities.xml").content.decode()
    assert "/communities/open-house/" in addresses
    assert "quiet-house" not in addresses


def test_articles_are_listed_in_each_language(visitor: Client) -> None:
    addresses = visitor.get("/sitemap-articles.xml").content.decode()
    assert "/news/</loc>" in addresses and "/ko/news/</loc>" in addresses


def test_articles_name_the_translations_that_are_published_for_everybody(visitor: Client) -> None:
    english, korean = make_news("Fair"), make_news("박람회", "ko", slug="fair")
    for page in (korean, make_news("Alone"), make_news("Draft", live=False)):
        page.translation_key = english.translation_key if page == korean else page.translation_key
        page.save()
    listed = addresses(visitor, "articles")
    both = {"en": "http://testserver/news/fair/", "ko": "http://testserver/ko/news/fair/"}
    assert listed[both["en"]] == listed[both["ko"]] == both | {"x-default": both["en"]}
    assert listed["http://testserver/news/alone/"] == {} and "http://testserver/news/draft/" not in listed
    PageViewRestriction.objects.create(page=korean, restriction_type="login")
    listed = addresses(visitor, "articles")
    assert both["ko"] not in listed and listed[both["en"]] == {}


def test_tools_are_listed_in_each_language(visitor: Client) -> None:
    assert addresses(visitor, "tools")["http://testserver/ko/tools/units/"]["x-default"].endswith("/tools/units/")


def test_what_companies_list_names_its_translations(visitor: Client, product: Product) -> None:
    here = f"http://testserver{product.get_absolute_url()}"
    ours = addresses(visitor, "products")[here]
    assert ours == {"en": here, "ko": here.replace("/products/", "/ko/products/"), "x-default": here}
    assert addresses(visitor, "categories") and addresses(visitor, "companies")


def addresses(client: Client, section: str) -> dict[str, dict[str, str]]:
    """Each address of a part of the map with its alternates."""
    cache_away()
    response = client.get(f"/sitemap-{section}.xml")
    assert response.status_code == 200
    found = {}
    for url in ElementTree.fromstring(response.content):
        links = url.findall("{http://www.w3.org/1999/xhtml}link")
        found[url.findtext("{*}loc")] = {link.get("hreflang"): link.get("href") for link in links}
    return found  # type: ignore[return-value]  # a parser may give none where there is no text
