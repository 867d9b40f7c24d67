"""What is found by words that stand in no listing: languages of trade, countries, kinds of companies and of offers."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from catalog.models import Category
from companies.models import Certificate, Company
from offers.models import Offer
from portal.core import timed
from search.engines import engine
from search.engines.base import Engine
from search.handlers import forget_ended_certificates
from search.highlight import Highlighter
from search.query import Query
from search.reading import Names, Reading
from search.suggestions import categories_for
from search.sync import rebuild
from search.titles import nouns_in
from search.trade_words import SOURCE, columns, trade_words
from tests.cast import make_company, make_product
from tests.search.conftest import settle
from tests.search.test_contract import document, fill, found
from tests.search.test_page import make_offer

pytestmark = pytest.mark.django_db


def hits(text: str, **rest: Any) -> list[tuple[str, int]]:
    return [(hit.kind, hit.pk) for hit in engine().search(Query.parse(text, **rest)).hits]


@pytest.mark.parametrize(
    "query",
    [
        "Kugellager",
        "rodamiento de bolas",
        "roulements à billes",
        "rolamentos de esferas",
        "玉軸受",
        "深溝玉軸受",
        "滚珠轴承",
    ],
)
def test_ball_bearings_are_found_in_the_languages_of_trade(both: Engine, query: str) -> None:
    fill(both, document(1, "Deep groove ball bearing 6204"), document(2, "Wooden table"), document(3, "Ball of wool"))
    assert found(both, query)[0] == 1
    assert 2 not in found(both, query)


def test_what_is_written_in_the_readers_language_comes_before_its_translation(both: Engine) -> None:
    fill(both, document(1, "Ball valve of brass"), document(2, "Válvula de bola de latón"))
    assert found(both, "válvula de bola")[0] == 2
    assert set(found(both, "válvula de bola")) == {1, 2}


def test_every_line_of_the_trade_words_names_a_category_and_six_languages() -> None:
    lines = [line for line in SOURCE.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]
    for line in lines:
        assert len(columns(line)) == 8 and all(columns(line)), line
        assert columns(line)[0] in Category.tree(), line
    assert {slug for slug, one in Category.tree().items() if one.level == 0} <= set(trade_words().words)


def test_a_category_is_named_and_suggested_by_them() -> None:
    assert "bearings" in Names.known().named_in(["Kugellager"])
    assert Reading.of(Query.parse("Kugellager 6204")).noun == ("Kugellager", "bearing")
    assert [one.url for one in categories_for("rodam")] == ["/search/?category=bearings"]
    assert categories_for("x" * 50) == []


@pytest.mark.parametrize(
    ("title", "nouns"),
    [
        ('HP dv7-1211ea Notebook Silver 43.2 cm (17")', ("notebook", "cm")),
        ("Keyed Laptop Lock for HP notebooks", ("lock", "notebooks")),
        ("Intel DG33FBC motherboard LGA 775 ATX", ("motherboard",)),
        ("Power supply with cable", ("supply", "cable")),
        ("", ()),
        ("®™ 12 -- 7", ()),
    ],
)
def test_the_words_with_which_a_title_names_its_thing(title: str, nouns: tuple[str, ...]) -> None:
    assert set(nouns) <= set(nouns_in(title))
    assert "laptop" not in nouns_in(title)


def test_the_thing_itself_comes_before_what_belongs_to_it(both: Engine) -> None:
    fill(
        both, document(1, "Keyed projector mount"), document(2, "DLP projector white, 3000 lumen, 1080p, HDMI and VGA")
    )
    assert found(both, "projector") == [2, 1]


def test_words_in_passing_do_not_stand_before_the_thing(both: Engine) -> None:
    """Ten things have every word, but only in their long descriptions: what has most in its title is shown, too."""
    passing = "A slot for a lock, a laptop tray, and a word about theft"
    shops = [document(number, "Wooden table", texts={"en": passing}) for number in range(1, 13)]
    others = [document(number, f"Steel bearing of the series {number}") for number in range(1000, 1600)]
    fill(both, *shops, *others, document(99, "Laptop lock, 2 m of steel"))
    assert found(both, "lock laptop against theft")[0] == 99


def test_companies_are_found_by_country_and_kind(both: Engine) -> None:
    maker = make_company("Rossi Valvole", "supplier", "IT", main_products="Ball valves\nGate valves")
    buyer = make_company("Nordwerk", "buyer", "DE")
    trader = make_company("Hanil", "intermediary", "KR")
    chamber = make_company("Metal Chamber", "programme", "KR")
    rebuild()
    companies = {"filters": {"kind": ("company",)}}
    assert hits("valve manufacturer italy", **companies)[0] == ("company", maker.pk)
    assert hits("Italien supplier", **companies) == [("company", maker.pk)]
    assert ("company", buyer.pk) in hits("importer germany", **companies)
    assert hits("trading company", **companies)[0] == ("company", trader.pk)
    assert ("company", chamber.pk) in hits("협회", **companies)
    assert ("company", trader.pk) in hits("한국", **companies) or ("company", trader.pk) in hits(
        "대한민국", **companies
    )


def test_offers_are_found_by_their_side_and_anonymous_ones_by_their_country_only(
    both: Engine, supplier: Company
) -> None:
    selling = make_offer(supplier, "Zirconium bearings")
    buying = make_offer(make_company("Nordwerk", "buyer", "DE"), "Zirconium powder", side=Offer.Side.BUY)
    hidden = make_offer(make_company("Secret Maker", "supplier", "IT"), "Zirconium rods", is_anonymous=True)
    rebuild()
    assert hits("wanted zirconium")[0] == ("offer", buying.pk)
    assert hits("zirconium sell offer")[0] in {("offer", selling.pk), ("offer", hidden.pk)}
    assert hits("zirconium italy")[0] == ("offer", hidden.pk)
    assert hits("secret maker", filters={"kind": ("offer",)}) == []


def test_a_certificate_stops_counting_on_the_day_after_its_last(both: Engine, supplier: Company) -> None:
    product = make_product(supplier, title="Zirconium bearing")
    held = Certificate.objects.create(company=supplier, name="ISO 9001", valid_until=timezone.localdate())
    rebuild()
    certified = {"filters": {"certificate": ("ISO 9001",)}}
    assert ("product", product.pk) in hits("zirconium", **certified)
    Certificate.objects.filter(pk=held.pk).update(valid_until=timezone.localdate() - timedelta(days=1))
    assert ("product", product.pk) in hits("zirconium", **certified), "nobody has told the index"
    forget_ended_certificates()
    settle(both)
    assert hits("zirconium", **certified) == []
    assert hits("zirconium") == [("product", product.pk)]
    assert "search.handlers.forget_ended_certificates" in timed.JOBS


def test_a_page_that_was_completed_says_how_many_have_every_word(
    embedded: Engine, supplier: Company, visitor: Client
) -> None:
    make_product(supplier, "A-1", "Blue cotton work shirt")
    make_product(supplier, "A-2", "Blue cotton shirt")
    rebuild()
    html = visitor.get("/search/", {"q": "blue cotton work shirt"}).content.decode()
    assert "1 result has all of your words, the others have most of them." in html
    assert "have most of them" not in visitor.get("/search/", {"q": "blue cotton"}).content.decode()


def test_a_question_is_read_by_what_it_is_about() -> None:
    asked = Reading.of(Query.parse("How do I ship to Vietnam?"))
    assert [unit.words for unit in asked.units] == [("ship",), ("Vietnam?",)]
    marked = Highlighter(Query.parse("how do i ship to vietnam")).title("How it is shipped in Vietnam, I/O to do")
    assert marked == "How it is <mark>shipped</mark> in <mark>Vietnam</mark>, I/O to do"
    assert Highlighter(Query.parse("to do")).title("to do it") == "<mark>to</mark> <mark>do</mark> it", "nothing else"
