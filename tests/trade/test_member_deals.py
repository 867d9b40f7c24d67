"""Deals between members in the results of their community: counted if both were in it, told from three companies on."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from community.models import Community, CommunityMember, Stay
from community.results.page import Period, Result, results_of
from offers.models import RFQ
from tests.cast import Person
from tests.trade.deals import award, make_rfq, quote

pytestmark = pytest.mark.django_db


@pytest.fixture
def circle(steward: Person, seller: Person, buyer: Person) -> Community:
    community = Community.found(steward.actor, slug="circle", name="Circle")
    for person in (seller, buyer):
        community.members.create(
            company=person.company, state=CommunityMember.State.ACTIVE, joined_at=timezone.now() - timedelta(days=9)
        )
    Stay.settle()
    return community


def result(community: Community, key: str) -> Result:
    found = results_of([community.pk], Period.last(12, timezone.localdate()), "EUR")
    return next(one for one in found if one.figure.key == key)


def test_a_deal_of_two_members_counts_and_its_price_is_not_told(
    circle: Community, rfq: RFQ, seller: Person, buyer: Person
) -> None:
    award(buyer, rfq, quote(seller, rfq))
    assert result(circle, "deals").total == 1
    assert result(circle, "deal_value").total == 0
    assert list(result(circle, "active").values.values()) == [2]


def test_from_three_companies_on_the_value_is_told(
    circle: Community, rfq: RFQ, seller: Person, buyer: Person, rival: Person
) -> None:
    circle.members.create(company=rival.company, state="active", joined_at=timezone.now() - timedelta(days=9))
    Stay.settle()
    award(buyer, rfq, quote(seller, rfq, "1.00", "2.00"))
    other = make_rfq(buyer, title="Bearings for fans")
    award(buyer, other, quote(rival, other, "1.00", "2.00"))
    value = result(circle, "deal_value")
    assert value.total == Decimal(4000)
    assert value.sums == ["EUR\u00a04,000.00"]
    assert value.rate_day is not None


def test_who_was_no_member_on_the_day_has_no_deal_there(
    circle: Community, rfq: RFQ, seller: Person, buyer: Person
) -> None:
    Stay.objects.filter(company=buyer.company).update(left_at=timezone.now() - timedelta(days=1))
    award(buyer, rfq, quote(seller, rfq))
    assert result(circle, "deals").total == 0
    Stay.objects.filter(company=buyer.company).update(left_at=None, joined_at=timezone.now() + timedelta(days=1))
    assert result(circle, "deals").total == 0
