"""Colleagues who award in the same moment, and suppliers who revise or withdraw in it."""

from decimal import Decimal

import pytest

from offers.models import RFQ
from portal.core.events import Event
from portal.core.permissions import Refused
from tests.cast import Person
from tests.processes import at_once
from tests.trade.deals import award, quote
from trade.models import Award, Quotation

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.needs("postgresql")]
CROWD = 12
S = Quotation.State


def test_of_twelve_awards_at_once_one_is_made(rfq: RFQ, buyer: Person, seller: Person, rival: Person) -> None:
    both = [quote(seller, rfq), quote(rival, rfq)]

    def decide(number: int) -> Award:
        winner = Quotation.objects.get(pk=both[number % 2].pk)
        made: Award = award(buyer, RFQ.objects.get(pk=rfq.pk), winner)
        return made

    results = at_once(CROWD, decide)
    assert sum(isinstance(one, Award) for one in results) == 1, results
    assert sum(isinstance(one, Refused) for one in results) == CROWD - 1, results
    assert sorted(Quotation.objects.values_list("state", flat=True)) == [S.ACCEPTED, S.DECLINED]
    assert Event.objects.filter(kind="rfq.awarded").count() == 1


@pytest.mark.parametrize("act", ["revise", "withdraw"])
def test_an_award_and_a_suppliers_change_at_once_never_both_hold(
    rfq: RFQ, buyer: Person, seller: Person, act: str
) -> None:
    quotation = quote(seller, rfq)
    rows = [line.as_fields() | {"amount": Decimal(5)} for line in quotation.own_draft(seller.actor).all_lines()]
    quotation.write(seller.actor, {}, rows)

    def work(number: int) -> None:
        mine = Quotation.objects.get(pk=quotation.pk)
        if number % 2:
            award(buyer, RFQ.objects.get(pk=rfq.pk), mine)
        elif act == "revise":
            mine.submit(seller.actor)
        else:
            mine.withdraw(seller.actor)

    results = at_once(CROWD, work)
    assert all(one is None or isinstance(one, Refused) for one in results), results
    mine = Quotation.objects.get()
    made = Award.objects.first()
    assert (mine.state == S.ACCEPTED) == (made is not None)
    if made is not None:
        assert mine.current is not None
        assert {line.line.version_id for line in made.lines.all()} == {mine.current_id}
