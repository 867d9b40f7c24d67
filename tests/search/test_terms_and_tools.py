"""Terms of the glossary and the trade tools are found beside all else, in the reader's words."""

from typing import Any

import pytest
from django.test import Client

from cms.glossary.models import Term
from cms.tools.finding import TOOLS
from companies.models import Company
from portal.core.events import Event
from search.engines.base import Engine
from search.sync import findings, rebuild
from tests.cast import make_product
from tests.queries import queries_of
from tests.search.conftest import settle

pytestmark = pytest.mark.django_db


def urls(client: Client, q: str, **more: Any) -> list[str]:
    answer = client.get("/api/v1/search/", {"q": q, "kind": "page", **more}).json()
    return [one["url"] for one in answer["results"]]


def suggested(client: Client, q: str, language: str = "") -> dict[str, str]:
    answer = client.get(f"{language}/api/v1/suggest/", {"q": q}, headers={"accept-language": language or "en"}).json()
    return {one["text"]: one["url"] for one in answer["suggestions"]}


def test_a_term_is_found_by_its_name_its_other_names_and_its_definition(both: Engine, visitor: Client) -> None:
    rebuild()
    assert urls(visitor, "minimum order quantity", type="term")[0].endswith("/glossary/moq/")
    assert "/glossary/letter-of-credit/" in urls(visitor, "documentary credit")
    html = visitor.get("/search/", {"q": "demurrage", "kind": "page"}).content.decode()
    assert "/glossary/demurrage/" in html and "Term of trade" in html
    assert list(findings()) == []


def test_a_term_is_found_by_what_it_is_called_in_another_language(both: Engine, visitor: Client) -> None:
    Term.objects.filter(slug="demurrage").delete()
    locale = Term.objects.filter(locale__language_code="en").first().locale
    usual = {"source": "Tariff", "source_date": "2026-01-01", "definition": "What is paid for a berth too long."}
    english = Term.objects.create(locale=locale, slug="demurrage", term="Demurrage", **usual)
    settle(both)
    assert urls(visitor, "체선료") == []
    korean = english.copy_for_translation(Term.objects.filter(locale__language_code="ko").first().locale)
    korean.term, korean.slug, korean.also_known_as = "체선료", "demurrage", "데머리지"
    korean.save()
    settle(both)
    for word in ("체선료", "demurrage"):
        assert urls(visitor, word) == ["/glossary/demurrage/"], "each reader finds their own version"
        found = visitor.get("/ko/search/", {"q": word, "view": "table"}).context["found"].items
        assert [item.url for item in found] == ["/ko/glossary/demurrage/"]
    assert urls(visitor, "데머리지", language="en") == urls(visitor, "데머리지") == ["/glossary/demurrage/"]
    korean.delete()
    settle(both)
    assert urls(visitor, "체선료") == [] and urls(visitor, "demurrage") == ["/glossary/demurrage/"]


def test_a_page_of_terms_costs_as_many_queries_as_one_of_them(embedded: Engine, visitor: Client) -> None:
    rebuild()
    few = queries_of(visitor, "/search/", q="demurrage", type="term")
    assert queries_of(visitor, "/search/", q="", type="term", kind="page") <= few


def test_terms_that_a_new_portal_lays_are_told_of() -> None:
    from cms.glossary.first_words import lay_out_glossary
    from cms.models import LaidPage

    Term.objects.filter(slug="moq").delete()
    LaidPage.objects.filter(slug="glossary/moq").delete()
    Event.objects.all().delete()
    lay_out_glossary()
    told = {pk for event in Event.objects.filter(kind="snippet.changed") for pk in event.subject_ids}
    assert len(told) == 2 and told == set(Term.objects.filter(slug="moq").values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("currency converter", "/tools/currency/"),
        ("Exchange-Rate", "/tools/currency/"),
        ("환율", "/tools/currency/"),
        ("CIF", "/tools/incoterms/"),
        ("hs code", "/tools/hs/"),
        ("단위 변환", "/tools/units/"),
        ("time zone", "/tools/time/"),
    ],
)
def test_a_tool_stands_above_what_is_found_and_is_proposed(
    embedded: Engine, visitor: Client, words: str, page: str
) -> None:
    rebuild()
    found = visitor.get("/search/", {"q": words})
    assert [tool.url for tool in found.context["tools"]] == [page]
    assert f'href="{page}"' in found.content.decode().partition('id="search-results"')[2]
    assert page in suggested(visitor, words).values()
    assert not visitor.get("/search/", {"q": words, "kind": "product"}).context["tools"]
    korean = visitor.get("/ko/search/", {"q": words}).content.decode()
    assert f'href="/ko{page}"' in korean.partition('id="search-results"')[2]


def test_tools_are_proposed_while_their_names_are_typed(embedded: Engine, visitor: Client) -> None:
    rebuild()
    assert suggested(visitor, "curr")["Currency converter"] == "/tools/currency/"
    assert "/tools/hs/" in suggested(visitor, "hs co").values()
    assert not any("/tools/" in url for url in suggested(visitor, "c").values())


@pytest.mark.parametrize("words", ["linear guide", "power converter", "unit heater", "cifra", "guide", "", "*", "-"])
def test_who_looks_for_goods_gets_no_tools(embedded: Engine, supplier: Company, visitor: Client, words: str) -> None:
    make_product(supplier, title="Linear guide")
    rebuild()
    assert visitor.get("/search/", {"q": words}).context["tools"] == []


def test_every_tool_of_the_list_is_there_and_answers(visitor: Client) -> None:
    html = visitor.get("/tools/").content.decode()
    for tool in TOOLS:
        assert f'href="{tool.url}"' in html and visitor.get(tool.url).status_code == 200
