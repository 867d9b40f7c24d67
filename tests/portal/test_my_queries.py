"""What “My portal” asks of the database: a small number of queries, however much waits and for whomever."""

from datetime import timedelta

import pytest
from django.utils import timezone

from community.initiatives.models import InitiativePartner
from community.models import CommunityMember
from companies.models import Membership
from consultations.models import Room
from offers.models import Inquiry
from tests.cast import Person, make_company, make_product
from tests.community.conftest import make_community
from tests.community.initiative_cast import joined, propose
from tests.community.test_moderation import case_of, written
from tests.consultations.talks import booked, publish
from tests.queries import queries_of
from tests.trade.deals import make_rfq, quote
from tests.trade.orders import make_order

pytestmark = pytest.mark.django_db
MOST = 34  # of a day on which nearly everything waits; one of these pages asked 89 when its parts looked one by one


def a_day(number: int, seller: Person, buyer: Person, steward: Person) -> None:
    """Something of each kind for each of the three."""
    assert seller.company and buyer.company
    Membership.objects.create(user=seller.user, company=make_company(f"Branch {number}"), role="sales")
    product = make_product(seller.company, f"B-{number}")
    Room.open_about("product", product, by=buyer.actor).post("Hello", by=buyer.actor)
    Inquiry.send(buyer.actor, seller.company, title=f"Bearings {number}", question="How soon?")
    Inquiry.send(seller.actor, buyer.company, title=f"Pumps {number}", question="How many?")
    make_order(buyer.company, seller.company)
    make_order(buyer.company, seller.company, state="delivered", delivered_at=timezone.now())
    make_order(seller.company, buyer.company, placed_at=timezone.now() - timedelta(days=9))
    quote(seller, make_rfq(buyer, title=f"Request {number}"))
    quote(seller, make_rfq(buyer, title=f"Another {number}"), submit=False)
    house = make_community(steward, f"House {number}", members=(seller, buyer))
    house.members.create(company=make_company(f"Asks {number}"), state=CommunityMember.State.ASKED)
    InitiativePartner.ask(propose(house, seller), joined(house, f"Mill{number}").actor)
    InitiativePartner.ask(propose(house, buyer), joined(house, f"Yard{number}").actor)
    case_of(written(house, buyer), seller)
    booked(seller, buyer, number)


def test_what_it_asks_does_not_grow_with_what_waits(seller: Person, buyer: Person, steward: Person) -> None:
    people = {"seller": seller, "buyer": buyer, "steward": steward}
    publish(seller)
    a_day(0, *people.values())
    few = {name: queries_of(person.client, "/my/") for name, person in people.items()}
    for number in range(1, 5):
        a_day(number, *people.values())
    many = {name: queries_of(person.client, "/my/") for name, person in people.items()}
    assert few == many
    assert max(many.values()) <= MOST, many
    for person in people.values():
        assert len(person.client.get("/my/").context["waiting_for_you"]) > 3


def test_somebody_new_costs_little(seller: Person) -> None:
    assert queries_of(seller.client, "/my/") <= 20
