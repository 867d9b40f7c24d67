"""Country reports through the front door: figures with sources, what is old, the market there, and two side by side."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.timezone import localdate

from cms.countries.figures import months_after
from cms.countries.market import rates_of
from cms.models import CountryContact, CountryFigure, CountryIndexPage, CountryPage
from companies.models import Company
from tests.cast import Person, make_company, make_person
from tests.cms.test_cases import make_case
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

FACTS: dict[str, dict[str, str]] = {
    "KR": {"region": "north-east-asia", "capital": "Seoul", "currency": "KRW", "zone": "Asia/Seoul", "languages": "ko"},
    "VN": {
        "region": "south-east-asia",
        "capital": "Hanoi",
        "currency": "VND",
        "zone": "Asia/Ho_Chi_Minh",
        "languages": "vi, en",
    },
}


def make_figure(**fields: Any) -> CountryFigure:
    given = {
        "label": "People",
        "value": "51.7 million",
        "measure": "population",
        "source_name": "World Bank",
        "source_url": "https://data.worldbank.org/",
        "as_of": localdate() - timedelta(days=30),
    }
    return CountryFigure(**{**given, **fields})


def make_country(code: str = "KR", language: str = "en", **fields: Any) -> CountryPage:
    index = CountryIndexPage.objects.get(locale__language_code=language)
    rows = {name: fields.pop(name, []) for name in ("figures", "contacts")}
    given = {"title": f"Report {code}", "slug": code.lower(), "summary": f"Selling to {code}", **FACTS[code]}
    page = CountryPage(country=code, locale=index.locale, **{**given, **fields})
    for name, found in rows.items():
        setattr(page, name, found)
    index.add_child(instance=page)
    return page


def read(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_report_has_its_sections_in_order_and_every_figure_its_source(visitor: Client) -> None:
    sections = [("section", {"part": part, "text": f"<p>About {part}</p>"}) for part in ("payment", "business")]
    contact = CountryContact(name="KITA", what="Trade questions", url="https://www.kita.org/")
    make_country(sections=sections, figures=[make_figure()], contacts=[contact])
    page = read(visitor, "/countries/kr/")
    places = [page.index(words) for words in ("51.7 million", "About business", "About payment", "Trade questions")]
    assert places == sorted(places)
    assert 'href="https://data.worldbank.org/"' in page and "World Bank" in page
    assert "Seoul" in page and "KRW" in page and "ECB rate of" in page and "old: look it up" not in page


def test_the_rate_has_a_size_that_can_be_read() -> None:
    korean = [rate.text.replace("\u00a0", " ") for rate in rates_of("KRW")]
    assert korean[0].startswith("KRW 1,000 = USD 0.") and rates_of("VND") == []
    assert rates_of("EUR")[0].text.replace("\u00a0", " ").startswith("EUR 1.00 = USD ")


@pytest.mark.parametrize("missing", [{"source_name": ""}, {"source_url": ""}, {"source_url": "javascript:alert(1)"}])
def test_no_figure_without_a_source(missing: dict[str, str]) -> None:
    page = make_country()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_figure(page=page, **missing).save()


def test_months_end_where_the_month_ends() -> None:
    assert months_after(date(2024, 8, 31), 6) == date(2025, 2, 28)
    assert months_after(date(2024, 1, 15), 12) == date(2025, 1, 15)
    assert months_after(date(2024, 12, 31), 24) == date(2026, 12, 31)


def test_old_figures_are_marked_to_readers_and_listed_for_editors(visitor: Client, seller: Person) -> None:
    old = make_figure(label="Old one", as_of=localdate() - timedelta(days=700), ages=18)
    lasting = make_figure(label="Lasting one", as_of=date(1995, 1, 1), ages=0)
    soon = make_figure(label="Soon one", as_of=localdate() - timedelta(days=500), ages=18)
    make_country(figures=[old, lasting, soon, make_figure(label="Fresh one")])
    page = read(visitor, "/countries/kr/")
    assert page.count("old: look it up") == 1 and "1 figure is old" in page
    editor = make_person("editor@programme.example")
    editor.user.groups.add(Group.objects.get(name="Editors"))
    listed = read(editor.client, "/editors/country-figures/")
    assert "Old one" in listed and "Soon one" in listed
    assert "Lasting one" not in listed and "Fresh one" not in listed
    assert seller.client.get("/editors/country-figures/").status_code in (302, 404)
    assert visitor.get("/editors/country-figures/").status_code == 302


def test_the_market_there_is_what_this_reader_may_see(visitor: Client, supplier: Company) -> None:
    make_country()
    make_company("Faraway", country="VN")
    closed = make_company("Closed Corner", country="KR", is_active=False)
    make_case("A Korean story", country="KR")
    make_case("Not yet", country="KR", live=False)
    page = read(visitor, "/countries/kr/")
    assert supplier.name in page and "A Korean story" in page
    assert not any(words in page for words in ("Faraway", closed.name, "Not yet"))


def test_the_list_is_narrowed_by_region_and_words(visitor: Client) -> None:
    make_country("KR")
    make_country("VN")

    def codes(query: str) -> list[str]:
        return [one.country for one in visitor.get(f"/countries/{query}").context["articles"]]

    assert codes("") == ["KR", "VN"]
    assert codes("?region=south-east-asia") == ["VN"]
    assert codes("?q=hanoi") == codes("?q=viet") == ["VN"]
    assert codes("?region=<b>") == ["KR", "VN"]
    assert "No report fits" in read(visitor, "/countries/?q=atlantis")
    counts = {value: count for value, _label, count in visitor.get("/countries/?region=oceania").context["regions"]}
    assert counts == {"north-east-asia": 1, "south-east-asia": 1}


def test_two_countries_side_by_side(visitor: Client) -> None:
    make_country("KR", figures=[make_figure(), make_figure(label="VAT", measure="vat", value="10 %")])
    make_country("VN", figures=[make_figure(value="100 million")])
    page = read(visitor, "/countries/compare/?a=KR&b=vn")
    for words in ("51.7 million", "100 million", "10 %", "no figure", "Hanoi", "Seoul"):
        assert words in page
    assert "Choose two different" in read(visitor, "/countries/compare/?a=KR&b=KR")
    for query in ("", "?a=KR", "?a=<script>&b=%00", "?a=ZZ&b=KR"):
        assert "Compare two countries" in read(visitor, f"/countries/compare/{query}")


def test_drafts_and_other_languages_stay_out(visitor: Client) -> None:
    make_country("KR", live=False)
    make_country("VN", "ko")
    assert "Report" not in read(visitor, "/countries/")
    assert visitor.get("/countries/kr/").status_code == 404
    assert "Report KR" not in read(visitor, "/countries/compare/?a=KR&b=VN")
    assert "Report VN" in read(visitor, "/ko/countries/")


def test_one_report_of_a_country_in_a_language() -> None:
    page = make_country("KR")
    twin = CountryPage(title="Twin", slug="twin", country="KR", summary="x", locale=page.locale, **FACTS["KR"])
    with pytest.raises(Exception, match="already"):
        twin.clean()


def test_a_report_asks_as_much_for_many_figures_as_for_few(visitor: Client) -> None:
    make_country("KR", figures=[make_figure()])
    make_country("VN", figures=[make_figure(label=f"Figure {number}") for number in range(30)])
    assert queries_of(visitor, "/countries/vn/") <= queries_of(visitor, "/countries/kr/") + 1
