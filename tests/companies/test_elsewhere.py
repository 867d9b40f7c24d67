"""One person in several companies: links for another one of them, and acting for it."""

import pytest

from companies.models import Membership
from consultations.models import Room
from tests.cast import Person, make_product
from tests.offers.conftest import make_inquiry

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(seller: Person, stranger: Person) -> Person:
    """The seller, who is in the stranger's company too and acts for it at the moment."""
    Membership.objects.create(user=seller.user, company=stranger.company, role="viewer")
    seller.client.post("/my/acting-company/", {"company": "elsewhere-ltd"})
    return seller


def test_inquiries_rooms_and_products_of_ones_other_company_offer_to_act_for_it(both: Person, buyer: Person) -> None:
    assert both.company
    product = make_product(both.company, state="draft")
    inquiry = make_inquiry(buyer, both)
    room = Room.open_about("company", both.company, buyer.actor)
    paths = (
        product.get_absolute_url(),
        f"/my/products/{product.ref}/",
        f"/inquiries/{inquiry.ref}/",
        f"/consultations/{room.ref}/",
        f"/my/people/{Membership.objects.get(user=both.user, company=both.company).ref}/",
    )
    for path in paths:
        answer = both.client.get(f"{path}?a=1")
        assert answer.status_code == 403 and "This belongs to Hanbit Bearings" in answer.content.decode(), path
        assert f'value="{path}?a=1"' in answer.content.decode()
    switched = both.client.post("/my/acting-company/", {"company": "hanbit-bearings", "next": paths[2]}, follow=True)
    assert switched.status_code == 200 and inquiry.title in switched.content.decode()
    assert both.client.get(paths[3]).status_code == 200


def test_strangers_still_get_a_404(both: Person, buyer: Person, stranger: Person) -> None:
    inquiry = make_inquiry(buyer, both)
    assert stranger.client.get(f"/inquiries/{inquiry.ref}/").status_code == 404
    assert both.client.get("/inquiries/Q-0000000000/").status_code == 404
    assert both.client.get("/inquiries/%27%22/").status_code == 404


def test_a_link_may_say_for_whom_it_is(both: Person) -> None:
    answer = both.client.get("/my/people/?as=hanbit-bearings&q=a")
    assert answer.status_code == 403 and 'value="/my/people/?q=a"' in answer.content.decode()
    assert both.client.get("/my/people/?as=elsewhere-ltd").status_code == 200
    assert both.client.get("/my/people/?as=nordwerk-handel").status_code == 200, "another's company says nothing"


def test_a_get_never_switches_by_itself(both: Person) -> None:
    both.client.get("/my/people/?as=hanbit-bearings")
    assert both.client.session["acting_company"] == "elsewhere-ltd"
