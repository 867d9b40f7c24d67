"""A socket that was opened under a mandate: it says on whose behalf, and closes when the mandate ends."""

from typing import Any

import pytest

from companies.models import Mandate
from consultations.models import Room
from tests.cast import Person
from tests.companies.mandates import begin, give
from tests.consultations.conftest import in_thread, new_id, stored

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def mandate(seller: Person, steward: Person) -> Mandate:
    made = give(seller, steward)
    begin(made, steward)
    return made


async def test_words_are_on_behalf_and_the_end_closes_the_socket(
    mandate: Mandate, room: Room, seller: Person, steward: Person, buyer: Person, enter: Any
) -> None:
    theirs, his = await enter(steward), await enter(buyer)
    await theirs.tell("message.send", client_id=new_id(), body="We can do that.")
    heard = (await his.next("message.posted"))["message"]
    assert heard["author"] == "Steward, Textile Association" and heard["on_behalf"] is True
    assert heard["company_name"] == "Hanbit Bearings"
    await in_thread(lambda: mandate.revoke(seller.actor))()
    assert await theirs.closed() == 4403
    assert await stored(room) == ["We can do that."]


async def test_it_closes_even_where_the_intermediary_takes_part_itself(
    mandate: Mandate, room: Room, seller: Person, steward: Person, buyer: Person, enter: Any
) -> None:
    """Else the same socket would go on to speak for another company than its page says."""
    await in_thread(room.parties.create)(company=steward.company)
    theirs = await enter(steward)
    await in_thread(lambda: mandate.revoke(seller.actor))()
    assert await theirs.closed() == 4403
