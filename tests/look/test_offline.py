"""The page for no connection: in both languages, of nobody, and all that it needs is kept with it."""

import re

import pytest
from django.test import Client, override_settings

from tests.cast import Person


@pytest.mark.parametrize(("path", "words"), [("/offline/", "No connection"), ("/ko/offline/", "연결되지 않았습니다")])
def test_it_stands_in_the_readers_language(db: None, visitor: Client, path: str, words: str) -> None:
    page = visitor.get(path).text  # type: ignore[attr-defined]  # of the test client
    assert words in page
    assert '<a class="button" href="">' in page  # the address that was asked for


def test_it_says_nothing_of_who_reads(db: None, visitor: Client, seller: Person) -> None:
    assert seller.client.get("/offline/").content == visitor.get("/offline/").content
    assert seller.client.get("/offline.js").content == visitor.get("/offline.js").content


def test_the_worker_keeps_all_that_the_page_loads(db: None, visitor: Client) -> None:
    answer = visitor.get("/offline.js")
    assert answer["Content-Type"].startswith("text/javascript")
    kept = re.findall(r'"([^"]+)"', re.search(r"KEPT = \[(.*)\]", answer.text)[1])  # type: ignore[index,attr-defined]  # is there
    page = visitor.get("/offline/").text  # type: ignore[attr-defined]  # of the test client
    loads = re.findall(r'(?:src|href)="(/static/[^"]+)"', page)
    assert loads and set(loads) <= set(kept)
    assert {"/offline/", "/ko/offline/"} <= set(kept)
    assert not [one for one in kept if not one.startswith(("/static/", "/offline/", "/ko/offline/"))]


def test_a_changed_page_makes_another_worker(db: None, visitor: Client) -> None:
    before = visitor.get("/offline.js").content
    with override_settings(STATIC_URL="/elsewhere/"):
        assert visitor.get("/offline.js").content != before
