"""A list page is light enough for a slow line, and the frame costs no query that grows."""

import gzip
import os
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.finders import find
from django.test import Client, override_settings
from pytest_django import DjangoAssertNumQueries

from portal.core.bundles import BUNDLES, build
from tests.cast import Person, make_company, make_user

LIMIT = 100_000


def files_of(html: str) -> list[str]:
    linked = re.findall(r'<(?:script[^>]* src|link rel="stylesheet" href)="/static/([^"?]+)', html)
    return [*linked, "img/icons.svg", "img/favicon.svg"]


def packed(data: bytes) -> int:
    return len(gzip.compress(data, 6))


def test_a_full_list_page_is_below_100_kb_with_its_styles_and_scripts(db: None, visitor: Client) -> None:
    for number in range(60):
        make_company(f"Company number {number} of the long list", country="KR", tier=number % 4)
    html = visitor.get("/companies/").content
    files = files_of(html.decode())
    assert {"jangteo.css", "jangteo.js"} < set(files)
    total = packed(html) + sum(packed(Path(str(find(file))).read_bytes()) for file in files)
    assert total < LIMIT
    assert len(files) <= 8


def test_the_frame_asks_the_database_no_more_for_more_companies(
    seller: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(12):
        seller.client.get("/trust/")


@pytest.mark.parametrize("seconds", [-10, 10])
def test_a_bundle_is_made_anew_when_it_is_not_of_the_age_of_its_parts(seconds: int) -> None:
    bundle = build("jangteo.css")
    text = bundle.read_text("utf-8")
    assert text.index("@layer tokens, base, layout, components, print;") < text.index("@layer base {")
    bundle.write_text("stale", "utf-8")
    part = next((Path(settings.BASE_DIR) / "portal/static").glob(BUNDLES["jangteo.css"]))
    os.utime(bundle, (1, part.stat().st_mtime + seconds))
    assert build("jangteo.css").read_text("utf-8") == text


def test_scripts_keep_their_names_to_themselves() -> None:
    text = build("jangteo.js").read_text("utf-8")
    assert text.count("\n{\n") + text.startswith("{\n") == len(
        list((Path(settings.BASE_DIR) / "portal/static/js/frame").glob("*.js"))
    )
    assert "import " not in text.replace("// ", "")


def test_the_frame_has_nothing_inline(db: None, visitor: Client) -> None:
    html = visitor.get("/accounts/login/").content.decode()
    assert not re.search(r"<[^>]+\s(style|on[a-z]+)=", html)
    assert not re.search(r"<(script|style)(?![^>]*src)[^>]*>\s*\S", html)


@override_settings(DEBUG=True)
def test_demo_accounts_are_told_only_where_they_exist(db: None, visitor: Client) -> None:
    assert b"demo-portal-2026" not in visitor.get("/accounts/login/").content
    make_user("seller@demo.example")
    assert b"demo-portal-2026" in visitor.get("/accounts/login/").content
    with override_settings(DEBUG=False):
        assert b"demo-portal-2026" not in visitor.get("/accounts/login/").content
