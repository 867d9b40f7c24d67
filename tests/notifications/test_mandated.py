"""Who acts for a firm under a mandate hears of answers for it, as far and as long as the mandate reaches."""

from typing import Any

import pytest

from companies.models import Mandate
from consultations.models import Room
from notifications.models import Notification
from notifications.recipients import still_concerns
from offers.models import Inquiry
from portal.core.relay import deliver_all
from tests.cast import Person, make_company, make_person
from tests.companies.mandates import give, under
from tests.trade.deals import award, make_rfq, quote

pytestmark = pytest.mark.django_db


def told(person: Person) -> list[Notification]:
    return list(Notification.objects.filter(user=person.user, kind="mandate.reply"))


def test_a_holder_hears_of_a_message_and_opens_it_under_the_mandate(
    product: Any, seller: Person, steward: Person, buyer: Person, stranger: Person
) -> None:
    mandate = give(seller, steward)
    room = Room.open_about("product", product, by=buyer.actor)
    room.post("Have you 6204?", by=buyer.actor)
    deliver_all()
    note = told(steward)[0]
    assert "Hanbit Bearings" in note.title and not told(stranger) and not told(seller)
    page = steward.client.get(note.get_absolute_url())
    assert page.status_code == 404 and "Act for Hanbit Bearings and open it" in page.content.decode()
    target = room.get_absolute_url()
    begun = steward.client.post(f"/my/mandates/{mandate.ref}/acting/", {"next": target})
    assert begun["Location"] == target
    assert steward.client.get(note.get_absolute_url())["Location"] == target
    assert still_concerns(note, steward.actor)
    mandate.revoke(seller.actor)
    assert not still_concerns(note, steward.actor)
    assert "has ended" in steward.client.get(note.get_absolute_url()).content.decode()
    room.post("Still there?", by=buyer.actor)
    deliver_all()
    assert len(told(steward)) == 1 and told(steward)[0].times == 1


def test_a_mandate_without_the_act_hears_nothing(product: Any, seller: Person, steward: Person, buyer: Person) -> None:
    give(seller, steward, talks=False)
    Room.open_about("product", product, by=buyer.actor).post("Have you 6204?", by=buyer.actor)
    deliver_all()
    assert not told(steward)


@pytest.fixture
def association(db: None) -> Person:
    """Another intermediary, for the buyer's side."""
    return make_person("desk@chamber.example", make_company("Chamber", "intermediary"))


def news(person: Person) -> int:
    """How many more there are since the last look, once everything is delivered."""
    deliver_all()
    rows = Notification.objects.filter(user=person.user, kind="mandate.reply", read_at=None)
    count = rows.count()
    rows.delete()
    return count


def test_both_sides_holders_hear_of_each_step_of_an_inquiry_but_not_of_their_own(
    seller: Person, buyer: Person, steward: Person, association: Person, stranger: Person
) -> None:
    selling, buying = give(seller, steward), give(buyer, association)
    inquiry = Inquiry.send(buyer.actor, seller.company, title="Bearings", question="How soon?")
    deliver_all()
    note = told(steward)[0]
    assert "Hanbit Bearings" in note.title and note.data["mandate"] == selling.ref
    assert (news(steward), news(association)) == (1, 0)
    inquiry.reply("In four weeks.", by=under(selling, steward))
    assert (news(steward), news(association)) == (0, 1), "who answered is not told of it"
    inquiry.ask_again("And to Hamburg?", under(buying, association), inquiry.last_number)
    assert (news(steward), news(association)) == (1, 0)
    inquiry.refresh_from_db()
    inquiry.reply("By sea.", seller.actor, inquiry.last_number)
    assert (news(steward), news(association)) == (0, 1)
    assert not told(stranger) and not told(seller) and not told(buyer)


def test_an_inquiry_that_is_put_aside_or_from_a_hidden_supplier_is_nobodys_news(
    seller: Person, buyer: Person, steward: Person
) -> None:
    give(seller, steward)
    inquiry = Inquiry.send(buyer.actor, seller.company, title="Bearings", question="How soon?")
    Inquiry.objects.filter(pk=inquiry.pk).update(spam=True)
    assert news(steward) == 0


@pytest.mark.parametrize(
    ("lent", "hears"), [("sells", True), ("buys", False), ("edits_catalogue", False), ("talks", False)]
)
def test_of_an_inquiry_hears_whose_mandate_lends_selling(
    seller: Person, buyer: Person, steward: Person, lent: str, hears: bool
) -> None:
    scope = {**dict.fromkeys(("edits_catalogue", "sells", "buys", "talks", "joins"), False), lent: True}
    limits = {"sell_limit": None, "buy_limit": None} | (
        {f"{lent[:-1]}_limit": 5000} if lent in {"sells", "buys"} else {}
    )
    give(seller, steward, **scope, **limits)
    Inquiry.send(buyer.actor, seller.company, title="Bearings", question="How soon?")
    assert bool(news(steward)) is hears


def test_of_people_in_the_intermediary_those_hear_who_could_go_on_with_it(
    seller: Person, buyer: Person, steward: Person
) -> None:
    clerk = make_person("sales@association.example", steward.company, "sales")
    looker = make_person("viewer@association.example", steward.company, "viewer")
    give(seller, steward, people=[clerk.user])
    Inquiry.send(buyer.actor, seller.company, title="Bearings", question="How soon?")
    assert (news(clerk), news(looker), news(steward)) == (1, 0, 0), "the mandate names the clerk alone"


def test_both_sides_holders_hear_of_each_step_of_a_quotation(
    seller: Person, buyer: Person, steward: Person, association: Person
) -> None:
    give(seller, steward)
    buying: Mandate = give(buyer, association)
    rfq = make_rfq(buyer)
    quotation = quote(seller, rfq, submit=False)
    assert (news(steward), news(association)) == (0, 0), "a draft is nobody's news"
    quotation.submit(seller.actor)
    deliver_all()
    note = told(association)[0]
    assert note.data["mandate"] == buying.ref and "Hanbit" in str(note.data["company"])
    assert (news(steward), news(association)) == (0, 1)
    award(buyer, rfq, quotation)
    assert (news(steward), news(association)) == (2, 0), "that it was accepted, and that an order waits to be confirmed"


def test_of_a_declined_and_a_withdrawn_quotation_the_other_side_hears(
    seller: Person, buyer: Person, steward: Person, association: Person, stranger: Person
) -> None:
    selling, _buying = give(seller, steward), give(buyer, association)
    quotation = quote(seller, make_rfq(buyer))
    news(steward), news(association)
    quotation.withdraw(under(selling, steward))
    assert (news(steward), news(association)) == (0, 1)
    other = quote(seller, make_rfq(buyer))
    news(association)
    other.decline("price", "Too dear", buyer.actor)
    assert (news(steward), news(association)) == (1, 0)
    selling.revoke(seller.actor)
    third = quote(seller, make_rfq(buyer))
    third.decline("price", "Too dear", buyer.actor)
    assert news(steward) == 0, "what has ended is told no more"
