"""Scores by what matters to the buyer: private, explained, and never a winner on missing data."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from openpyxl import load_workbook

from offers.models import RFQ
from tests.cast import Person
from tests.trade.deals import make_rfq, quote
from trade.comparison import Comparison
from trade.comparison_scores import Scoring, scoring_of
from trade.models import ComparisonWeights

pytestmark = pytest.mark.django_db
WEIGHTS = {"price": 60, "lead_time": 40, "payment": 0, "tier": 0, "requirements": 0, "response": 0}


def url(rfq: RFQ, tail: str = "weights/") -> str:
    return f"/rfqs/{rfq.ref}/comparison/{tail}"


def scored(rfq: RFQ, buyer: Person) -> Scoring:
    found = scoring_of(Comparison.read(rfq, buyer.actor))
    assert found is not None
    return found


def test_the_buyer_weighs_and_reads_points_formula_and_the_best(
    rfq: RFQ, buyer: Person, seller: Person, rival: Person
) -> None:
    quote(seller, rfq, "1.00", "2.00", currency="EUR", lead_time_days=40)
    quote(rival, rfq, "2.00", "4.00", currency="EUR", lead_time_days=20)
    assert "Weigh price, time and trust" in buyer.client.get(url(rfq, "")).content.decode()
    assert buyer.client.post(url(rfq), WEIGHTS).status_code == 302
    first, second = scored(rfq, buyer).scores
    assert (first.column.supplier, first.total, first.best) == (seller.company, Decimal("80.0"), True)
    assert [one.points for one in first.points] == [Decimal("60.0"), Decimal("20.0")]
    assert (second.total, second.best) == (Decimal("70.0"), False)
    page = buyer.client.get(url(rfq, "")).content.decode()
    assert "Hanbit Bearings has the highest score, 80.0 of 100." in page and "÷ 100, the sum of the weights" in page
    assert "Highest score" in page and "lowest total of all lines" in page


def test_whoever_lacks_a_value_gets_no_points_and_nobody_wins_on_that(
    rfq: RFQ, buyer: Person, seller: Person, rival: Person
) -> None:
    quote(seller, rfq, "1.00", "2.00", currency="EUR", lead_time_days=None)
    quote(rival, rfq, "1.50", "3.00", currency="EUR", lead_time_days=30)
    ComparisonWeights.put(rfq, {**WEIGHTS, "price": 90, "lead_time": 10}, buyer.actor)
    first, second = scored(rfq, buyer).scores
    assert first.column.supplier == seller.company and first.missing == ["Lead time"] and not first.best
    assert not second.best and second.total == Decimal("70.0")
    page = buyer.client.get(url(rfq, "")).content.decode()
    assert "Nobody is marked" in page and "no points for want of: Lead time" in page
    ComparisonWeights.put(rfq, {**WEIGHTS, "price": 20, "lead_time": 80}, buyer.actor)
    first, second = scored(rfq, buyer).scores
    assert first.column.supplier == rival.company
    assert not first.best, "the other could have stated a lead time that puts it first"


def test_a_quotation_of_some_lines_only_has_no_price_to_compare(
    rfq: RFQ, buyer: Person, seller: Person, rival: Person
) -> None:
    quote(seller, rfq, "0.10", "", currency="EUR")
    quote(rival, rfq, "1.50", "3.00", currency="EUR")
    ComparisonWeights.put(rfq, {**WEIGHTS, "lead_time": 0}, buyer.actor)
    scores = {one.column.supplier: one for one in scored(rfq, buyer).scores}
    assert seller.company and rival.company
    assert scores[seller.company].missing == ["Price"] and scores[seller.company].total == 0
    assert scores[rival.company].total == 100


def test_weights_are_for_those_who_decide_and_seen_by_the_buying_company_alone(
    rfq: RFQ, buyer: Person, onlooker: Person, seller: Person, stranger: Person
) -> None:
    quote(seller, rfq)
    for who, status in ((onlooker, 403), (seller, 404), (stranger, 404)):
        assert who.client.post(url(rfq), WEIGHTS).status_code == status
        with pytest.raises(PermissionDenied):
            ComparisonWeights.put(rfq, WEIGHTS, who.actor)
    assert not ComparisonWeights.objects.exists()
    ComparisonWeights.put(rfq, WEIGHTS, buyer.actor)
    page = onlooker.client.get(url(rfq, "")).content.decode()
    assert "How it is reckoned" in page and "Change the weights" not in page
    assert onlooker.client.post(url(rfq), {"clear": "1"}).status_code == 403
    assert buyer.client.post(url(rfq), {"clear": "1"}).status_code == 302
    assert not ComparisonWeights.objects.exists()


@pytest.mark.parametrize("wrong", [dict.fromkeys(WEIGHTS, 0), {**WEIGHTS, "price": 101}, {**WEIGHTS, "price": "x"}, {}])
def test_weights_that_make_no_sense_stay_on_the_form(rfq: RFQ, buyer: Person, wrong: dict[str, object]) -> None:
    response = buyer.client.post(url(rfq), wrong)
    assert response.status_code == 422 and not ComparisonWeights.objects.exists()
    assert "lead_time" in response.content.decode()


def test_the_workbook_has_the_points_and_their_formula(buyer: Person, seller: Person) -> None:
    rfq = make_rfq(buyer, [{"title": "Bearing", "quantity": Decimal(100)}])
    quote(seller, rfq, "1.00", currency="EUR")
    ComparisonWeights.put(rfq, {**WEIGHTS, "response": 10}, buyer.actor)
    content = b"".join(buyer.client.get(url(rfq, "comparison.xlsx")).streaming_content)
    page = load_workbook(BytesIO(content))["Scores"]
    rows = list(page.iter_rows(values_only=True))
    assert rows[1][0] == "Hanbit Bearings" and rows[1][3] == "Response" and rows[1][1] == pytest.approx(90.9)
    assert any("lowest total of all lines" in str(cell) for row in rows for cell in row)
