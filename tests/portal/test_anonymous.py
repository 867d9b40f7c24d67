"""Pages kept for visitors: each gets their own token, nobody gets another's page, and changes show at once."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from cms.models import NewsPage
from portal.core import anonymous
from tests.cast import Person
from tests.cms.test_pages import make_news
from tests.queries import forget

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'"X-CSRFToken": "(\w{64})"')


@pytest.fixture(autouse=True)
def kept(settings: Any) -> None:
    settings.ANONYMOUS_CACHE_SECONDS = 60
    forget()


def queries(client: Client, path: str, **headers: str) -> tuple[Any, int]:
    with CaptureQueriesContext(connection) as asked:
        response = client.get(path, headers=headers)
    return response, len(asked)


def test_the_second_visitor_asks_the_database_nothing_and_has_a_token_of_their_own() -> None:
    first, second = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    pages = [first.get("/news/"), (hit := queries(second, "/news/"))[0]]
    assert hit[1] == 0 and "sessionid" not in second.cookies
    secrets = {client.cookies["csrftoken"].value for client in (first, second)}
    assert len(secrets) == 2
    for client, page in zip((first, second), pages, strict=True):
        html = page.content.decode()
        (token,) = set(TOKEN.findall(html))
        assert page.headers["Content-Length"] == str(len(page.content))
        assert "gap:" not in html and html.count(token) > 1  # in the forms, too
        sent = {"currency": "KRW", "next": "/news/", "csrfmiddlewaretoken": token}
        assert client.post("/preferences/", sent).status_code == 302
    stranger = Client(enforce_csrf_checks=True)
    stranger.get("/news/")
    assert stranger.post("/preferences/", {"csrfmiddlewaretoken": token}).status_code == 403


def test_who_is_signed_in_neither_sees_nor_fills_what_is_kept(visitor: Client, seller: Person) -> None:
    assert seller.user.name in seller.client.get("/news/").content.decode()
    page, asked = queries(visitor, "/news/")
    assert asked and seller.user.name not in page.content.decode()
    own, asked = queries(seller.client, "/news/")
    assert asked and seller.user.name in own.content.decode() and "ETag" not in own.headers


def test_languages_and_choices_are_kept_apart(visitor: Client) -> None:
    english = visitor.get("/tools/currency/").content.decode()
    assert 'lang="ko"' in visitor.get("/ko/tools/currency/").content.decode()[:100] and 'lang="en"' in english[:100]
    visitor.cookies["currency"], visitor.cookies["theme"] = "KRW", "dark"
    page, asked = queries(visitor, "/tools/currency/")
    assert 'data-theme="dark"' in page.content.decode()
    assert '<option value="KRW" selected' in page.content.decode() and '<option value="KRW" selected' not in english
    visitor.cookies["currency"], visitor.cookies["theme"] = "<script>", "x"  # no choices, so as if none were made
    page, asked = queries(visitor, "/tools/currency/")
    assert asked == 0 and '<option value="KRW" selected' not in page.content.decode()


def test_what_an_editor_changes_shows_at_once(visitor: Client) -> None:
    page = make_news("A fair", live=False)
    assert "A fair" not in visitor.get("/news/").content.decode()
    page.save_revision().publish()
    assert "A fair" in visitor.get("/news/").content.decode() and visitor.get("/news/a-fair/").status_code == 200
    page = NewsPage.objects.get(pk=page.pk)
    page.title = "A larger fair"
    page.save_revision()
    assert "A larger fair" not in visitor.get("/news/a-fair/").content.decode() and queries(visitor, "/news/")[1] == 0
    page.latest_revision.publish()
    assert "A larger fair" in visitor.get("/news/a-fair/").content.decode()
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
    assert "A larger fair" not in visitor.get("/news/a-fair/").content.decode().partition("<main")[2]
    assert queries(visitor, "/news/a-fair/")[1] > 0  # a page for some is kept for nobody
    NewsPage.objects.get(pk=page.pk).delete()
    assert visitor.get("/news/a-fair/").status_code == 404


def test_a_change_while_a_page_is_made_is_not_lost(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def meanwhile(*args: Any) -> bool:
        anonymous.renew()
        return True

    monkeypatch.setattr(anonymous, "has_room", meanwhile)
    visitor.get("/news/")
    assert queries(visitor, "/news/")[1] > 0


def test_a_browser_that_has_the_page_gets_304_and_head_is_like_get(visitor: Client) -> None:
    assert visitor.head("/news/").status_code == 200
    first, asked = queries(visitor, "/news/")
    assert asked  # HEAD keeps nothing
    again, asked = queries(visitor, "/news/", if_none_match=first.headers["ETag"])
    assert (again.status_code, again.content, asked) == (304, b"", 0)
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert {"Cookie", "HX-Request"} <= set(first.headers["Vary"].split(", "))
    other = Client().get("/news/", headers={"if-none-match": first.headers["ETag"]})
    assert other.status_code == 200  # theirs has another token in it
    head = visitor.head("/news/")
    assert (head.status_code, head.headers["ETag"], head.content) == (200, first.headers["ETag"], b"")
    assert "Content-Security-Policy" in again.headers and "Content-Language" in first.headers
    feed = visitor.get("/news/feed.atom")
    assert feed.headers["Cache-Control"] == "no-cache" and queries(visitor, "/news/feed.atom")[1] == 0


def test_tracking_makes_no_other_page_and_is_in_none(visitor: Client) -> None:
    page = visitor.get("/news/?utm_source=letter&fbclid=abc").content.decode()
    assert "letter" not in page and "fbclid" not in page
    assert queries(visitor, "/news/?utm_campaign=x")[1] == 0 and queries(visitor, "/news/")[1] == 0


def test_strange_queries_keep_nothing_and_pages_are_kept_within_bounds(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anonymous, "MOST", 2)
    for strange in ("?x=1", "?x=1", "?page=" + "1" * 400, "?as=somebody"):
        assert queries(visitor, f"/news/{strange}")[1] > 0
    assert cache.get(anonymous.FILLED) is None
    for path in ("/news/", "/cases/", "/ko/news/"):
        visitor.get(path)
    assert queries(visitor, "/cases/")[1] == 0 and queries(visitor, "/ko/news/")[1] > 0


@pytest.mark.parametrize("path", ["/companies/", "/accounts/login/", "/nothing/here/", "/robots.txt"])
def test_other_pages_are_as_they_were(visitor: Client, path: str) -> None:
    pages = [visitor.get(path) for _time in range(2)]
    assert all("ETag" not in page.headers and b"gap:" not in page.content for page in pages)


def test_other_cookies_parts_of_pages_and_tokens_of_the_api_pass_by(visitor: Client) -> None:
    visitor.get("/news/")
    assert queries(visitor, "/news/", hx_request="true")[1] > 0
    assert queries(visitor, "/news/", authorization="Bearer x")[1] > 0
    visitor.cookies["sessionid"] = "of-nobody"
    assert queries(visitor, "/news/")[1] > 0
