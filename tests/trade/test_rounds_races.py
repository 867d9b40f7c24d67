"""Many who pledge, withdraw and close in the same moment: no pledge lost, none counted twice, one end."""

import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Sum
from django.utils import timezone

from community.models import Community
from offers.models import RFQ
from portal.core.events import Event
from portal.core.permissions import Refused
from tests.cast import Person
from tests.processes import at_once
from tests.trade.joint import again, house, make_round, member, pledge
from trade.models import Pledge, PledgeChange, PurchaseRound, RoundTier, Split
from trade.rounds.clock import close_rounds

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.needs("postgresql")]
CROWD = 12
S = PurchaseRound.State


@pytest.fixture
def community(steward: Person, seller: Person) -> Community:
    return house(steward, seller)


@pytest.fixture
def crowd(community: Community) -> list[Person]:
    return [member(community, f"Mill{number}") for number in range(CROWD)]


def adds_up(purchase: PurchaseRound) -> Decimal:
    """The total, once it is seen that every book says the same."""
    total = again(purchase).total
    assert Pledge.objects.aggregate(all=Sum("quantity"))["all"] == total
    assert (PledgeChange.objects.aggregate(all=Sum("delta"))["all"] or 0) == total
    return total


def test_at_the_maximum_nobody_gets_more_than_there_is(
    steward: Person, community: Community, crowd: list[Person]
) -> None:
    purchase = make_round(steward, community, maximum=Decimal(500))
    results = at_once(CROWD, lambda number: pledge(crowd[number], purchase, 100))
    assert sum(isinstance(one, Pledge) for one in results) == 5, results
    assert sum(isinstance(one, Refused) for one in results) == CROWD - 5, results
    assert adds_up(purchase) == 500


def test_all_at_once_are_all_counted(steward: Person, community: Community, crowd: list[Person]) -> None:
    purchase = make_round(steward, community)
    results = at_once(CROWD, lambda number: pledge(crowd[number], purchase, 10 + number))
    assert all(isinstance(one, Pledge) for one in results), results
    assert adds_up(purchase) == sum(range(10, 10 + CROWD))
    assert Event.objects.filter(kind="round.reached").count() == 1


def test_one_click_sent_many_times_counts_once(steward: Person, community: Community, seller: Person) -> None:
    purchase, key = make_round(steward, community), uuid.uuid4()
    at_once(CROWD, lambda _n: again(purchase).pledge(seller.actor, Decimal(70), key, address="Dock"))
    assert adds_up(purchase) == 70 and PledgeChange.objects.count() == 1


def test_of_colleagues_who_change_one_pledge_one_is_first(
    steward: Person, community: Community, seller: Person
) -> None:
    purchase = make_round(steward, community)
    pledge(seller, purchase, 50)
    results = at_once(
        CROWD, lambda n: again(purchase).pledge(seller.actor, Decimal(60 + n), uuid.uuid4(), 1, address="Dock")
    )
    assert sum(isinstance(one, Pledge) for one in results) == 1, results
    assert adds_up(purchase) >= 60 and PledgeChange.objects.count() == 2


def test_pledging_while_it_closes_is_in_the_split_or_refused(
    steward: Person, community: Community, crowd: list[Person]
) -> None:
    purchase = make_round(steward, community)
    pledge(crowd[0], purchase, 100)

    def work(number: int) -> object:
        if number % 3 == 0:
            return again(purchase).close(steward.actor)
        return pledge(crowd[number], purchase, 10)

    results = at_once(CROWD, work)
    assert all(one is None or isinstance(one, (Pledge, Refused)) for one in results), results
    assert results.count(None) == 1
    total = adds_up(purchase)
    assert Split.objects.aggregate(all=Sum("quantity"))["all"] == total
    assert Split.objects.aggregate(all=Sum("amount"))["all"] == again(purchase).order_amount
    assert RFQ.objects.count() == 1 and Event.objects.filter(kind="round.succeeded").count() == 1


def test_withdrawing_while_it_closes_never_does_both(
    steward: Person, community: Community, crowd: list[Person]
) -> None:
    purchase = make_round(steward, community)
    for person in crowd:
        pledge(person, purchase, 10)

    def work(number: int) -> object:
        if number == 0:
            return again(purchase).close(steward.actor)
        return again(purchase).withdraw(crowd[number].actor, uuid.uuid4(), 1)

    results = at_once(CROWD, work)
    assert all(one is None or isinstance(one, Refused) for one in results), results
    done = again(purchase)
    total = adds_up(purchase)
    if done.state == S.SUCCEEDED:
        assert Split.objects.aggregate(all=Sum("quantity"))["all"] == total >= 100
    else:
        assert not Split.objects.exists() and not RFQ.objects.exists()


def test_of_many_clocks_one_closes(steward: Person, community: Community, seller: Person) -> None:
    purchase = make_round(steward, community)
    pledge(seller, purchase, 100)
    PurchaseRound.objects.update(deadline=timezone.now() - timedelta(seconds=1))
    results = at_once(CROWD, lambda _n: close_rounds())
    assert results == [None] * CROWD
    assert again(purchase).state == S.SUCCEEDED
    assert RFQ.objects.count() == Split.objects.count() == 1


def test_what_dies_in_between_leaves_nothing(
    steward: Person, community: Community, seller: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    purchase = make_round(steward, community)

    def die(*_args: object, **_kwargs: object) -> None:
        raise ConnectionError("the power went")

    monkeypatch.setattr(PurchaseRound, "settle", die)
    with pytest.raises(ConnectionError):
        pledge(seller, purchase, 70)
    assert adds_up_to_nothing(purchase)


def adds_up_to_nothing(purchase: PurchaseRound) -> bool:
    return again(purchase).total == 0 and not Pledge.objects.exists() and not PledgeChange.objects.exists()


def test_the_database_refuses_what_does_not_add_up(steward: Person, community: Community, seller: Person) -> None:
    purchase = make_round(steward, community)
    pledge(seller, purchase, 70)
    with pytest.raises((IntegrityError, DatabaseError), match="add up"):
        PurchaseRound.objects.update(total=71)
    with pytest.raises((IntegrityError, DatabaseError), match="add up"):
        Pledge.objects.update(quantity=71)
    with pytest.raises((IntegrityError, DatabaseError), match="add up"), transaction.atomic():
        Pledge.objects.update(quantity=71)
        PurchaseRound.objects.update(total=71)  # but no change says so
    assert adds_up(purchase) == 70


def test_the_database_keeps_prices_and_changes(steward: Person, community: Community, seller: Person) -> None:
    purchase = make_round(steward, community)
    with pytest.raises((IntegrityError, DatabaseError), match="must fall"):
        RoundTier.objects.filter(quantity=500).update(amount=11)
    pledge(seller, purchase, 70)
    for act in (
        lambda: RoundTier.objects.filter(quantity=500).update(amount=9),
        lambda: RoundTier.objects.filter(quantity=500).delete(),
        lambda: RoundTier.objects.create(round=purchase, quantity=2000, amount=1),
        lambda: PurchaseRound.objects.update(minimum=1),
        lambda: PledgeChange.objects.update(delta=1),
    ):
        with pytest.raises((IntegrityError, DatabaseError), match="change"):
            act()
    again(purchase).cancel("No need", steward.actor)
    with pytest.raises((IntegrityError, DatabaseError), match="takes no pledges"), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO trade_pledgechange (pledge_id, number, key, kind, delta, quantity, reason, created_at) "
            "SELECT id, 99, gen_random_uuid(), 'raised', 1, 71, '', now() FROM trade_pledge"
        )


def test_shares_add_up_in_the_database(steward: Person, community: Community, seller: Person) -> None:
    purchase = make_round(steward, community)
    pledge(seller, purchase, 100)
    again(purchase).close(steward.actor)
    with pytest.raises((IntegrityError, DatabaseError), match="shares"):
        Split.objects.update(amount=1)


def test_members_leaving_while_the_steward_closes_are_in_the_split_or_out_of_the_total(
    steward: Person, community: Community, crowd: list[Person]
) -> None:
    """Free pledges of half of the members, who go in the moment of closing; no order of the two counts one twice."""
    purchase = make_round(steward, community)
    for person in crowd:
        pledge(person, purchase, 20)
    places = {n: community.members.get(company=crowd[n].company).pk for n in range(1, CROWD, 2)}

    def work(number: int) -> object:
        if number in places:
            community.members.get(pk=places[number]).leave(crowd[number].actor)
            return "left"
        return again(purchase).close(steward.actor) if number == 0 else None

    results = at_once(CROWD, work)
    assert results.count("left") == len(places), results
    assert all(one in {None, "left"} for one in results), results
    done, total = again(purchase), adds_up(purchase)
    assert done.state == S.SUCCEEDED and Split.objects.aggregate(all=Sum("quantity"))["all"] == total
    for number, person in enumerate(crowd):
        kept = Pledge.objects.get(company=person.company).quantity
        shares = list(Split.objects.filter(company=person.company).values_list("quantity", flat=True))
        assert shares == ([kept] if kept else []), number
        assert kept == 20 or number in places
    assert not community.members.filter(pk__in=places.values(), state="active").exists()
