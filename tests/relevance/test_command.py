"""`manage.py search_relevance`: what it measures, and that it says so when it cannot."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from companies.models import Company
from offers.models import Offer
from search.engines import engine, engine_for
from search.sync import rebuild
from tests.cast import make_product
from tests.relevance import judged
from tests.relevance.judged import JudgedQuery
from tests.relevance.keys import keys
from tests.relevance.references import references

pytestmark = pytest.mark.django_db


def query(id: str, text: str, group: str = "open", **grades: int) -> JudgedQuery:
    return JudgedQuery(
        id, "icecat", group, "en", "word", text, "", {key.upper(): grade for key, grade in grades.items()}
    )


@pytest.fixture
def shop(settings: Any, tmp_path: Path, supplier: Company, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Three published products in an embedded index, and two judged queries for them."""
    settings.DATA_DIR, settings.ELASTICSEARCH_URL = tmp_path, ""
    for sku, title in (("LAMP", "Zirconium lamp"), ("MOUNT", "Zirconium lamp mount"), ("CLOTH", "Cotton cloth")):
        make_product(supplier, sku=sku, title=title)
    known = [query("q1", "zirconium lamp", lamp=3, mount=1), query("q2", "cloth", "held out", cloth=3)]
    monkeypatch.setattr(judged, "queries", lambda world: known)
    yield known
    engine_for.cache_clear()


def run(*options: str) -> str:
    out = io.StringIO()
    call_command("search_relevance", *options, stdout=out)
    return out.getvalue()


def test_the_figures_come_by_group_with_the_worst_queries(shop: list[JudgedQuery]) -> None:
    rebuild()
    said = run()
    assert "embedded: nDCG@10" in said
    assert "held out       1.000    1 queries" in said
    assert "unjudged among the first 10: 0 of 3" in said
    assert "q1" in said.split("worst")[1]


def test_what_nobody_judged_is_counted_and_listed(shop: list[JudgedQuery]) -> None:
    shop[0].grades.pop("MOUNT")
    rebuild()
    said = run("--unjudged", "--show", "q1")
    assert "unjudged among the first 10: 1 of 3" in said
    assert "\nq1,MOUNT,\n" in said
    assert "?  MOUNT        Zirconium lamp mount" in said


def test_a_saved_measurement_can_be_compared_with(shop: list[JudgedQuery], tmp_path: Path) -> None:
    rebuild()
    path = tmp_path / "before.json"
    run("--save", str(path))
    assert "since then: +0.000 on average" in run("--compare", str(path))
    path.write_text(json.dumps({"q1": 0.5, "q2": 1.0}))
    said = run("--compare", str(path))
    assert "q1  +0.500  0.500 → 1.000  zirconium lamp" in said
    assert "q2" not in said.split("since then")[1]
    path.write_text("no JSON")
    with pytest.raises(CommandError, match="no file that --save wrote"):
        run("--compare", str(path))


def test_without_the_world_or_an_index_it_says_how_to_get_them(shop: list[JudgedQuery]) -> None:
    with pytest.raises(CommandError, match="search_rebuild"):
        run()
    shop[0].grades["NOT-THERE"] = 3
    with pytest.raises(CommandError, match=r"import_catalogue --company SLUG"):
        run()


def test_it_asks_for_an_engine_that_there_is(shop: list[JudgedQuery]) -> None:
    with pytest.raises(CommandError, match="ELASTICSEARCH_URL names no server"):
        run("--engine", "elasticsearch")
    with pytest.raises(CommandError, match="whole number from 1"):
        run("--k", "0")


def test_without_the_tests_folder_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tests.relevance.judged", None)
    with pytest.raises(CommandError, match="only a checkout"):
        run()


def test_plain_systems_are_asked_the_same(shop: list[JudgedQuery]) -> None:
    with references() as ways:
        assert {name.split(" ")[0].rstrip(",") for name in ways} == {"FTS5", "tantivy"}
        for name, search in ways.items():
            assert search("zirconium lamp", 10)[0] == "LAMP", name
            assert search('cloth "*(', 10) == ["CLOTH"], name


def test_what_a_visitor_may_not_find_has_no_key(shop: list[JudgedQuery], supplier: Company) -> None:
    make_product(supplier, sku="SECRET", title="Unfinished", state="draft")
    assert set(keys().values()) >= {"LAMP", "MOUNT", "CLOTH", f"company:{supplier.slug}"}
    assert "SECRET" not in keys().values()
    assert not Offer.objects.exists()
    assert engine().name == "embedded"
