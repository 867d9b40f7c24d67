"""The trade tools: right answers, answers in words to wrong questions, and addresses that can be sent on."""

from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from moneyed import Money

from catalog import nomenclature
from catalog.models import HsText
from cms.tools import clocks, incoterm_duties, rates, units
from portal.core.incoterms import INCOTERMS
from portal.core.money import convert

pytestmark = pytest.mark.django_db
HOSTILE = ["'; DROP TABLE", "<script>alert(1)</script>", "\x00", "1e999", "-1", "NaN", "Infinity", "x" * 5000]


def text(visitor: Client, address: str) -> str:
    response = visitor.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize("page", ["", "currency/", "incoterms/", "hs/", "units/", "time/", "hs/8482/"])
def test_each_tool_answers_in_both_languages(visitor: Client, page: str) -> None:
    assert text(visitor, f"/tools/{page}") != text(visitor, f"/ko/tools/{page}")


def test_an_amount_is_converted_at_the_banks_rate_with_its_day(visitor: Client) -> None:
    page = text(visitor, "/tools/currency/?amount=250000&source=KRW&target=JPY")
    found = convert(Money(250000, "KRW"), "JPY")
    assert found is not None
    assert f"JPY\u00a0{found.money.amount:,.0f}" in page  # neither has decimals
    assert found.date.strftime("%Y") in page and "European Central Bank" in page


@pytest.mark.parametrize("amount", HOSTILE)
def test_no_amount_breaks_a_tool(visitor: Client, amount: str) -> None:
    for tool in ("currency", "units"):
        page = visitor.get(f"/tools/{tool}/", {"amount": amount}).content.decode()
        assert 'aria-invalid="true"' in page and "<script>alert" not in page
    assert visitor.get("/tools/hs/", {"q": amount}).status_code == 200
    assert visitor.get("/tools/time/", {"place1": amount, "day": amount}).status_code == 200
    assert visitor.get("/tools/incoterms/", {"seller": amount}).status_code == 200


def test_a_rate_that_goes_one_way_comes_back_the_other() -> None:
    there, back = (rates.history(*pair, "1y") for pair in (("USD", "KRW"), ("KRW", "USD")))
    assert there is not None and back is not None
    assert abs(there.last[1] * back.last[1] - 1) < Decimal("1e-20")
    assert there.lowest[1] <= there.first[1] <= there.highest[1]
    assert (there.last[0] - there.first[0]).days <= 365
    assert len(there.points.split()) <= 2 * rates.MOST_POINTS + 1
    assert rates.history("USD", "USD", "1y") is None


def test_every_day_of_a_rate_as_a_file(visitor: Client) -> None:
    response = visitor.get("/tools/currency/history.csv?source=USD&target=KRW&span=3m")
    lines = response.content.decode().splitlines()
    assert lines[0] == "date,KRW for 1 USD,source" and 50 < len(lines) < 93
    assert visitor.get("/tools/currency/history.csv?source=XXX").status_code == 404


@pytest.mark.parametrize(("value", "shown"), [("1352.4321", "1,352.4"), ("0.000739431", "0.00073943"), ("1", "1.0000")])
def test_rates_keep_five_digits(value: str, shown: str) -> None:
    assert rates.figure(Decimal(value)) == shown


def test_all_rules_tell_of_every_stage() -> None:
    assert set(incoterm_duties.DUTIES) == set(INCOTERMS) == set(incoterm_duties.RISK) == set(incoterm_duties.ADVICE)
    assert {len(letters) for letters in incoterm_duties.DUTIES.values()} == {len(incoterm_duties.STAGES)}
    insured = [rule.code for rule in incoterm_duties.rules(most="insurance")]
    assert insured == ["CIP", "CIF"]  # the only two under which the seller must insure
    assert [rule.code for rule in incoterm_duties.rules(most="import")] == ["DDP"]
    assert [rule.code for rule in incoterm_duties.rules(most="unloading")] == ["DPU"]
    assert "FOB" not in {rule.code for rule in incoterm_duties.rules(mode="container")}


def test_what_no_rule_offers_is_said(visitor: Client) -> None:
    assert "No rule fits" not in text(visitor, "/tools/incoterms/?seller=import")
    page = text(visitor, "/tools/incoterms/?mode=sea&seller=import")
    assert 'id="FOB"' not in page


@pytest.mark.parametrize(
    ("amount", "unit", "to", "shown"),
    [("1", "LBR", "KGM", "0.4535924"), ("12345678", "C62", "DZN", "1,028,806.5"), ("0", "MTR", "FOT", "0")],
)
def test_units_are_exact(amount: str, unit: str, to: str, shown: str) -> None:
    lines = units.conversions(Decimal(amount), unit, to)
    assert next(line.shown for line in lines if line.is_asked) == shown


def test_a_unit_of_another_kind_shows_all_that_fit(visitor: Client) -> None:
    page = text(visitor, "/tools/units/?amount=5&unit=KGM&to=MTR")
    assert "pounds" in page and "metres (MTR)" in page and "is-current" not in page


def test_office_hours_of_seoul_and_new_york_meet_never_and_of_paris_and_berlin_all_day() -> None:
    far = clocks.plan(["Asia/Seoul", "America/New_York"], clocks.date(2026, 6, 10))
    assert not far.is_comfortable
    assert [(begin.hour, end.hour) for begin, end in far.spans] == [(7, 10), (20, 21)]
    near = clocks.plan(["Europe/Paris", "Europe/Berlin"], clocks.date(2026, 6, 10))
    assert near.is_comfortable and [(begin.hour, end.hour) for begin, end in near.spans] == [(9, 18)]


def test_the_day_on_which_clocks_change_has_its_own_offset() -> None:
    before, after = (clocks.plan(["UTC", "Europe/Berlin"], clocks.date(2026, 3, day)) for day in (28, 30))
    assert [place.offset for place in (before.places[1], after.places[1])] == ["UTC+1", "UTC+2"]
    assert clocks.plan(["UTC", "Asia/Kolkata"], clocks.date(2026, 3, 30)).places[1].offset == "UTC+5:30"


def test_a_weekend_suits_nobody(visitor: Client) -> None:
    page = text(visitor, "/tools/time/?day=2026-06-14&place1=Asia/Seoul&place2=Europe/Berlin")
    assert "No hour of this day suits all" in page
    assert "another clock" in text(visitor, "/tools/time/?place1=Asia/Seoul&place2=Asia/Seoul")


@pytest.mark.parametrize("here", ["Asia/Seoul", "Europe/Berlin", ""])
def test_whoever_opens_the_clocks_is_shown_two_and_no_mistake(visitor: Client, here: str) -> None:
    visitor.cookies["timezone"] = here
    page = text(visitor, "/tools/time/")
    assert "another clock" not in page and "error-summary" not in page


def test_a_code_is_found_by_words_in_two_languages_and_by_digits() -> None:
    assert "0808" in {hit.code for hit in nomenclature.find("apple")} & {hit.code for hit in nomenclature.find("사과")}
    assert "848210" in {hit.code for hit in nomenclature.find("8482.10")}
    assert nomenclature.find("zzzz") == [] == nomenclature.find("?")


def test_headings_without_official_words_have_ours_in_the_readers_language(visitor: Client) -> None:
    page = text(visitor, "/tools/hs/?q=ball+bearings")
    assert "Ball and roller bearings" in page and 'href="/tools/hs/8482/"' in page
    assert "볼베어링·롤러베어링" in text(visitor, "/ko/tools/hs/?q=ball+bearings")
    assert "Ball and roller bearings" in text(visitor, "/tools/hs/?q=볼베어링")
    assert "Ball and roller bearings" in text(visitor, "/tools/hs/8482/") and "Pumps for liquids" in text(
        visitor, "/tools/hs/84/"
    )
    assert "Ball and roller bearings" in text(visitor, "/tools/hs/?q=8482.10")  # what the subheading is about
    assert "The short names are ours" in page


def test_a_question_in_whole_sentences_is_not_narrowed_by_small_words() -> None:
    assert "8482" in {hit.code for hit in nomenclature.find("the bearings of a ball and a roller")}
    assert nomenclature.find("of the") == []


def test_foreign_official_words_stand_beside_ours_and_say_their_language(visitor: Client) -> None:
    HsText.objects.create(code="8482", language="en", text="Bearings; ball or roller bearings")
    assert "Ball and roller bearings" not in text(visitor, "/tools/hs/84/")  # the customs' words instead
    page = text(visitor, "/ko/tools/hs/84/")
    assert "볼베어링·롤러베어링" in page and 'lang="en">Bearings; ball or roller bearings' in page


def test_the_official_words_are_taken_in_and_replaced(tmp_path: Path, visitor: Client) -> None:
    file = tmp_path / "hs.csv"
    file.write_text(
        "section,hscode,description\nXVI,8482,Ball or roller bearings\nXVI,8482.10,Ball bearings\nX,1,bad\n"
    )
    call_command("import_nomenclature", str(file), stdout=StringIO())
    assert list(HsText.objects.values_list("code", flat=True)) == ["8482", "848210"]
    assert nomenclature.find("ball bearings")[0].code == "848210"
    assert "Ball or roller bearings" in text(visitor, "/tools/hs/8482/")
    assert "Ball or roller bearings" in text(visitor, "/ko/tools/hs/8482/")  # no Korean list: the English one
    file.write_text("code,name\n8482,Bearings\n")
    call_command("import_nomenclature", str(file), stdout=StringIO())
    assert HsText.objects.count() == 1
    file.write_text("nothing\n")
    with pytest.raises(CommandError, match="hscode"):
        call_command("import_nomenclature", str(file))
    assert HsText.objects.count() == 1  # what was there stays


@pytest.mark.parametrize("code", ["9999", "77", "84821", "abc", "848299999"])
def test_a_code_that_does_not_exist_is_not_found(visitor: Client, code: str) -> None:
    assert visitor.get(f"/tools/hs/{code}/").status_code == 404
