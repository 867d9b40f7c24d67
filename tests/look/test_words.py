"""What the tags say: money, units, places, people's text."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone, translation
from django.utils.timezone import now
from moneyed import Money

from portal.core import incoterms, units
from portal.core.catalogue import sources
from portal.core.markup import render_markdown


def said(template: str, **context: Any) -> str:
    return Template("{% load trade %}" + template).render(Context(context))


@pytest.mark.parametrize(
    ("amount", "code", "english", "korean"),
    [
        (1, "C62", "1 piece", "1개"),
        (500, "C62", "500 pieces", "500개"),
        (Decimal("12.50"), "KGM", "12.5 kilograms", "12.5 kg"),
        (1_000_000, "MTR", "1,000,000 metres", "1,000,000 m"),
        (2, "XBX", "2 boxes", "2상자"),
        (3, "ZZ", "3 ZZ", "3 ZZ"),
        (0, "C62", "0 pieces", "0개"),
    ],
)
def test_quantities_are_said_with_their_unit(amount: Any, code: str, english: str, korean: str) -> None:
    assert units.quantity(amount, code) == english
    with translation.override("ko"):
        assert units.quantity(amount, code) == korean


def test_every_unit_has_a_name_in_each_language() -> None:
    for language in ("en", "ko"):
        with translation.override(language):
            assert all(units.unit_name(code) != code for code in units.UNITS)


def test_there_are_eleven_incoterms() -> None:
    assert len(incoterms.INCOTERMS) == 11
    assert incoterms.incoterm_name("FOB") == "Free on Board"
    assert incoterms.incoterm_name("XXX") == "XXX"


def test_machines_are_told_a_day_or_a_moment_to_the_second_with_its_zone() -> None:
    at = datetime(2026, 3, 2, 5, 14, 9, 123456, UTC)
    with timezone.override("Asia/Seoul"):
        assert said("{{ at|iso }}", at=at) == "2026-03-02T14:14:09+09:00"
    assert said("{{ day|iso }}", day=at.date()) == "2026-03-02"
    assert said("{{ at|iso }}", at=None) == ""


def test_no_template_gives_machines_parts_of_a_second() -> None:
    templates = [path for path in sources(Path(settings.BASE_DIR)) if path.suffix == ".html"]
    assert templates
    assert [str(one) for one in templates if re.search(r"""\|date:["']c["']""", one.read_text("utf-8"))] == []


def test_money_is_said_with_its_code_and_a_missing_price_is_silent() -> None:
    assert said("{{ price|money }}", price=Money("1250", "USD")) == "USD\u00a01,250.00"
    assert said("{{ price|money }}{% converted price %}", price=None) == ""


def test_a_converted_price_names_the_day_of_its_rate(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.currency = "EUR"
    text = said("{% converted price %}", price=Money("100", "USD"), request=request)
    assert "about EUR" in text
    assert "rate of" in text
    assert said("{% converted price %}", price=Money("100", "EUR"), request=request) == ""


def test_facts_keep_their_four_places_even_when_nothing_is_known() -> None:
    text = Template('{% include "components/four_facts.html" %}').render(Context({}))
    places = [text.index(word) for word in ("Price", "Minimum order", "Lead time", "Delivery")]
    assert places == sorted(places)
    assert "On request" in text


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        '<img src=x onerror="alert(1)">',
        '<a href="#" style="position:fixed">x</a>',
        "![pixel](https://tracker.example/p.gif)",
    ],
)
def test_markdown_of_people_cannot_harm(hostile: str) -> None:
    html = render_markdown(hostile)
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
    assert 'href="data' not in html
    assert "<a href" not in html or "style" not in html


def test_markdown_keeps_what_people_mean() -> None:
    html = render_markdown("# Title\n\n**bold** and [link](https://example.com)\n\n- one\n- two")
    assert "<h3>Title</h3>" in html
    assert "<strong>bold</strong>" in html
    assert 'rel="nofollow noopener noreferrer ugc"' in html


def test_headings_of_people_stand_below_those_of_the_page_and_skip_none() -> None:
    assert "<h3>One</h3>\n<h4>Two</h4>" in render_markdown("## One\n\n#### Two")
    assert "<h2>One</h2>\n<h3>Two</h3>\n<h4>Three</h4>\n<h4>Four</h4>" in render_markdown(
        "# One\n\n## Two\n\n### Three\n\n#### Four", top=2
    )


def test_a_pill_says_whose_turn_it_is_and_how_long() -> None:
    pill = Template('{% include "components/pill.html" %}')
    text = pill.render(Context({"tone": "yours", "label": "Your turn", "until": now() + timedelta(days=2, hours=1)}))
    assert "2 days left" in text
    assert "overdue" in pill.render(Context({"label": "x", "until": date(2020, 1, 1)}))
    assert "left" in pill.render(Context({"label": "x", "until": date.today() + timedelta(days=3)}))


def test_a_tile_is_made_from_the_name() -> None:
    assert (
        said("{{ a|initials }} {{ b|initials }} {{ c|initials }}", a="Hanbit Bearings", b="한빛베어링", c="")
        == "HB 한빛 –"
    )


def test_an_icon_is_hidden_or_named() -> None:
    assert 'aria-hidden="true"' in said('{% icon "search" %}')
    assert 'aria-label="Search"' in said('{% icon "search" "Search" %}')
