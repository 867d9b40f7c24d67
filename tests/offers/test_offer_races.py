"""Twelve at one offer in the same moment: of each transition one happens, and the others are told."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from offers import limits
from offers.models import Offer, OfferViews
from portal.core.events import Event
from portal.core.permissions import Refused, WrongState
from tests.cast import Person
from tests.offers.conftest import make_offer
from tests.processes import at_once

pytestmark = pytest.mark.django_db(transaction=True)
CROWD = 12

ONCE: list[tuple[str, str, Callable[[Offer, Any, Any], None]]] = [
    ("draft", "offer.published", lambda offer, actor, _staff: offer.publish(actor)),
    ("open", "offer.withdrawn", lambda offer, actor, _staff: offer.withdraw(actor)),
    ("open", "offer.filled", lambda offer, actor, _staff: offer.fill(actor)),
    ("in_review", "offer.approved", lambda offer, _actor, staff: offer.approve(staff)),
    ("in_review", "offer.rejected", lambda offer, _actor, staff: offer.reject(staff, "Not here.")),
]


@pytest.mark.parametrize(("state", "kind", "act"), ONCE, ids=[kind for _state, kind, _act in ONCE])
def test_a_transition_happens_once(seller: Person, moderator: Person, state: str, kind: str, act: Any) -> None:
    from django.contrib.auth.models import Permission

    moderator.user.user_permissions.add(Permission.objects.get(codename="review_listing"))
    offer = make_offer(seller, publish=False)
    Offer.objects.filter(pk=offer.pk).update(state=state)
    actor, staff = seller.actor, moderator.actor
    results = at_once(CROWD, lambda _n: act(Offer.objects.get(pk=offer.pk), actor, staff))
    assert results.count(None) == 1, results
    assert sum(isinstance(one, WrongState) for one in results) == CROWD - 1, results
    assert Event.objects.filter(kind=kind, subject_id=offer.pk).count() == 1


def test_of_copies_made_at_once_there_is_one(seller: Person) -> None:
    offer, actor = make_offer(seller), seller.actor
    results = at_once(CROWD, lambda _n: Offer.objects.get(pk=offer.pk).copy(actor).pk)
    assert len(set(results)) == 1, results
    assert Offer.objects.filter(state="draft").count() == 1


def test_reminders_and_the_end_are_told_once(seller: Person) -> None:
    offer = make_offer(seller, valid_until=timezone.localdate() + timedelta(days=2))
    at_once(CROWD, lambda _n: Offer.objects.get(pk=offer.pk).remind())
    assert Event.objects.filter(kind="offer.ending").count() == 1
    Offer.objects.filter(pk=offer.pk).update(valid_until=timezone.localdate() - timedelta(days=1))
    at_once(CROWD, lambda _n: Offer.objects.get(pk=offer.pk).expire())
    assert Event.objects.filter(kind="offer.expired").count() == 1


def test_renewed_and_filled_at_once_it_is_one_of_both(seller: Person) -> None:
    offer, actor = make_offer(seller), seller.actor
    until = timezone.localdate() + timedelta(days=9)

    def act(number: int) -> None:
        mine = Offer.objects.get(pk=offer.pk)
        if number % 2:
            mine.renew(until, actor)
        else:
            mine.fill(actor)

    results = at_once(CROWD, act)
    assert Event.objects.filter(kind="offer.filled").count() == 1, results
    assert Offer.objects.get(pk=offer.pk).state == Offer.State.FILLED


def test_the_share_of_a_day_and_twins_hold_in_a_crowd(seller: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_A_DAY", {0: 3, 1: 3, 2: 3, 3: 3})
    actor = seller.actor
    same = [make_offer(seller, publish=False).pk for _number in range(CROWD)]
    results = at_once(CROWD, lambda n: Offer.objects.get(pk=same[n]).publish(actor))
    assert sum(isinstance(one, Refused) for one in results) == CROWD - 1, results
    others = [make_offer(seller, publish=False, title=f"Lot {number}").pk for number in range(CROWD)]
    at_once(CROWD, lambda n: Offer.objects.get(pk=others[n]).publish(actor))
    assert Offer.objects.filter(state="open").count() == 3


def test_every_look_counts(seller: Person) -> None:
    offer = make_offer(seller)
    OfferViews.count(offer)
    at_once(CROWD, lambda _n: OfferViews.count(offer))
    assert OfferViews.objects.get(offer=offer).number == CROWD + 1
