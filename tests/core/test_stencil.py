"""Markup made once and filled often says the same as its template, and lets nothing through unescaped."""

import pytest
from django.db import connection
from django.test import Client
from django.utils import translation

from portal.core.stencil import filled, gap, remembered, stencil
from tests.cast import Person


def test_what_fills_a_gap_is_escaped_unless_it_is_markup() -> None:
    pattern = stencil(f"<b>100 % {gap('what')}</b>{gap('mark')}")
    assert filled(pattern, what="<i>%(x)s", mark=gap("kept")) == "<b>100 % &lt;i&gt;%(x)s</b><!--gap:kept-->"


def test_what_is_remembered_is_remembered_for_each_language_and_value() -> None:
    def navigation(language: str, path: str) -> str:
        with translation.override(language):
            return remembered("components/mainnav.html", {"here_path": path})

    here = navigation("en", "/search/")
    assert 'href="/search/" aria-current="page"' in here
    assert 'href="/search/" aria-current="page"' not in navigation("en", "/offers/")
    assert 'href="/ko/search/"' in navigation("ko", "/ko/offers/")
    assert navigation("en", "/search/") == here


@pytest.mark.django_db
def test_the_head_of_a_page_is_the_readers_own(client: Client) -> None:
    hostile = '"><script>alert(1)</script>%(account)s'
    first = client.get("/search/", {"q": hostile, "kind": "offer"}).content.decode()
    assert "<script>alert" not in first
    assert 'value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;%(account)s"' in first
    assert '<option value="offer" selected>' in first
    client.cookies["currency"] = "KRW"
    second = client.get("/search/", {"q": "other"}).content.decode()
    assert "EN · KRW" in second
    assert "&lt;script&gt;" not in second
    assert '<option value="offer" selected>' not in second
    assert 'name="next" value="/search/?q=other"' in second


@pytest.mark.django_db
def test_the_head_of_a_page_names_who_is_signed_in(seller: Person, client: Client) -> None:
    assert "Sign out" in seller.client.get("/companies/").content.decode()
    assert "Sign out" not in client.get("/companies/").content.decode()


@pytest.mark.django_db
@pytest.mark.needs("postgresql")
def test_a_lost_connection_is_seen_without_asking_the_server() -> None:
    alone = connection.copy("alone")
    alone.ensure_connection()
    assert alone.is_usable()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [alone.connection.info.backend_pid])
        cursor.execute("SELECT pg_sleep(0.1)")
    assert not alone.is_usable()
    alone.close()
    assert not alone.is_usable()
