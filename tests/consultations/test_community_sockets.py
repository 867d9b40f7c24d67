"""Open sockets in consultations about a community, when a company's place there ends."""

import pytest

from community.models import Community
from consultations.models import Room, RoomParty
from tests.cast import Person
from tests.community.conftest import make_community
from tests.consultations.conftest import in_thread, say, socket_to

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def community(steward: Person, seller: Person) -> Community:
    return make_community(steward, "Bearing Makers", "hidden", [seller])


@pytest.mark.parametrize("is_removed", [True, False])
async def test_the_socket_of_who_is_no_member_any_more_ends_at_once(
    community: Community, steward: Person, seller: Person, is_removed: bool
) -> None:
    room: Room = await in_thread(lambda: Room.open_about("community", community, by=seller.actor))()
    gone, stays = socket_to(room.ref, seller), socket_to(room.ref, steward)
    for socket in (gone, stays):
        assert (await socket.connect())[0]
        await socket.next("hello")

    def end() -> None:
        place = community.members.get(company=seller.company)
        place.remove(steward.actor, "Wrong trade") if is_removed else place.leave(seller.actor)

    await in_thread(end)()
    assert await gone.closed() == 4403  # no relay has run
    await in_thread(say)(room, steward, "Unheard")
    assert (await stays.next("message.posted"))["message"]["body"] == "Unheard"
    state = await in_thread(lambda: room.parties.get(company=seller.company).state)()
    assert state == (RoomParty.State.REMOVED if is_removed else RoomParty.State.LEFT)
    await stays.disconnect()
