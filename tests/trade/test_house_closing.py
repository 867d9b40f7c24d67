"""Closing a community: nothing is left under way that nobody could end, and what has begun comes to its end."""

from typing import Any

import pytest

from community.calendar.models import Gathering
from community.models import Community
from portal.core.permissions import Refused
from tests.cast import Person
from tests.community.events import publish
from tests.trade.joint import again, fields, house, make_round, pledge, run_out
from trade.models import PurchaseRound

pytestmark = pytest.mark.django_db


@pytest.fixture
def community(steward: Person, seller: Person) -> Community:
    return house(steward, seller)


def close(steward: Person, community: Community) -> Any:
    return steward.client.post(f"/communities/{community.slug}/closing/", {"confirmed": "on"})


def test_a_joint_purchase_under_way_keeps_it_open(community: Community, steward: Person, seller: Person) -> None:
    purchase = make_round(steward, community)
    pledge(seller, purchase, 60)
    page = steward.client.get(f"/communities/{community.slug}/closing/").content.decode()
    assert "is under way. Close or cancel it first." in page and purchase.get_absolute_url() in page
    refused = close(steward, community)
    assert refused.status_code == 409 and "Grease for bearings" in refused.content.decode()
    community.refresh_from_db()
    assert not community.is_closed
    again(purchase).cancel("Nobody needs it any more.", steward.actor)
    assert close(steward, community).status_code == 302
    community.refresh_from_db()
    assert community.is_closed


def test_an_event_ahead_keeps_it_open(community: Community, steward: Person) -> None:
    event: Gathering = publish(community, steward)
    with pytest.raises(Refused, match="Spring seminar"):
        community.close(steward.actor)
    event.cancel("The hall burnt down", steward.actor)
    community.close(steward.actor)
    assert community.is_closed


def test_the_steward_finishes_in_a_closed_one_and_begins_nothing(
    community: Community, steward: Person, seller: Person
) -> None:
    purchase = make_round(steward, community)
    pledge(seller, purchase, 150)
    run_out(purchase).close()
    draft: PurchaseRound = make_round(steward, community, publish=False, title="Oil")
    community.close(steward.actor)
    assert steward.client.get(f"{purchase.get_absolute_url()}split.csv").status_code == 200
    assert steward.client.post(f"{draft.get_absolute_url()}publication/").status_code == 403
    assert again(draft).is_draft
    other = seller.client.post(f"{draft.get_absolute_url()}pledge/", fields(60))
    assert other.status_code == 404 and not draft.pledges.exists()
    results = f"/communities/{community.slug}/results/"
    assert results in steward.client.get(community.get_absolute_url()).content.decode()
    assert steward.client.get(results).status_code == 200
    assert seller.client.get(results).status_code == 404


def test_who_asked_to_join_is_told_that_it_is_closed(community: Community, steward: Person, buyer: Person) -> None:
    community.ask_to_join(buyer.actor, "We buy bearings")
    assert "The steward decides" in buyer.client.get(community.get_absolute_url()).content.decode()
    community.close(steward.actor)
    page = buyer.client.get(community.get_absolute_url()).content.decode()
    assert "Nobody joins a closed community." in page and "The steward decides" not in page
