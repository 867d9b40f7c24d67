"""Measurements are made seldom; what they put together must still be what the portal is made of today."""

import asyncio
from pathlib import Path

import pytest
from django.test import Client

from bench import fanout, offer_board, pages, report
from bench.table import Row
from offers.models import Offer

pytestmark = pytest.mark.django_db


def test_the_room_of_the_fan_out_needs_no_database() -> None:
    assert asyncio.run(fanout.measure(fanout.trusted_consumer(), sockets=2, messages=3)) > 0


def test_the_board_of_offers_is_filled_with_offers_that_visitors_see(
    monkeypatch: pytest.MonkeyPatch, visitor: Client
) -> None:
    monkeypatch.setattr(offer_board, "COMPANIES", 5)
    offer_board.make(40)
    offer_board.make(30)
    assert Offer.objects.open().count() == 30
    assert b"lot 1" in visitor.get("/offers/").content


def test_lists_have_rows_of_every_kind() -> None:
    owner, grow = pages.world()
    grow(2)
    client = Client()
    client.force_login(owner)
    for path in pages.PATHS:
        assert pages.queries(client, path) > 1, path


def test_a_part_that_is_measured_anew_leaves_the_others_as_they_are(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(report, "FILE", tmp_path / "BENCHMARKS.md")
    fast = [Row("page", "4 ms", "2 ms", 2.0, 3.0)]
    report.write({"a": fast, "b": fast, "c": []}, {}, {"a": 1, "b": 2, "c": 3})
    report.write({"b": [Row("page", "8 ms", "2 ms", 4.0, 3.0)]}, {"c": "ValueError('no')"}, {"b": 2, "c": 3})
    text = report.FILE.read_text(encoding="utf-8")
    assert text.count("# Benchmarks\n") == 1 and text.index("## a") < text.index("## b") < text.index("## c")
    assert "| page | 4 ms | 2 ms | 2.00 | 3 |" in text
    assert "| page | 8 ms | 2 ms | 4.00 **past its bound** | 3 |" in text
    assert "failed, ValueError('no')" in text and "is not here" not in text
