"""Comparing and awarding through the front door: choose, look again, confirm; and nobody else."""

import re
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from offers.models import RFQ
from portal.core import relay
from portal.core.events import Event
from tests.cast import Person
from tests.trade.deals import quote
from trade.models import Award, Quotation

pytestmark = pytest.mark.django_db
S = Quotation.State


def fields(page: str, form: int = -1) -> dict[str, str]:
    """What a browser would send of a form of the page that awards, with the radio buttons as they are chosen."""
    forms = [one for one in re.findall(r"<form.*?</form>", page, re.S) if 'name="seen-' in one]
    sent = {}
    for tag in re.findall(r"<input[^>]*>", forms[form]):
        attributes = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if attributes.get("type") == "hidden" or (attributes.get("type") == "radio" and " checked" in tag):
            sent[attributes["name"]] = attributes["value"]
    return sent


def award_url(rfq: RFQ) -> str:
    return f"/rfqs/{rfq.ref}/award/"


def chosen(buyer: Person, rfq: RFQ, **more: str) -> dict[str, str]:
    """The form of single lines, as the page fills it in."""
    return {**fields(buyer.client.get(award_url(rfq)).content.decode()), **more}


def test_the_cheapest_of_each_line_is_chosen_looked_at_and_awarded(
    rfq: RFQ, buyer: Person, seller: Person, rival: Person
) -> None:
    first, second = quote(seller, rfq, "1.00", "9.00"), quote(rival, rfq, "9.00", "2.00")
    page = buyer.client.post(award_url(rfq), chosen(buyer, rfq, review="lines")).content.decode()
    assert "Nothing is done yet" in page and not Award.objects.exists()
    sent = {**fields(page), "confirm": "1", "reason": "other_chosen", "note": "Thank you all"}
    answer = buyer.client.post(award_url(rfq), sent, follow=True)
    assert "The request is awarded" in answer.content.decode()
    lines = Award.objects.get().lines.order_by("rfq_line__position")
    assert [(line.quotation, line.amount) for line in lines] == [(first, Decimal(1)), (second, Decimal(2))]
    again = buyer.client.post(award_url(rfq), sent, follow=True).content.decode()
    assert "awarded already" in again and Event.objects.filter(kind="rfq.awarded").count() == 1


def test_all_to_one_and_what_the_others_learn(rfq: RFQ, buyer: Person, seller: Person, rival: Person) -> None:
    quote(seller, rfq, "1.00", "2.00"), quote(rival, rfq, "1.10", "2.20")
    page = buyer.client.get(award_url(rfq)).content.decode()
    sent = {**fields(page, 0), "review": "all"}
    review = buyer.client.post(award_url(rfq), sent).content.decode()
    note = {"confirm": "1", "reason": "price", "note": "Next year again"}
    buyer.client.post(award_url(rfq), {**fields(review), **note})
    relay.deliver_all()
    won, lost = Quotation.objects.get(supplier=seller.company), Quotation.objects.get(supplier=rival.company)
    assert (won.state, lost.state) == (S.ACCEPTED, S.DECLINED)
    assert "Awarded to you" in seller.client.get(won.get_absolute_url()).content.decode()
    told = rival.client.get(lost.get_absolute_url()).content.decode()
    assert "Next year again" in told and "The price" in told and "5 to 15 % above" in told
    assert seller.company.name not in told and "1.00" not in told and "2,000" not in told


def test_a_version_that_was_replaced_is_not_awarded_and_the_choice_stays(
    rfq: RFQ, buyer: Person, seller: Person
) -> None:
    quotation = quote(seller, rfq, "1.00", "2.00")
    sent = chosen(buyer, rfq, confirm="1", reason="price")
    rows = [line.as_fields() | {"amount": Decimal("1.50")} for line in quotation.own_draft(seller.actor).all_lines()]
    quotation.write(seller.actor, {}, rows)
    quotation.submit(seller.actor)
    answer = buyer.client.post(award_url(rfq), sent)
    assert answer.status_code == 409 and "handed in another version meanwhile" in answer.content.decode()
    assert not Award.objects.exists() and Quotation.objects.get().state == S.REVISED


def test_only_who_buys_for_the_company_decides(
    rfq: RFQ, buyer: Person, seller: Person, stranger: Person, onlooker: Person, moderator: Person
) -> None:
    quote(seller, rfq)
    sent = chosen(buyer, rfq, confirm="1", reason="price")
    events = Event.objects.count()
    for person in (seller, stranger):
        for path in ("comparison/", "comparison/comparison.xlsx", "comparison/estimates/", "award/"):
            assert person.client.get(f"/rfqs/{rfq.ref}/{path}").status_code == 404
        assert person.client.post(award_url(rfq), sent).status_code == 404
        assert person.client.get(f"/api/v1/rfqs/{rfq.ref}/comparison/").status_code == 404
    assert onlooker.client.get(f"/rfqs/{rfq.ref}/comparison/").status_code == 200
    assert onlooker.client.post(award_url(rfq), sent).status_code == 403
    assert moderator.client.get(f"/rfqs/{rfq.ref}/comparison/").status_code in {302, 404}
    assert not Award.objects.exists() and Event.objects.count() == events


def test_the_workbook_holds_the_figures_and_no_formula(rfq: RFQ, buyer: Person, seller: Person) -> None:
    quotation = quote(seller, rfq, "1.00", "2.00", submit=False)
    rows = [line.as_fields() for line in quotation.own_draft(seller.actor).all_lines()]
    rows[0]["title"] = "=HYPERLINK(1)"
    quotation.write(seller.actor, {"note": "=1+1"}, rows)
    quotation.submit(seller.actor)
    answer = buyer.client.get(f"/rfqs/{rfq.ref}/comparison/comparison.xlsx")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {1, 2} <= {float(cell.value) for cell in cells if isinstance(cell.value, int | float)}
    assert not [cell.value for cell in cells if cell.data_type == "f"]


def test_the_api_says_the_same_and_awards(rfq: RFQ, buyer: Person, seller: Person) -> None:
    quotation = quote(seller, rfq, "1.00", "2.00")
    seen = buyer.client.get(f"/api/v1/rfqs/{rfq.ref}/comparison/").json()
    assert [row["quotation"] for row in seen["suppliers"]] == [quotation.ref]
    url = f"/api/v1/rfqs/{rfq.ref}/award/"
    wrong: dict[str, Any] = {"choices": [{"line": 9, "quotation": quotation.ref, "version": 1}]}
    assert buyer.client.post(url, wrong, "application/json").status_code == 400
    right = {"choices": [{"line": place, "quotation": quotation.ref, "version": 1} for place in (1, 2)]}
    assert seller.client.post(url, right, "application/json").status_code == 404
    assert buyer.client.post(url, right, "application/json").status_code == 201
    assert Quotation.objects.get().state == S.ACCEPTED


def test_nobody_gets_it_with_a_reason(rfq: RFQ, buyer: Person, seller: Person) -> None:
    quote(seller, rfq)
    url = f"{award_url(rfq)}closing/"
    assert "aria-invalid" in buyer.client.post(url, {"reason": ""}).content.decode()
    buyer.client.post(url, {"reason": "The project was put off."})
    rfq.refresh_from_db()
    assert rfq.state == RFQ.State.CLOSED and not Award.objects.exists()
