"""How an order is paid: instalments from its terms, proofs, letters of credit, and who may say what."""

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from moneyed import Money

from companies.models import Company
from portal.core.events import Event
from portal.core.money import minor_digits
from portal.core.permissions import Refused, WrongState
from portal.core.relay import deliver_all
from tests.cast import Person, make_person
from tests.processes import at_once
from tests.trade.orders import make_order
from trade.books.checking import findings
from trade.models import Instalment, LedgerEntry, Order, OutsidePayment
from trade.settling import under_way
from trade.settling.allocating import shares
from trade.settling.handlers import catch_up, remind_of_instalments
from trade.settling.scheduling import settle

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = timezone.localdate()


@pytest.fixture
def make(buying_company: Company, supplier: Company) -> Any:
    """An order that is confirmed, with its instalments."""

    def confirmed(*lines: tuple[str, str, str], **fields: Any) -> Order:
        terms = {"payment": "deposit", "deposit_percent": Decimal(30), "state": "confirmed", **fields}
        order = make_order(buying_company, supplier, *lines, confirmed_at=timezone.now(), **terms)
        settle(order.pk)
        return order

    return confirmed


def plan(order: Order) -> list[tuple[str, str, str]]:
    rows = Instalment.objects.filter(order=order).order_by("number")
    return [(row.kind, f"{row.amount.normalize():f}", row.state) for row in rows]


def first(order: Order) -> Instalment:
    row: Instalment = Instalment.objects.filter(order=order).order_by("number")[0]
    return row


def counting(order: Order) -> Decimal:
    return sum(
        (row.amount for row in Instalment.objects.filter(order=order, state__in=Instalment.COUNTING)), Decimal(0)
    )


def test_shares_never_lose_or_make_a_minor_unit() -> None:
    dice = random.Random(11)
    for _round in range(3000):
        code = dice.choice(["USD", "KRW", "JPY", "EUR", "BHD", "KWD"])
        units = dice.randrange(-(10**9), 10**9)
        money = Money(Decimal(units).scaleb(-minor_digits(code)), code)
        weights = [Decimal(dice.randrange(0, 10_000)) / 100 for _part in range(dice.randrange(1, 13))] + [Decimal(1)]
        parts = shares(money, weights)
        assert sum(part.amount for part in parts) == money.amount
        for part, weight in zip(parts, weights, strict=True):
            step = Decimal(1).scaleb(-minor_digits(code))
            assert part.amount % step == 0
            assert abs(part.amount - money.amount * weight / sum(weights)) < step


@pytest.mark.parametrize(
    ("money", "weights"), [(Money("1.005", "USD"), [1]), (Money("0.5", "KRW"), [1]), (Money(1, "USD"), [0])]
)
def test_what_cannot_be_divided_is_refused(money: Money, weights: list[int]) -> None:
    with pytest.raises(ValueError, match="divided"):
        shares(money, [Decimal(weight) for weight in weights])


@pytest.mark.parametrize(
    ("currency", "price", "expected"),
    [("USD", "100.01", ["30", "70.01"]), ("KRW", "10001", ["3000", "7001"]), ("JPY", "101", ["30", "71"])],
)
def test_a_deposit_and_the_rest(make: Any, currency: str, price: str, expected: list[str]) -> None:
    order = make(("Bearing", "1", price), currency=currency)
    assert plan(order) == [("deposit", expected[0], "due"), ("balance", expected[1], "planned")]
    assert first(order).due_on == TODAY + timedelta(days=7)


@pytest.mark.parametrize(
    ("terms", "rule", "days", "way"),
    [
        ({"payment": "advance"}, "confirmed", 7, "transfer"),
        ({"payment": "lc_sight"}, "shipped", 0, "lc"),
        ({"payment": "lc_usance", "payment_days": 60}, "shipped", 60, "lc"),
        ({"payment": "open_account", "payment_days": 45}, "delivered", 45, "transfer"),
        ({"payment": "dp"}, "shipped", 0, "transfer"),
        ({"payment": ""}, "confirmed", 7, "transfer"),
    ],
)
def test_terms_with_one_payment(make: Any, terms: dict[str, Any], rule: str, days: int, way: str) -> None:
    row = first(make(deposit_percent=None, **terms))
    assert (row.kind, row.rule, row.days, row.way, row.amount) == ("full", rule, days, way, Decimal(250))


def test_an_order_that_is_not_confirmed_has_nothing_to_pay(make: Any) -> None:
    order = make(state="placed")
    assert plan(order) == []


def test_the_balance_falls_due_when_the_goods_are_ready(make: Any) -> None:
    order = make()
    Order.objects.filter(pk=order.pk).update(state="ready", ready_at=timezone.now())
    settle(order.pk)
    settle(order.pk)
    assert plan(order) == [("deposit", "75", "due"), ("balance", "175", "due")]
    assert Event.objects.filter(kind="instalment.due").count() == 2


def test_open_instalments_follow_an_agreed_total(make: Any, seller: Person) -> None:
    order = make()
    first(order).receive(seller.actor, Decimal(75), TODAY)
    retotal(order, "300.01")
    assert plan(order)[1] == ("balance", "225.01", "planned")
    retotal(order, "50")
    assert plan(order) == [("deposit", "75", "paid"), ("balance", "225.01", "waived"), ("credit", "-25", "due")]
    retotal(order, "80")
    assert counting(order) == 80
    assert plan(order)[2:] == [("credit", "-25", "waived"), ("balance", "5", "due")]


def retotal(order: Order, total: str) -> None:
    Order.objects.filter(pk=order.pk).update(total=Decimal(total))
    catch_up()


def test_totals_and_receipts_in_any_order_always_add_up(make: Any, seller: Person) -> None:
    dice = random.Random(7)
    for currency in ("USD", "KRW", "BHD"):
        order = make(("Bearing", "3", "1001"), currency=currency)
        for _step in range(12):
            total = Decimal(dice.randrange(1, 10**6)).scaleb(-minor_digits(currency))
            Order.objects.filter(pk=order.pk).update(total=total)
            settle(order.pk)
            row = Instalment.objects.filter(order=order).open().exclude(kind="credit").order_by("?").first()
            if row is not None and dice.random() < 0.5:
                row.receive(seller.actor, Decimal(dice.randrange(1, 10**5)).scaleb(-minor_digits(currency)), TODAY)
            assert counting(order) == total


def test_nothing_is_due_of_a_cancelled_order(make: Any, seller: Person) -> None:
    order = make()
    first(order).receive(seller.actor, Decimal(75), TODAY)
    Order.objects.filter(pk=order.pk).update(state="cancelled", cancelled_at=timezone.now())
    settle(order.pk)
    assert plan(order) == [("deposit", "75", "paid"), ("balance", "175", "waived")]


def test_a_transfer_is_reported_and_confirmed(make: Any, buyer: Person, seller: Person) -> None:
    order = make()
    proof = first(order).report(buyer.actor, Decimal(75), TODAY, "TT-1")
    assert plan(order)[0] == ("deposit", "75", "reported")
    proof.confirm(seller.actor, Decimal(75), TODAY)
    assert plan(order)[0] == ("deposit", "75", "paid")
    deliver_all()
    deliver_all()
    rows = LedgerEntry.objects.order_by("id").values_list("posting__company__name", "account", "amount")
    assert [(name, account, int(amount)) for name, account, amount in rows] == [
        ("Hanbit Bearings", "outside", 75),
        ("Hanbit Bearings", "receivable", -75),
        ("Nordwerk Handel", "payable", 75),
        ("Nordwerk Handel", "outside", -75),
    ]
    assert list(findings()) == []


def test_less_than_was_sent_leaves_a_rest(make: Any, buyer: Person, seller: Person) -> None:
    order = make()
    first(order).report(buyer.actor, Decimal(75), TODAY).confirm(seller.actor, Decimal("59.95"), TODAY)
    assert plan(order) == [("deposit", "59.95", "paid"), ("balance", "175", "planned"), ("deposit", "15.05", "due")]


def test_more_than_was_asked_is_taken_off_the_rest(make: Any, seller: Person) -> None:
    order = make()
    first(order).receive(seller.actor, Decimal(100), TODAY)
    assert plan(order) == [("deposit", "100", "paid"), ("balance", "150", "planned")]


def test_a_transfer_that_did_not_come_is_to_be_paid_again(make: Any, buyer: Person, seller: Person) -> None:
    order = make()
    proof = first(order).report(buyer.actor, Decimal(75), TODAY)
    proof.refuse(seller.actor, "Nothing came")
    assert plan(order)[0] == ("deposit", "75", "due")
    with pytest.raises(WrongState):
        proof.confirm(seller.actor, Decimal(75), TODAY)
    first(order).report(buyer.actor, Decimal(75), TODAY).withdraw(buyer.actor)
    assert plan(order)[0] == ("deposit", "75", "due")


@pytest.mark.parametrize("amount", ["0", "-1", "1.005"])
def test_sums_that_cannot_be_paid_are_refused(make: Any, buyer: Person, amount: str) -> None:
    order = make()
    with pytest.raises(Refused):
        first(order).report(buyer.actor, Decimal(amount), TODAY)
    assert not OutsidePayment.objects.exists()


def test_who_may_say_what(make: Any, buyer: Person, seller: Person, viewer: Person, stranger: Person) -> None:
    order = make()
    for wrong in (seller, viewer, stranger):
        with pytest.raises(PermissionDenied):
            first(order).report(wrong.actor, Decimal(75), TODAY)
    proof = first(order).report(buyer.actor, Decimal(75), TODAY)
    for wrong in (buyer, viewer, stranger):
        with pytest.raises(PermissionDenied):
            proof.confirm(wrong.actor, Decimal(75), TODAY)
        with pytest.raises(PermissionDenied):
            first(order).receive(wrong.actor, Decimal(75), TODAY)
    assert Instalment.objects.visible_to(stranger.actor).count() == 0
    assert OutsidePayment.objects.visible_to(stranger.actor).count() == 0
    assert plan(order)[0] == ("deposit", "75", "reported")


@pytest.mark.needs("postgresql")
def test_colleagues_who_confirm_the_same_proof_confirm_it_once(
    make: Any, buyer: Person, seller: Person, colleague: Person
) -> None:
    order = make()
    proof = first(order).report(buyer.actor, Decimal(75), TODAY)

    def work(number: int) -> None:
        mine = OutsidePayment.objects.get(pk=proof.pk)
        who = (seller, colleague)[number % 2].actor
        mine.confirm(who, Decimal(75), TODAY) if number % 3 else mine.refuse(who, "No")

    results = at_once(12, work)
    assert sum(one is None for one in results) == 1, results
    assert all(one is None or isinstance(one, WrongState) for one in results), results
    assert counting(order) == 250


@pytest.mark.needs("postgresql")
def test_twelve_who_settle_make_one_schedule(buying_company: Company, supplier: Company) -> None:
    order = make_order(buying_company, supplier, state="confirmed", confirmed_at=timezone.now(), payment="deposit")
    results = at_once(12, lambda _number: settle(order.pk))
    assert results == [None] * 12
    assert plan(order) == [("deposit", "75", "due"), ("balance", "175", "planned")]


def test_a_letter_of_credit(make: Any, buyer: Person, seller: Person) -> None:
    order = make(payment="lc_sight", deposit_percent=None)
    letter = first(order).open_letter(buyer.actor, "LC-77", "Deutsche Bank", TODAY + timedelta(days=90))
    with pytest.raises(WrongState):
        first(order).open_letter(buyer.actor, "LC-78", "Deutsche Bank", TODAY + timedelta(days=90))
    with pytest.raises(PermissionDenied):
        letter.decide(buyer.actor, True)
    letter.decide(seller.actor, True)
    with pytest.raises(WrongState):
        letter.decide(seller.actor, False)
    first(order).receive(seller.actor, Decimal(250), TODAY, "against documents")
    assert (first(order).state, first(order).way) == ("paid", "lc")


def test_an_expired_letter_of_credit_is_refused(make: Any, buyer: Person) -> None:
    with pytest.raises(Refused):
        first(make()).open_letter(buyer.actor, "LC-77", "Deutsche Bank", date(2020, 1, 1))


def test_an_instalment_is_spread(make: Any, seller: Person, buyer: Person) -> None:
    order = make(("Bearing", "1", "100.00"), payment="advance", deposit_percent=None)
    with pytest.raises(PermissionDenied):
        first(order).spread(buyer.actor, 3, 30)
    first(order).spread(seller.actor, 3, 30)
    assert [row[1] for row in plan(order)] == ["33.33", "33.33", "33.34"]
    assert counting(order) == 100
    days = Instalment.objects.filter(order=order).order_by("number").values_list("due_on", flat=True)
    assert [(day - days[0]).days for day in days] == [0, 30, 60]


def test_reminders_come_once(make: Any) -> None:
    order = make()
    row = Instalment.objects.filter(order=order, number=1)
    row.update(due_on=TODAY + timedelta(days=2))
    remind_of_instalments()
    remind_of_instalments()
    assert Event.objects.filter(kind="instalment.soon").count() == 1
    row.update(due_on=TODAY - timedelta(days=1))
    remind_of_instalments()
    remind_of_instalments()
    assert Event.objects.filter(kind="instalment.overdue").count() == 1
    assert first(order).is_overdue
    row.update(told_late=TODAY - timedelta(days=7))
    remind_of_instalments()
    assert Event.objects.filter(kind="instalment.overdue").count() == 2


def test_a_key_to_the_api_of_another_company_sees_nothing(make: Any, supplier: Company) -> None:
    make()
    other = make_person("x@y.example")
    assert Instalment.objects.visible_to(other.actor).count() == 0


def test_an_instalment_that_is_paid_by_card_at_this_moment_is_not_reported(
    make: Any, buyer: Person, seller: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = make()
    monkeypatch.setattr(under_way, "ASKED", [lambda row: row.number == 1])
    with pytest.raises(Refused):
        first(order).report(buyer.actor, Decimal(75), TODAY)
    with pytest.raises(Refused):
        first(order).receive(seller.actor, Decimal(75), TODAY)
    assert plan(order)[0] == ("deposit", "75", "due")
