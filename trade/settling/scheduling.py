"""Instalments follow their order: made from its terms, due by its progress, changed with its total."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from moneyed import Money

from portal.core.events import record
from trade.orders.models import Order
from trade.orders.rows import BINDING
from trade.settling.allocating import shares
from trade.settling.instalment_row import PaymentSchedule, schedule_locked
from trade.settling.instalments import Instalment
from trade.settling.terms import parts_of

Kind, State = Instalment.Kind, Instalment.State


def settle(order_id: int) -> None:
    """Bring the instalments into line with what is true of the order now; again and again to the same effect."""
    with transaction.atomic():
        order = Order.objects.filter(pk=order_id).first()
        if order is None or not (order.state in BINDING or PaymentSchedule.objects.filter(order=order).exists()):
            return
        new = PaymentSchedule(order=order, total=order.total, currency=order.currency)
        PaymentSchedule.objects.bulk_create([new], ignore_conflicts=True)
        with schedule_locked(order_id) as schedule:
            order.refresh_from_db()  # under the lock, so that the last word counts
            if order.state == Order.State.CANCELLED:
                waive_open(schedule)
                return
            if not order.instalments.exists():
                make(schedule, order)
            elif schedule.total != order.total:
                follow(schedule, order.total)
            fall_due(order)


def make(schedule: PaymentSchedule, order: Order) -> None:
    schedule.total = order.total  # it may have been changed since the schedule's row came about
    schedule.save(update_fields=["total"])
    parts = parts_of(order)
    amounts = shares(order.sum, [part.share for part in parts])
    Instalment.objects.bulk_create(
        Instalment(
            order=order,
            number=number,
            kind=part.kind,
            amount=money.amount,
            currency=order.currency,
            rule=part.rule,
            days=part.days,
            way=part.way,
        )
        for number, (part, money) in enumerate(zip(parts, amounts, strict=True), 1)
        if money.amount
    )


def follow(schedule: PaymentSchedule, total: Decimal) -> None:
    """The open instalments take up the difference in proportion; what was paid too much is owed back.

    What is paid or reported stays as it is. To be called under the schedule's lock.
    """
    rows = list(schedule.order.instalments.filter(state__in=Instalment.COUNTING).order_by("number"))
    open_ones = [row for row in rows if row.is_open and row.kind != Kind.CREDIT]
    credit = next((row for row in rows if row.is_open and row.kind == Kind.CREDIT), None)
    rest = total - sum((row.amount for row in rows if not row.is_open), Decimal(0))
    if credit is not None and rest >= 0:
        put_away(credit)
    if rest > 0 and open_ones:
        amounts = shares(Money(rest, schedule.currency), [row.amount for row in open_ones])
        for row, money in zip(open_ones, amounts, strict=True):
            set_amount(row, money.amount)
    else:
        for row in open_ones:
            put_away(row)
        if rest > 0:
            add(schedule, rest, Kind.BALANCE, timezone.localdate() + timedelta(days=7))
        elif rest < 0 and credit is not None:
            set_amount(credit, rest)
        elif rest < 0:
            add(schedule, rest, Kind.CREDIT, timezone.localdate())
    schedule.total = total
    schedule.save(update_fields=["total"])


def set_amount(row: Instalment, amount: Decimal) -> None:
    if not amount:
        put_away(row)
    elif amount != row.amount:
        row.amount = amount
        row.save(update_fields=["amount"])


def put_away(row: Instalment, reason: str = "") -> None:
    row.state, row.waive_reason = State.WAIVED, reason
    row.save(update_fields=["state", "waive_reason"])


def add(
    schedule: PaymentSchedule, amount: Decimal, kind: str, due_on: date, like: Instalment | None = None
) -> Instalment:
    """One more, after those that are there; due by the same event as `like`, else on that day."""
    last = schedule.order.instalments.order_by("-number").first()
    new: Instalment = Instalment.objects.create(
        order=schedule.order,
        number=last.number + 1 if last else 1,
        kind=kind,
        amount=amount,
        currency=schedule.currency,
        rule=like.rule if like else Instalment.Rule.DATE,
        days=like.days if like else 0,
        way=like.way if like else Instalment.Way.TRANSFER,
        state=like.state if like and like.is_open else State.DUE,
        due_on=like.due_on if like else due_on,
    )
    return new


def ask_again(schedule: PaymentSchedule, row: Instalment, money: Money) -> None:
    """What was paid for it went back although the deal goes on: it is to be paid once more, in a month.

    Less than all of it stays paid. To be called under the schedule's lock.
    """
    back = min(money.amount, row.amount)
    add(schedule, back, row.kind, timezone.localdate() + timedelta(days=30))
    row.amount -= back
    if row.amount:
        row.save(update_fields=["amount"])
        return
    row.amount, row.state, row.paid_at = back, State.WAIVED, None
    row.waive_reason = "sent back: it could not be held any longer"
    row.save(update_fields=["amount", "state", "paid_at", "waive_reason"])


def charge_back(schedule: PaymentSchedule, row: Instalment, money: Money) -> None:
    """The payer's bank took it back for good. It is not paid, and nobody is reminded of it: the two sides disagree.

    Less than all of it stays paid. To be called under the schedule's lock.
    """
    back = min(money.amount, row.amount)
    if row.state != State.PAID or back <= 0:
        return
    if back < row.amount:
        row.amount -= back
        row.save(update_fields=["amount"])
        row = add(schedule, back, row.kind, timezone.localdate())
    row.state, row.paid_at, row.way = State.LOST, None, Instalment.Way.STRIPE
    row.save(update_fields=["state", "paid_at", "way"])
    record("instalment.charged_back", row, order=schedule.order.ref, amount=str(back))


def fall_due(order: Order) -> None:
    """Planned instalments whose time has come get their day."""
    reached: dict[str, datetime | None] = {
        "confirmed": order.confirmed_at,
        "ready": order.ready_at or order.shipped_at or order.delivered_at,
        "shipped": order.shipped_at or order.delivered_at,
        "delivered": order.delivered_at,
    }
    for row in order.instalments.filter(state=State.PLANNED):
        moment = reached.get(row.rule)
        if moment is not None:
            row.due_on = row.due_on or timezone.localtime(moment).date() + timedelta(days=row.days)
        if row.due_on is None or (moment is None and row.rule != "date"):
            continue
        row.state = State.DUE
        row.save(update_fields=["state", "due_on"])
        record("instalment.due", row, order=order.ref)


def waive_open(schedule: PaymentSchedule) -> None:
    """Of a cancelled order nothing more is to be paid; what was paid is between the two companies."""
    for row in schedule.order.instalments.filter(state__in=Instalment.OPEN).exclude(kind=Kind.CREDIT):
        put_away(row)
    rows = schedule.order.instalments.filter(state__in=Instalment.COUNTING)
    schedule.total = sum((row.amount for row in rows), Decimal(0))
    schedule.save(update_fields=["total"])


def mark_paid(schedule: PaymentSchedule, row: Instalment, received: Money, way: str) -> Instalment:
    """`received` came for this instalment: less leaves a rest of its own, more is taken off what is still open.

    What comes for one that is paid already, or is not to be paid any more, counts as well, and is owed back unless
    something else is open. To be called under the schedule's lock.
    """
    was_counting = row.state in {*Instalment.PAYABLE, State.REPORTED}
    missing = row.amount - received.amount if was_counting else Decimal(0)
    like = Instalment.objects.get(pk=row.pk)
    if row.state == State.PAID:
        row = Instalment(order=row.order, kind=row.kind, currency=row.currency, rule=row.rule, due_on=row.due_on)
        row.number = schedule.order.instalments.count() + 1
    row.amount, row.way, row.state, row.paid_at = received.amount, way, State.PAID, timezone.now()
    row.save()
    if missing > 0:
        like.state = State.DUE if like.due_on else State.PLANNED
        add(schedule, missing, like.kind, timezone.localdate(), like)
    elif missing < 0 or not was_counting:
        follow(schedule, schedule.total)
    record("instalment.paid", row, order=schedule.order.ref, way=way, amount=str(received.amount))
    return row
