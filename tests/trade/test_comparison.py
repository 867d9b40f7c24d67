"""Quotations like for like: the figures worked out by hand, and what is missing said, never guessed."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from moneyed import Money

from offers.models import RFQ
from portal.core.money import convert
from tests.cast import Person, make_company, make_person
from tests.queries import queries_of
from tests.trade.deals import INCH, make_rfq, number, quote
from trade.comparison import Comparison
from trade.comparison_facts import differences, term_rows
from trade.comparison_grid import Grid
from trade.comparison_prices import Column
from trade.comparison_rows import Row, line_rows, total_rows
from trade.comparison_terms import between
from trade.comparison_wish import Wish
from trade.models import BuyerEstimate, Quotation

pytestmark = pytest.mark.django_db


def offer(seller: Person, rfq: RFQ, *rows: dict[str, Any], **terms: Any) -> Quotation:
    """The seller's quotation with these changes to its lines in their order; what goes beyond them is added."""
    quotation = Quotation.draft(seller.actor, rfq)
    lines = [line.as_fields() for line in quotation.own_draft(seller.actor).all_lines()]
    for place, row in enumerate(rows):
        if place < len(lines):
            lines[place] |= row
        else:
            lines.append({**lines[row.pop("like", 0)], **row})
    usual = {"incoterm": "FOB", "incoterm_place": "Busan", "lead_time_days": 30}
    quotation.write(seller.actor, {**usual, **terms}, lines)
    quotation.submit(seller.actor)
    return quotation


def compared(rfq: RFQ, buyer: Person, **wish: Any) -> Comparison:
    return Comparison.read(RFQ.objects.get(pk=rfq.pk), buyer.actor, Wish(**wish))


def column_of(comparison: Comparison, person: Person) -> Column:
    return next(one for one in comparison.columns if one.supplier == person.company)


def row(rows: Any, label: str) -> Row:
    return next(one for one in rows if one.label == label)


def one_line(buyer: Person, quantity: str = "600", unit: str = "C62", **line: Any) -> RFQ:
    return make_rfq(buyer, [{"title": "Bearing", "quantity": Decimal(quantity), "unit": unit, **line}])


# -- one unit, one currency ---------------------------------------------------------------------------------------


def test_a_dozen_beside_pieces_is_rounded_up_to_whole_dozens(buyer: Person, seller: Person, rival: Person) -> None:
    rfq = one_line(buyer, "500")
    offer(seller, rfq, {"unit": "DZN", "quantity": Decimal(40), "amount": Decimal("24.00")})
    offer(rival, rfq, {"amount": Decimal("2.01")})
    found = compared(rfq, buyer)
    dozen, piece = column_of(found, seller).main[found.asked[0].pk], column_of(found, rival).main[found.asked[0].pk]
    assert dozen.own_quantity == 42 and dozen.exact == Decimal(2), "500 pieces are 41 2/3 dozen: 42 are sold"
    assert dozen.total == Money("1008.00", "EUR") and piece.total == Money("1005.00", "EUR")
    cells = row(line_rows(found, False), "Bearing").cells
    best = {cell.column.supplier: cell.best for cell in cells}
    assert best == {seller.company: "Lowest price", rival.company: ""}, "by the unit; the sums stand beside it"
    assert "rounded up" in " ".join(found.notes.words)


def test_a_tonne_beside_kilograms(buyer: Person, seller: Person) -> None:
    rfq = one_line(buyer, "2500", "KGM")
    offer(seller, rfq, {"unit": "TNE", "quantity": Decimal(2), "amount": Decimal("900")})
    found = compared(rfq, buyer)
    price = found.columns[0].main[found.asked[0].pk]
    assert price.own_quantity == Decimal("2.5") and price.exact == Decimal("0.9")
    assert price.total == Money("2250.00", "EUR")


def test_a_roll_is_not_compared_with_metres(buyer: Person, seller: Person, rival: Person) -> None:
    rfq = one_line(buyer, "100", "MTR")
    offer(seller, rfq, {"unit": "XRO", "quantity": Decimal(2), "amount": Decimal("1")})
    offer(rival, rfq, {"amount": Decimal("9")})
    found = compared(rfq, buyer)
    cell = next(one for one in row(line_rows(found, False), "Bearing").cells if one.column.supplier == seller.company)
    assert cell.text == "Not comparable: quoted by the roll" and cell.value is None
    assert [one.supplier for one in found.contenders] == [rival.company]


def test_won_have_no_minor_units_and_the_day_of_the_rate_is_told(buyer: Person, seller: Person) -> None:
    rfq = one_line(buyer, "3")
    offer(seller, rfq, {"amount": Decimal("1550")}, currency="KRW")
    rate = convert(Money(1, "KRW"), "EUR")
    assert rate is not None
    found = compared(rfq, buyer)
    price = found.columns[0].main[found.asked[0].pk]
    assert price.exact == 1550 * rate.rate and price.own_total == Money(4650, "KRW")
    assert price.total == Money((4650 * rate.rate).quantize(Decimal("0.01")), "EUR")
    assert "European Central Bank's reference rate of" in found.notes.words[0]
    won = compared(rfq, buyer, currency="KRW").columns[0].main[found.asked[0].pk]
    assert won.total == Money(4650, "KRW") and won.unit_price == Money(1550, "KRW")


def test_a_currency_without_a_rate_takes_no_part(buyer: Person, seller: Person, rival: Person) -> None:
    rfq = one_line(buyer)
    offer(seller, rfq, {"amount": Decimal("0.01")}, currency="SAR")
    offer(rival, rfq, {"amount": Decimal("9")})
    found = compared(rfq, buyer)
    assert column_of(found, seller).main[found.asked[0].pk].problem == "rate" and len(found.contenders) == 1
    assert "No exchange rate is published for SAR" in " ".join(found.notes.words)


# -- one Incoterm ---------------------------------------------------------------------------------------------------


def test_what_lies_between_two_rules() -> None:
    assert between("EXW", "CIF") == {"freight": 1, "insurance": 1, "clearance": 1}
    assert between("CIF", "FOB") == {"freight": -1, "insurance": -1}
    assert between("CFR", "CPT") == {} and between("DDP", "DPU") == {"freight": 1, "clearance": -1}


def test_a_price_ex_works_waits_for_the_buyers_estimate_and_is_never_guessed(
    buyer: Person, seller: Person, rival: Person
) -> None:
    rfq = one_line(buyer)
    works = offer(seller, rfq, {"amount": Decimal("1.00")}, incoterm="EXW", incoterm_place="Seoul")
    offer(rival, rfq, {"amount": Decimal("1.30")}, incoterm="CIF", incoterm_place="Hamburg")
    found = compared(rfq, buyer, incoterm="CIF")
    column = column_of(found, seller)
    assert column.missing == ("freight", "insurance", "clearance") and column.full_total is None
    assert column_of(found, rival).main[found.asked[0].pk].total == Money("780.00", "EUR"), "CIF itself needs none"
    figures = {"freight": Decimal(100), "insurance": Decimal(10), "currency": "EUR"}
    BuyerEstimate.put(works, column.version, "CIF", 0, buyer.actor, **figures)
    assert column_of(compared(rfq, buyer, incoterm="CIF"), seller).missing == ("clearance",), "empty is not zero"
    BuyerEstimate.put(works, column.version, "CIF", 0, buyer.actor, **figures, clearance=Decimal(40), note="DHL")
    found = compared(rfq, buyer, incoterm="CIF")
    price = column_of(found, seller).main[found.asked[0].pk]
    assert price.exact == Decimal("1.25") and price.total == Money("750.00", "EUR")
    told = " ".join(found.notes.words)
    assert "your own estimate" in told and "Source: DHL." in told


def test_what_is_in_a_price_can_be_taken_out_of_it(buyer: Person, seller: Person) -> None:
    rfq = one_line(buyer)
    landed = offer(seller, rfq, {"amount": Decimal("1.00")}, incoterm="CIF", incoterm_place="Hamburg")
    version = compared(rfq, buyer).columns[0].version
    figures = {"freight": Decimal(50), "insurance": Decimal(10), "currency": "EUR"}
    BuyerEstimate.put(landed, version, "FOB", 0, buyer.actor, **figures)
    found = compared(rfq, buyer, incoterm="FOB")
    assert found.columns[0].full_total == Money("540.00", "EUR")
    BuyerEstimate.put(landed, version, "FOB", 0, buyer.actor, **figures | {"freight": Decimal(900)})
    found = compared(rfq, buyer, incoterm="FOB")
    assert found.columns[0].full_total is None and "more than the whole price" in " ".join(found.notes.words)


def test_an_estimate_ends_with_what_it_was_made_for(buyer: Person, seller: Person) -> None:
    rfq = one_line(buyer)
    works = offer(seller, rfq, {"amount": Decimal("1.00")}, incoterm="FCA", incoterm_place="Seoul")
    version = compared(rfq, buyer).columns[0].version
    BuyerEstimate.put(works, version, "FOB", 0, buyer.actor, freight=Decimal(60), currency="EUR")
    assert compared(rfq, buyer, incoterm="FOB").columns[0].full_total == Money("660.00", "EUR")
    works.write(seller.actor, {"incoterm_place": "Daegu"})
    works.submit(seller.actor)
    assert compared(rfq, buyer, incoterm="FOB").columns[0].missing == ("freight",)


def test_as_quoted_the_different_places_are_told(buyer: Person, seller: Person, rival: Person) -> None:
    rfq = one_line(buyer)
    offer(seller, rfq, {"amount": Decimal("1.00")}, incoterm="EXW", incoterm_place="Seoul")
    offer(rival, rfq, {"amount": Decimal("1.30")}, incoterm="CIF", incoterm_place="Hamburg")
    found = compared(rfq, buyer, incoterm="quoted")
    assert len(found.contenders) == 2 and "(CIF, EXW)" in " ".join(found.notes.words)


# -- what takes part ------------------------------------------------------------------------------------------------


def test_equal_prices_share_the_first_place_and_all_alike_have_none(
    buyer: Person, seller: Person, rival: Person
) -> None:
    rfq = one_line(buyer)
    third = make_person("third@x.example", make_company("Third", "supplier", "JP"))
    for person, price in ((seller, "1.00"), (rival, "1.00"), (third, "1.20")):
        offer(person, rfq, {"amount": Decimal(price)})
    cells = row(line_rows(compared(rfq, buyer), False), "Bearing").cells
    assert [(cell.rank, bool(cell.best)) for cell in cells] == [(1, True), (1, True), (2, False)]
    assert "more than once" in Grid.read(rfq, buyer.actor, Wish()).verdict


def test_alternatives_stand_below_and_do_not_win_the_line(buyer: Person, seller: Person, rival: Person) -> None:
    rfq = one_line(buyer)
    cheap = {"is_alternative": True, "title": "Bearing ZZ", "amount": Decimal("0.80")}
    offer(seller, rfq, {"amount": Decimal("1.10")}, cheap)
    offer(rival, rfq, {"amount": Decimal("1.00")})
    found = compared(rfq, buyer)
    rows = list(line_rows(found, False))
    assert [one.label for one in rows] == ["Bearing", "Alternative"]
    best = {cell.column.supplier: cell.best for cell in rows[1].cells}
    assert best[seller.company] == "Below the lowest price" and best[rival.company] == ""
    assert column_of(found, seller).full_total == Money("660.00", "EUR"), "an alternative is in no sum"


def test_the_step_of_the_ladder_and_further_quantities(buyer: Person, seller: Person) -> None:
    rfq = one_line(buyer, "1000", more_quantities=["5000"])
    ladder = [(Decimal(800), Decimal("0.90")), (Decimal(5000), Decimal("0.70"))]
    offer(seller, rfq, {"quantity": Decimal(500), "amount": Decimal("1.00"), "tiers": ladder})
    assert compared(rfq, buyer).columns[0].full_total == Money("900.00", "EUR")
    assert compared(rfq, buyer, step=1).columns[0].full_total == Money("3500.00", "EUR")


def test_too_few_and_below_the_minimum_take_no_part(buyer: Person, seller: Person, rival: Person) -> None:
    rfq = one_line(buyer, "100")
    offer(seller, rfq, {"quantity": Decimal(500), "amount": Decimal("1.00")})
    offer(rival, rfq, {"amount": Decimal("1.00"), "moq": Decimal(200)})
    found = compared(rfq, buyer)
    cells = {cell.column.supplier: cell for cell in row(line_rows(found, False), "Bearing").cells}
    assert cells[seller.company].text == "No price for so few"
    assert cells[rival.company].warnings == ["Minimum order 200 pieces: takes no part"]
    assert not found.contenders and not Grid.read(rfq, buyer.actor, Wish()).verdict


def test_expired_and_unconfirmed_ones_are_shown_and_take_no_part(
    rfq: RFQ, buyer: Person, seller: Person, rival: Person
) -> None:
    late, kept = quote(seller, rfq, "1.00", "1.00"), quote(rival, rfq, "2.00", "2.00")
    Quotation.objects.filter(pk=late.pk).update(valid_until=timezone.localdate() - timedelta(days=1))
    found = compared(rfq, buyer)
    assert [one.stands for one in found.columns] == [True, False] and found.columns[0].quotation == kept
    rfq.amend(buyer.actor, "more", [{"pk": line.pk, "quantity": line.quantity * 2} for line in rfq.current_lines()])
    found = compared(rfq, buyer)
    assert not found.contenders and "has not confirmed" in " ".join(found.notes.words)


def test_a_countered_quotation_shows_the_suppliers_word_not_the_buyers(rfq: RFQ, buyer: Person, seller: Person) -> None:
    quotation = quote(seller, rfq, "1.00", "1.00")
    rows = [line.as_fields() | {"amount": Decimal("0.10")} for line in quotation.current.all_lines()]  # handed in
    quotation.write(buyer.actor, {}, rows)
    quotation.counter(buyer.actor)
    assert number(quotation) == 2
    column = compared(rfq, buyer).columns[0]
    assert column.version.number == 1 and column.full_total == Money("1500.00", "EUR") and not column.is_awardable


def test_sums_are_fair_only_over_lines_that_all_quote(rfq: RFQ, buyer: Person, seller: Person, rival: Person) -> None:
    quote(seller, rfq, "1.00", "2.00"), quote(rival, rfq, "0.90", "")
    found = compared(rfq, buyer)
    common, full, *_rest = total_rows(found)
    assert common.label == "Total of the 1 line that all quote"
    assert [cell.value for cell in common.cells] == [Decimal("1000.00"), Decimal("900.00")]
    assert [bool(cell.best) for cell in common.cells] == [False, True]
    assert [cell.value for cell in full.cells] == [Decimal("2000.00"), Decimal("900.00")]
    assert full.cells[1].warnings == ["1 of 2 lines"] and not any(cell.best for cell in full.cells)


def test_requirements_are_met_missed_or_cannot_be_told(buyer: Person, seller: Person, rival: Person) -> None:
    rfq = one_line(buyer, requirements=[INCH, {**INCH, "name": "width", "values": ["14"]}])
    answers = [{"name": "Inner diameter", "value": "2 cm"}, {"name": "width", "value": "15 mm"}]
    offer(seller, rfq, {"amount": Decimal(1), "answers": answers})
    offer(rival, rfq, {"amount": Decimal(2)})
    rows = list(line_rows(compared(rfq, buyer), True))
    assert [[cell.mark for cell in one.cells] for one in rows[1:]] == [["met", "unknown"], ["missed", "unknown"]]
    assert rows[0].cells[0].warnings == ["Missed: width"]


def test_differences_from_what_was_asked_are_named(buyer: Person, seller: Person) -> None:
    soon = timezone.localdate() + timedelta(days=10)
    rfq = make_rfq(buyer, incoterm="CIF", incoterm_place="Hamburg", deliver_by=soon)
    offer(seller, rfq, {"amount": Decimal(1), "quantity": Decimal(800)}, {"amount": None})
    found = compared(rfq, buyer)
    told = "; ".join(differences(found.columns[0], found))
    for words in ("1 of 2 lines", "FOB instead of CIF", "another quantity on 1 line", "ready after"):
        assert words in told
    assert row(term_rows(found), "Lead time").cells[0].value == 30


def test_columns_are_sorted_and_picked(rfq: RFQ, buyer: Person, seller: Person, rival: Person) -> None:
    dear = quote(seller, rfq, "9.00", "9.00", lead_time_days=5)
    cheap = quote(rival, rfq, "1.00", "1.00", lead_time_days=50)
    assert compared(rfq, buyer).refs == [cheap.ref, dear.ref]
    assert compared(rfq, buyer, sort="lead_time").refs == [dear.ref, cheap.ref]
    found = compared(rfq, buyer, picked=(dear.ref, "Q-nobody"))
    assert found.refs == [dear.ref] and [one.quotation for one in found.hidden] == [cheap]


def test_as_many_queries_for_twenty_suppliers_as_for_two(rfq: RFQ, buyer: Person) -> None:
    url = f"/rfqs/{rfq.ref}/comparison/"
    counts = []
    for place in range(20):
        person = make_person(f"s{place}@x.example", make_company(f"Firm {place}", "supplier", "KR"))
        quote(person, rfq, f"1.{place:02}", "2.00")
        if place in {1, 19}:
            counts.append(queries_of(buyer.client, url))
    assert counts[0] == counts[1] < 40


def test_words_in_another_language_than_the_pages_bear_it(buyer: Person, seller: Person) -> None:
    cage, answer = {**INCH, "name": "케이지", "values": ["황동"], "unit": ""}, {"name": "케이지", "value": "황동"}
    asked = {"title": "롤러 베어링", "quantity": Decimal(600), "unit": "C62", "requirements": [cage]}
    rfq = make_rfq(buyer, [asked], title="베어링 구매", language="ko")
    offer(seller, rfq, {"amount": Decimal(1), "title": "Bearing of brass", "answers": [answer]})
    url = f"/rfqs/{rfq.ref}/comparison/"
    page = buyer.client.get(url).content.decode()
    assert 'lang="ko">베어링 구매</a>' in page and '<span class="comparison-label" lang="ko">롤러 베어링</span>' in page
    assert 'class="comparison-label" lang="ko">케이지' in page and 'comparison-more" lang="ko">= 황동' in page
    assert '<span class="comparison-text" lang="ko">황동</span>' in page and 'lang="en">Bearing of brass' not in page
    page = buyer.client.get(f"/ko{url}").content.decode()
    assert 'lang="ko">롤러' not in page and 'comparison-more" lang="en">Bearing of brass' in page
    assert buyer.client.get(f"{url}comparison.xlsx").status_code == 200
