"""Two reviewers, or a reviewer and the firm, at one listing in the same moment."""

import pytest

from catalog.models import ListingReview, ListingTrust, Product
from catalog.standing.seen import ListingChanged, mark_of
from portal.core.events import Event
from portal.core.permissions import WrongState
from tests.cast import Person, make_product
from tests.catalog.standing import fresh_firm, rejected, waiting
from tests.processes import at_once

pytestmark = pytest.mark.django_db(transaction=True)
CROWD = 6


def of(product: Product) -> Product:
    return Product.objects.get(pk=product.pk)


def test_of_reviewers_who_decide_at_once_one_does(moderator: Person) -> None:
    product = waiting(fresh_firm().company)
    seen = mark_of(product)

    def decide(number: int) -> None:
        if number % 2:
            of(product).approve(moderator.actor, seen)
        else:
            of(product).reject(moderator.actor, "other", "No.", seen)

    results = at_once(CROWD, decide)
    done = Event.objects.filter(kind__in=["product.approved", "product.rejected"])
    assert done.count() == 1, results
    assert [type(one) for one in results].count(WrongState) == CROWD - 1, results
    assert ListingReview.objects.get().state == of(product).state.replace("published", "approved")


def test_an_edit_and_an_approval_at_once_publish_nothing_unseen(moderator: Person) -> None:
    fresh = fresh_firm()
    product = waiting(fresh.company)
    seen = mark_of(product)

    def act(number: int) -> None:
        if number == 0:
            of(product).revise(fresh.actor, {"brand": "Assault rifle"})
        else:
            of(product).approve(moderator.actor, seen)

    results = at_once(3, act)
    assert results[0] is None
    assert of(product).state == "in_review", "either the edit came first, or it was held after the approval"
    assert all(one is None or isinstance(one, ListingChanged | WrongState) for one in results), results


def test_withdrawing_and_approving_at_once_leave_one_truth(moderator: Person) -> None:
    fresh = fresh_firm()
    product = waiting(fresh.company)
    seen = mark_of(product)
    results = at_once(2, lambda n: of(product).pause(fresh.actor) if n else of(product).approve(moderator.actor, seen))
    assert results[1] is None and of(product).state == "paused", results
    assert not ListingReview.objects.waiting().exists()


def test_trust_given_by_many_at_once_is_one(moderator: Person) -> None:
    fresh = fresh_firm()
    products = [waiting(fresh.company, f"W-{n}") for n in range(4)]
    results = at_once(CROWD, lambda _n: ListingTrust.grant(fresh.company, moderator.actor))
    assert all(isinstance(one, int) for one in results), results
    assert {of(one).state for one in products} == {"published"} and ListingTrust.objects.count() == 1
    assert Event.objects.filter(kind="listings.trusted").count() == 1


def test_one_of_many_appeals_counts(seller: Person, moderator: Person) -> None:
    product = rejected(make_product(seller.company), moderator)
    results = at_once(CROWD, lambda n: of(product).appeal(seller.actor, f"Word {n}"))
    assert [type(one) for one in results].count(WrongState) == CROWD - 1, results
