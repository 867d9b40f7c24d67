"""Who acts for a firm under a mandate hears of answers for it, as far and as long as the mandate reaches."""

from typing import Any

import pytest

from consultations.models import Room
from notifications.models import Notification
from notifications.recipients import still_concerns
from portal.core.relay import deliver_all
from tests.cast import Person
from tests.companies.mandates import give

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
