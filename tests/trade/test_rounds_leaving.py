"""Leaving a community with a pledge: what is free falls, what is binding stays until the round closes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from community.models import Community
from notifications.models import Notification
from portal.core.relay import deliver_all
from tests.cast import Person
from tests.trade.joint import again, house, make_round, member, pledge, run_out
from trade.models import PurchaseRound, Split
from trade.rounds.clock import close_rounds

pytestmark = pytest.mark.django_db


@pytest.fixture
def community(steward: Person, seller: Person) -> Community:
    return house(steward, seller, name="Quiet Circle", visibility="hidden")


@pytest.fixture
def mill(community: Community) -> Person:
    return member(community, "Daegu Mill")


@pytest.fixture
def binding(steward: Person, community: Community, mill: Person, seller: Person) -> PurchaseRound:
    """Two pledges, and from now on they bind."""
    purchase = make_round(steward, community)
    pledge(mill, purchase, 60)
    pledge(seller, purchase, 60)
    PurchaseRound.objects.filter(pk=purchase.pk).update(deadline=timezone.now() + timedelta(hours=1))
    return again(purchase)


def leave(person: Person, community: Community, **data: str) -> int:
    return int(person.client.post(f"/communities/{community.slug}/membership/end/", data).status_code)


def told(person: Person) -> list[str]:
    return list(Notification.objects.filter(user=person.user).values_list("kind", flat=True))


def test_leaving_asks_and_the_binding_pledge_stays(
    binding: PurchaseRound, community: Community, mill: Person, steward: Person
) -> None:
    page = mill.client.post(f"/communities/{community.slug}/membership/end/")
    assert page.status_code == 200 and "stays binding until it closes" in page.content.decode()
    assert leave(mill, community, asked="1") == 422
    assert community.members.filter(company=mill.company).exists() and not told(mill)
    assert leave(mill, community, asked="1", understood="on") == 302
    deliver_all()
    assert again(binding).total == 120
    assert "pledge.stays" in told(steward) and not community.members.filter(company=mill.company).exists()
    own = mill.client.get(binding.get_absolute_url())
    assert own.status_code == 200 and "Your company left the community" in own.content.decode()
    assert "Hanbit" not in own.content.decode()
    assert mill.client.get(f"/communities/{community.slug}/rounds/").status_code == 404
    run_out(binding)
    close_rounds()
    assert again(binding).state == "succeeded" and Split.objects.get(company=mill.company).quantity == 60
    assert mill.client.get(binding.get_absolute_url()).status_code == 200


def test_who_left_may_ask_to_be_released_and_no_later_deadline_binds(
    binding: PurchaseRound, community: Community, mill: Person, steward: Person
) -> None:
    leave(mill, community, asked="1", understood="on")
    asked = {"quantity": "0", "reason": "We close down."}
    assert mill.client.post(f"{binding.get_absolute_url()}pledge/release/", asked).status_code == 302
    assert again(binding).pledges.get(company=mill.company).release_to == 0
    again(binding).extend(steward.actor, timezone.now() + timedelta(days=3))
    deliver_all()
    assert again(binding).total == 60 and again(binding).state == "open"
    assert "pledge.fell" in told(mill)  # the steward did it, and is told by the page
    assert mill.client.get(binding.get_absolute_url()).status_code == 404


def test_a_free_pledge_falls_and_a_removal_releases(
    binding: PurchaseRound, steward: Person, community: Community, mill: Person, seller: Person
) -> None:
    place = community.members.get(company=mill.company)
    page = steward.client.get(f"/communities/{community.slug}/members/{place.pk}/removal/").content.decode()
    assert "is released" in page
    place.remove(steward.actor, "Wrong trade")
    assert again(binding).total == 60 and mill.client.get(binding.get_absolute_url()).status_code == 404
    PurchaseRound.objects.filter(pk=binding.pk).update(deadline=timezone.now() + timedelta(days=9))
    assert leave(seller, community) == 200  # asks first; nothing binds
    assert leave(seller, community, asked="1") == 302
    assert again(binding).total == 0


def test_who_comes_back_is_bound_as_all_members(
    binding: PurchaseRound, community: Community, mill: Person, steward: Person
) -> None:
    assert leave(mill, community, asked="1", understood="on") == 302
    community.members.create(company=mill.company, state="active", role="member")
    page = mill.client.get(binding.get_absolute_url()).content.decode()
    assert "Your company left the community" not in page
    again(binding).extend(steward.actor, timezone.now() + timedelta(days=3), "More want to come in")
    assert again(binding).total == 120
