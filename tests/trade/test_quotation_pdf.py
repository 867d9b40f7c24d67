"""The PDF of a quotation: what it says, and for whom."""

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from offers.models import RFQ
from tests.cast import Person, make_person
from tests.trade.deals import quote
from trade import quotation_pdf
from trade.models import Quotation

pytestmark = pytest.mark.django_db


@pytest.fixture
def pressed(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the press was given, instead of a second of its work."""
    said: list[dict[str, Any]] = []

    def press(data: str) -> bytes:
        said.append(json.loads(data))
        return b"%PDF-1.7"

    monkeypatch.setattr(quotation_pdf, "press", press)
    return said


def url(quotation: Quotation, query: str = "") -> str:
    return f"/quotations/{quotation.ref}/quotation.pdf{query}"


def test_both_companies_read_it_and_nobody_else(
    rfq: RFQ, seller: Person, buyer: Person, onlooker: Person, rival: Person, stranger: Person, pressed: list[Any]
) -> None:
    quotation = quote(seller, rfq)
    reader = make_person("reader@hanbit.example", seller.company, "viewer")
    for who in (seller, reader, buyer, onlooker):
        response = who.client.get(url(quotation))
        assert response.status_code == 200 and response["Content-Type"] == "application/pdf"
        assert f"quotation-{quotation.ref}-v1.pdf" in response["Content-Disposition"]
        assert "private" in response["Cache-Control"]
        assert url(quotation) in who.client.get(quotation.get_absolute_url()).content.decode()
    for other in (rival, stranger):
        assert other.client.get(url(quotation)).status_code == 404
    assert len({json.dumps(one, sort_keys=True) for one in pressed}) == 1, "the same words for everybody"


def test_a_draft_and_versions_there_are_not_cannot_be_printed(
    rfq: RFQ, seller: Person, buyer: Person, pressed: list[Any]
) -> None:
    draft = quote(seller, rfq, submit=False)
    assert seller.client.get(url(draft)).status_code == 404 and buyer.client.get(url(draft)).status_code == 404
    draft.submit(seller.actor)
    draft.write(buyer.actor, {"lead_time_days": 20})
    for query in ("?version=2", "?version=9", "?version=x"):
        assert seller.client.get(url(draft, query)).status_code == 404
    assert buyer.client.get(url(draft, "?version=2")).status_code == 404, "a counter-offer that was not sent"
    assert not pressed


def test_it_says_parties_lines_tiers_terms_validity_and_seal(
    rfq: RFQ, seller: Person, buyer: Person, pressed: list[Any]
) -> None:
    quotation = Quotation.draft(seller.actor, rfq)
    rows = [line.as_fields() for line in quotation.own_draft(seller.actor).all_lines()]
    rows[0] |= {"amount": Decimal("1.10"), "tiers": [(Decimal(5000), Decimal("0.95"))]}
    rows.insert(1, {**rows[0], "is_alternative": True, "title": "Steel cage", "amount": Decimal("0.90"), "tiers": []})
    until = timezone.localdate() + timedelta(days=9)
    terms = {"incoterm": "FOB", "incoterm_place": "Busan", "valid_until": until, "payment": "lc_sight"}
    quotation.write(seller.actor, terms, rows)
    quotation.submit(seller.actor)
    assert buyer.client.get(url(quotation)).status_code == 200
    (said,) = pressed
    assert said["supplier"]["name"] == "Hanbit Bearings" and said["buyer"]["name"] == "Nordwerk Handel"
    assert [one["number"] for one in said["lines"]] == ["1", "1 b", "2"]
    assert said["lines"][0]["tiers"] == ["5,000 pieces: EUR\u00a00.95"] and said["lines"][1]["tag"] == "Alternative"
    assert said["total"] == "EUR\u00a01,100.00" and said["total_note"] == "Lines without a price: 1"
    assert ["Delivery", "FOB Busan"] in said["terms"]
    quotation.refresh_from_db()
    assert quotation.current and said["seal"].replace(" ", "") == quotation.current.digest
    assert quotation.ref in said["statement"].replace("\u200b", "")  # places where a long address may break


def test_the_press_makes_a_pdf(rfq: RFQ, seller: Person) -> None:
    quotation = quote(seller, rfq, note="Hostile #text *markup* \u202e $x$ \u0007")
    content = seller.client.get(url(quotation)).content
    assert content.startswith(b"%PDF-") and len(content) > 5000


def test_when_the_press_fails_the_reader_is_told(rfq: RFQ, seller: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(data: str) -> bytes:
        raise RuntimeError("no ink")

    monkeypatch.setattr(quotation_pdf, "press", broken)
    response = seller.client.get(url(quote(seller, rfq)), follow=True)
    assert "could not be made just now" in response.content.decode()
