"""A counter-offer may change tiers, validity and samples, and the supplier reads by how much."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from offers.models import RFQ
from tests.cast import Person
from trade.models import Quotation
from trade.quotation_gaps import percent_gap

pytestmark = pytest.mark.django_db


@pytest.fixture
def quotation(rfq: RFQ, seller: Person) -> Quotation:
    made = Quotation.draft(seller.actor, rfq)
    rows = [line.as_fields() for line in made.own_draft(seller.actor).all_lines()]
    for row in rows:
        row |= {
            "amount": Decimal("1.00"),
            "tiers": [(Decimal(5000), Decimal("0.90")), (Decimal(9000), Decimal("0.80"))],
        }
    until = timezone.localdate() + timedelta(days=10)
    terms = {"incoterm": "FOB", "incoterm_place": "Busan", "valid_until": until, "sample": "paid", "sample_days": 9}
    made.write(seller.actor, {**terms, "sample_amount": Decimal(50)}, rows)
    made.submit(seller.actor)
    return made


def typed(quotation: Quotation, **changes: Any) -> dict[str, Any]:
    until = timezone.localdate() + timedelta(days=24)
    data = {"seen": quotation.stamp_for("buyer"), "then": "save", "incoterm": "FOB", "incoterm_place": "Busan"}
    data |= {"valid_until": until.isoformat(), "sample": "paid", "sample_amount": "25", "sample_days": "5"}
    for place, quantity in enumerate(("1000", "500")):
        data |= {f"l{place}-quantity": quantity, f"l{place}-amount": "1.00"}
        tiers = [("5000", "0.72"), ("", ""), ("20000", "0.60")]
        for number, (at, amount) in enumerate(tiers):
            data |= {f"l{place}-tier{number}_quantity": at, f"l{place}-tier{number}_amount": amount}
    return {**data, **changes}


def test_what_the_buyer_asks_for_is_shown_in_words(quotation: Quotation, buyer: Person, seller: Person) -> None:
    edit = f"/quotations/{quotation.ref}/edit/"
    page = buyer.client.get(edit).content.decode()
    assert "l0-tier0_quantity" in page and "sample_amount" in page and "valid_until" in page
    assert "l0-title" not in page, "what is offered stays the supplier's word"
    assert buyer.client.post(edit, typed(quotation)).status_code == 302
    quotation.counter(buyer.actor)
    html = seller.client.get(quotation.get_absolute_url()).content.decode()
    for words in ("14 days later", "50 % less, 4 days shorter", "from 5,000 pieces: 20 % less"):
        assert words in html
    assert "from 9,000 pieces: taken out; from 20,000 pieces: new" in html
    quotation.agree(2, seller.actor)
    quotation.refresh_from_db()
    assert quotation.current and quotation.current.sample_amount == 25
    assert quotation.valid_until == timezone.localdate() + timedelta(days=24)


@pytest.mark.parametrize(
    "wrong",
    [{"l0-tier0_quantity": "1000"}, {"l0-tier0_amount": "-1"}, {"valid_until": "2099-01-01"}, {"sample": "gold"}],
)
def test_wrong_figures_stay_on_the_page(quotation: Quotation, buyer: Person, wrong: dict[str, str]) -> None:
    response = buyer.client.post(f"/quotations/{quotation.ref}/edit/", typed(quotation, **wrong))
    assert response.status_code == 422 and "20000" in response.content.decode()
    assert quotation.versions.count() == 1


def test_a_reader_and_a_stranger_change_nothing(quotation: Quotation, onlooker: Person, stranger: Person) -> None:
    edit = f"/quotations/{quotation.ref}/edit/"
    assert onlooker.client.post(edit, typed(quotation)).status_code == 403
    assert stranger.client.post(edit, typed(quotation)).status_code == 404
    assert quotation.versions.count() == 1


def test_small_and_large_differences() -> None:
    assert percent_gap(Decimal(100), Decimal("99.99")) == "<0.1 % less"
    assert percent_gap(Decimal(2), Decimal(3)) == "50 % more"
    assert percent_gap(Decimal(2), Decimal(2)) == percent_gap(None, Decimal(2)) == ""
