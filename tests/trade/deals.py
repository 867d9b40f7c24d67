"""Requests and quotations as tests need them, made by the verbs that people's clicks call."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from catalog.models import Category
from offers.models import RFQ
from tests.cast import Person
from trade.models import Quotation

INCH = {"name": "inner diameter", "operator": "eq", "values": ["20"], "unit": "mm"}


def make_rfq(buyer: Person, lines: Any = None, *, publish: bool = True, **fields: Any) -> RFQ:
    """An open request of two lines, for every supplier, unless told otherwise."""
    values = {
        "title": "Bearings for pumps",
        "category": Category.objects.get(slug="others"),
        "currency": "EUR",
        "delivery_country": "DE",
        "closes_at": timezone.now() + timedelta(days=10),
        **fields,
    }
    usual = [
        {"title": "Ball bearing 6204", "quantity": Decimal(1000), "requirements": [INCH]},
        {"title": "Ball bearing 6205", "quantity": Decimal(500)},
    ]
    rfq = RFQ.draft(buyer.actor, lines=usual if lines is None else lines, **values)
    if publish:
        open_up(rfq)
    return rfq


def open_up(rfq: RFQ) -> None:
    """As staff do when they have looked at it; most tests are not about that."""
    rfq.check_complete()
    rfq.open_now(rfq_actor(rfq))


def rfq_actor(rfq: RFQ) -> Any:
    from portal.core.actor import Actor

    return Actor(company=rfq.company)


def quote(seller: Person, rfq: RFQ, *prices: str, submit: bool = True, **terms: Any) -> Quotation:
    """The seller's quotation at these unit prices, in the order of the lines; an empty one is no quote."""
    quotation = Quotation.draft(seller.actor, rfq)
    draft = quotation.own_draft(seller.actor)
    rows = [line.as_fields() for line in draft.all_lines()]
    for row, price in zip(rows, prices or ("1.10", "2.20"), strict=False):
        row["amount"] = Decimal(price) if price else None
    usual = {"incoterm": "FOB", "incoterm_place": "Busan", "lead_time_days": 30}
    quotation.write(seller.actor, {**usual, **terms}, rows)
    if submit:
        quotation.submit(seller.actor)
    return quotation


def number(quotation: Quotation) -> int:
    quotation.refresh_from_db()
    assert quotation.current is not None
    return quotation.current.number


def award(buyer: Person, rfq: RFQ, *winners: Quotation) -> Any:
    """Each line to the winner at the same place, the last one taking the rest."""
    from trade.models import Award

    choices, seen = {}, {}
    for index, line in enumerate(rfq.current_lines()):
        winner = winners[min(index, len(winners) - 1)]
        seen[winner.pk] = number(winner)
        assert winner.current is not None
        choices[line.pk] = winner.current.lines.filter(rfq_line=line, is_alternative=False).get().pk
    return Award.make(rfq, choices, seen, buyer.actor)
