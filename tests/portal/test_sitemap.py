"""What search engines are told of, and what not."""

import pytest
from django.test import Client

from community.models import Community
from tests.cast import Person

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
