"""Filters of a list: what is set is counted, named and taken away again, whoever wrote the fields."""

import pytest
from django.test import Client

from portal.core.filters import Chosen, set_in
from tests.cast import Person

FIELDS = """
<div class="field"><label for="k">Kind <span class="optional">(optional)</span></label>
<select id="k" name="kind"><option value="">Any</option>
<option value="a" selected>Groups &amp; clusters</option></select></div>
<label for="b">Box</label><select id="b" name="box"><option value="all" selected>All</option><option>x</option></select>
<label for="s">From</label><input type="date" id="s" name="since" value="2026-11-01">
<input type="hidden" name="tab" value="x">
<label><input type="checkbox" name="mine" checked> Only mine</label>
<label><input type="checkbox" name="old"> Old</label>
<label for="o">Order</label>
<select id="o" name="sort"><option value="">New</option><option value="t" selected>Total</option></select>
<input name="q" value="">"""


def test_it_reads_what_the_reader_sees_set() -> None:
    assert list(set_in(FIELDS)) == [
        Chosen("kind", "a", "Kind", "Groups & clusters"),
        Chosen("since", "2026-11-01", "From", "2026-11-01"),
        Chosen("mine", "on", "", "Only mine"),
    ]


def test_what_is_typed_into_a_filter_stays_text(db: None, seller: Person) -> None:
    html = seller.client.get("/my/quotations/", {"partner": '"><script>x()</script>'}).content.decode()
    assert "<script>x()" not in html
    assert "&lt;script&gt;x()&lt;/script&gt; <svg" in html


@pytest.mark.parametrize(
    ("path", "query", "chip", "without"),
    [
        ("/communities/", {"kind": "association", "q": "b", "page": "2"}, "Association", "?q=b"),
        ("/communities/", {"kind": "association", "country": "KR"}, "South Korea", "?kind=association"),
    ],
)
def test_a_chip_takes_its_own_filter_away_and_keeps_the_others(
    db: None, visitor: Client, path: str, query: dict[str, str], chip: str, without: str
) -> None:
    html = visitor.get(path, query).content.decode()
    chips = html[html.index("filters__set") : html.index("</ul>", html.index("filters__set"))]
    assert f'href="{without}"' in chips
    assert chip in chips
    assert f'<span class="facets-count num">{chips.count("<li>")}<' in html


@pytest.mark.parametrize("path", ["/orders/", "/invoices/", "/my/quotations/"])
def test_lists_of_a_firm_count_what_is_set(db: None, seller: Person, path: str) -> None:
    assert "facets-count" not in seller.client.get(path).content.decode()
    html = seller.client.get(path, {"state": "__", "since": "2026-01-01", "partner": "Nord"}).content.decode()
    assert '<span class="facets-count num">1<' in html


def test_a_tick_that_is_set_can_be_taken_away(db: None, seller: Person) -> None:
    html = seller.client.get("/communities/?mine=on").content.decode()
    chips = html[html.index("filters__set") : html.index("</ul>", html.index("filters__set"))]
    assert 'href="?"' in chips
    assert "Only those we are in" in chips
