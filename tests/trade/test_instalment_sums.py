"""The instalments of an order sum to what the order costs, whichever way and on whichever database they are changed."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from portal.core.permissions import Refused
from tests.trade.test_settling import counting, first, make, plan
from trade.models import Instalment, Order, PaymentSchedule
from trade.settling.checking import findings as wrong_sums
from trade.settling.instalment_row import schedule_locked
from trade.settling.scheduling import add, put_away, set_amount, settle

__all__ = ["make"]  # the fixture
pytestmark = pytest.mark.django_db(transaction=True)
TODAY = timezone.localdate()


def by_lock(row: Instalment) -> None:
    with schedule_locked(row.order_id):
        set_amount(row, Decimal(74))


def by_saving(row: Instalment) -> None:
    row.amount = Decimal(74)
    row.save(update_fields=["amount"])


def by_rows(row: Instalment) -> None:
    Instalment.objects.filter(pk=row.pk).update(amount=74)


def by_waiving(row: Instalment) -> None:
    put_away(row)


def by_one_more(row: Instalment) -> None:
    with schedule_locked(row.order_id) as schedule:
        add(schedule, Decimal(1), "instalment", TODAY)


def by_two_at_a_time(row: Instalment) -> None:
    with schedule_locked(row.order_id), schedule_locked(row.order_id):
        set_amount(row, Decimal(74))


@pytest.mark.parametrize("change", [by_lock, by_saving, by_rows, by_waiving, by_one_more, by_two_at_a_time])
def test_a_sum_that_is_off_is_refused_in_words_on_any_database(make: Any, change: Any) -> None:
    order = make()
    with pytest.raises(Refused, match=r"come to USD.(249|175|251).00, not to USD.250.00"):
        change(first(order))
    assert plan(order) == [("deposit", "75", "due"), ("balance", "175", "planned")]
    assert list(wrong_sums()) == []


def test_what_leaves_the_sum_as_it_is_goes_through(make: Any) -> None:
    order = make()
    with schedule_locked(order.pk):
        by_saving(first(order))
        Instalment.objects.filter(order=order, number=2).update(amount=176)
    assert counting(order) == 250
    Instalment.objects.filter(order=order, number=1).update(due_on=TODAY)
    assert first(order).due_on == TODAY


def test_an_instalment_needs_a_schedule(make: Any) -> None:
    order = make(state="placed")
    with pytest.raises(PaymentSchedule.DoesNotExist):
        Instalment.objects.create(order=order, number=1, kind="full", amount=250, currency="USD", rule="date")


@pytest.mark.needs("postgresql")
def test_the_database_refuses_instalments_that_do_not_add_up(make: Any) -> None:
    """Whatever way they come by, past the verbs as well."""
    order = make()
    with pytest.raises(IntegrityError):
        Instalment._base_manager.filter(order=order, number=1).update(amount=74)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL does not let it come about")
def test_the_check_of_the_books_sees_what_came_past_the_verbs(make: Any, capsys: Any) -> None:
    order = make()
    Instalment._base_manager.filter(order=order, number=1).update(amount=74)
    with pytest.raises(SystemExit):
        call_command("ledger_check")
    assert capsys.readouterr().out == f"{order.ref}: instalments of USD 249, not 250\n"


def test_a_total_that_changes_while_the_schedule_is_made_is_the_one_that_counts(
    make: Any,
) -> None:
    """The row of the schedule came about with the total before: it is told the one that its instalments have."""
    order = make(state="placed")
    with transaction.atomic():  # between the two there is no commit: the trigger would not let it be
        PaymentSchedule.objects.create(order=order, total=Decimal(200), currency="USD")
        Order.objects.filter(pk=order.pk).update(state="confirmed")
        settle(order.pk)
    assert counting(order) == 250
