"""News by category, year and words; by-lines; feeds that readers can parse."""

from datetime import date
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from django.test import Client
from wagtail.models import Locale

from cms.models import Author, NewsAuthor, NewsPage, Topic
from tests.cms.test_pages import make_news
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def make_topic(slug: str = "logistics", **names: str) -> Topic:
    """In each language, as translations of each other; gives the English one."""
    english = Topic.objects.create(slug=slug, name=names.get("en", slug.title()), locale=locale("en"))
    if "ko" in names:
        key = english.translation_key
        Topic.objects.create(slug=slug, name=names["ko"], locale=locale("ko"), translation_key=key)
    return english


def locale(code: str) -> Locale:
    return Locale.objects.get(language_code=code)


def sign(page: NewsPage, *names: str) -> None:
    for name in names:
        author = Author.objects.create(name=name, job="Adviser", words="Twenty years at sea.", locale=locale("en"))
        NewsAuthor.objects.create(page=page, author=author)


def words_of(visitor: Client, url: str) -> str:
    answer = visitor.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_is_narrowed_by_category_year_and_words(visitor: Client) -> None:
    make_news("Ships are late", topic=make_topic(), date=date(2025, 3, 1))
    sign(make_news("New tariff", topic=make_topic("customs"), date=date(2026, 3, 1)), "Han Seo-yeon")
    for query, shown in (
        ("?category=logistics", "Ships are late"),
        ("?year=2026", "New tariff"),
        ("?words=ships+late", "Ships are late"),
        ("?words=seo-yeon", "New tariff"),
        ("?category=customs&year=2026&words=tariff", "New tariff"),
    ):
        page, hidden = words_of(visitor, f"/news/{query}"), {"Ships are late", "New tariff"} - {shown}
        assert shown in page and hidden.pop() not in page, query
    assert "No news fits" in words_of(visitor, "/news/?words=zeppelin")
    nonsense = words_of(visitor, "/news/?category=%00&year=²0&words=%3Cscript%3E&page=-3")
    assert "No news fits" in nonsense and "<script>&" not in nonsense


def test_a_category_has_its_name_in_the_readers_language(visitor: Client) -> None:
    make_news("배가 늦습니다", "ko", topic=make_topic(ko="물류"))
    assert "물류" in words_of(visitor, "/ko/news/?category=logistics")


def test_an_article_names_its_authors_and_how_long_it_takes(visitor: Client) -> None:
    page = make_news("Ships are late", topic=make_topic())
    sign(page, "Han Seo-yeon", "Li Wei")
    make_news("More ships", topic=page.topic)
    text = words_of(visitor, "/news/ships-are-late/")
    for words in ("Han Seo-yeon, Li Wei", "Twenty years at sea.", "1 minute to read", "More ships"):
        assert words in text
    page.body = [("paragraph", "<p>" + "word " * 1000 + "</p>")]
    assert page.minutes == 6
    page.body = [("paragraph", "<p>" + "가" * 1001 + "</p>")]
    assert page.minutes == 3


def test_an_article_is_passed_on_by_plain_links(visitor: Client) -> None:
    page = make_news("Tea & tariffs")
    links = dict(page.shared_by())
    assert parse_qs(urlsplit(links["LinkedIn"]).query)["url"] == [page.full_url]
    assert links["E-mail"].startswith("mailto:?subject=Tea%20%26%20tariffs&body=http")


def test_the_atom_feed_has_what_rfc_4287_asks_for(visitor: Client) -> None:
    topic = make_topic(ko="물류")
    sign(make_news("Ships <are> late & cold", topic=topic, live=False), "Han Seo-yeon")
    NewsPage.objects.get().save_revision().publish()
    make_news("Without a topic")
    feed = ElementTree.fromstring(visitor.get("/news/categories/logistics/feed.atom").content)
    assert feed.tag == f"{ATOM}feed" and len(feed.findall(f"{ATOM}entry")) == 1
    for name in ("id", "title", "updated", "author"):
        assert feed.find(ATOM + name) is not None, name
    relations = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert str(relations["self"]).endswith("/news/categories/logistics/feed.atom")
    entry = feed.find(f"{ATOM}entry")
    assert entry is not None and entry.findtext(f"{ATOM}title") == "Ships <are> late & cold"
    for name in ("id", "updated", "link", "summary"):
        assert entry.find(ATOM + name) is not None, name
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Han Seo-yeon"
    assert entry.find(f"{ATOM}category").get("term") == "Logistics"  # type: ignore[union-attr]  # none fails as well
    assert visitor.get("/news/categories/none/feed.atom").status_code == 404


def test_the_rss_feed_has_what_rss_2_asks_for(visitor: Client) -> None:
    make_news("늦는 배", "ko", topic=make_topic(ko="물류"), live=False)
    NewsPage.objects.get().save_revision().publish()
    answer = visitor.get("/ko/news/feed.rss")
    assert answer.headers["Content-Type"].startswith("application/rss+xml")
    rss = ElementTree.fromstring(answer.content)
    assert rss.tag == "rss" and rss.get("version") == "2.0"
    channel = rss.find("channel")
    assert channel is not None and all(channel.findtext(name) for name in ("title", "link", "description"))
    assert channel.findtext("language") == "ko" and str(channel.findtext("link")).endswith("/ko/news/")
    item = channel.find("item")
    assert item is not None and all(item.findtext(name) for name in ("title", "link", "description", "guid", "pubDate"))
    assert item.findtext("category") == "물류" and item.find("author") is None
    assert visitor.get("/ko/news/categories/logistics/feed.rss").status_code == 200


def test_lists_and_feeds_ask_as_often_for_nine_as_for_three(visitor: Client) -> None:
    topic = make_topic()
    for number in range(3):
        sign(make_news(f"News {number}", topic=topic), f"Author {number}")
    few = [queries_of(visitor, url) for url in ("/news/", "/news/feed.atom")]
    for number in range(3, 9):
        sign(make_news(f"News {number}", topic=topic), f"Author {number}")
    assert [queries_of(visitor, url) for url in ("/news/", "/news/feed.atom")] == few
