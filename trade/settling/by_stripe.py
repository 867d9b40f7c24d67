"""Instalments that are paid by Stripe: what can be paid, and what follows from what Stripe says.

The only module of the payment of orders that knows the app `payments`. Handlers read the rows as they are now; that a
fact is counted once is held by the key of its posting.
"""

import logging
from contextlib import suppress
from decimal import Decimal

from django.db import connection, transaction
from django.db.models import Sum
from moneyed import Money

from payments.models import Charge, Dispute, PayAccount, Recovery, Refund, Release
from payments.payables import Payable, payable, supplied
from portal.core.actor import Actor
from portal.core.events import Event, subscribe
from portal.core.money import rounded
from portal.core.permissions import Refused, WrongState
from trade.books.handlers import post_both
from trade.books.models import Posting, Side
from trade.orders.models import Order
from trade.settling.instalment_row import PaymentSchedule, schedule_locked
from trade.settling.instalments import Instalment
from trade.settling.scheduling import ask_again, charge_back, follow, mark_paid
from trade.settling.under_way import under_way

KIND = "instalment"
logger = logging.getLogger("portal.payments")


@payable(KIND)
def find(pk: int, actor: Actor | None) -> Payable | None:
    """An instalment as it is now; what is paid before the goods have come is paid out when they have.

    Asked inside a transaction it holds the lock of the order's schedule, so that nobody reports a transfer for it
    while a charge is being made.
    """
    rows = Instalment.objects.filter(pk=pk) if actor is None else Instalment.objects.visible_to(actor).filter(pk=pk)
    row = rows.select_related("order__buyer", "order__supplier").first()
    if row is None or row.amount <= 0:
        return None
    order = row.order
    if connection.in_atomic_block:
        PaymentSchedule.objects.select_for_update(no_key=True).filter(order=order).first()
        row.refresh_from_db(fields=["amount", "state", "way"])
    return Payable(
        key=f"{KIND}:{row.pk}",
        title=f"{order.title} ({order.full_number}, {row.number})",
        money=row.money,
        payer=order.buyer,
        payee=order.supplier,
        back_url=row.get_absolute_url(),
        held=order.delivered_at is None,
        is_due=row.is_open and row.way != Instalment.Way.LC and order.state != Order.State.CANCELLED,
        is_over=order.state == Order.State.CANCELLED,
    )


@supplied(KIND)
def supplied_for(pk: int) -> Money | None:
    """Of what is held for this instalment: what was shipped, less what the supplier has, or gets before, for the order.

    A payment that ends earlier is used first, so that together they never pay out more than was shipped.
    """
    row = Instalment.objects.select_related("order").filter(pk=pk).first()
    if row is None:
        return None
    order = row.order
    own = f"{KIND}:{pk}"
    keys = [f"{KIND}:{one}" for one in order.instalments.values_list("pk", flat=True)]
    charges = list(Charge.objects.filter(payable__in=keys, state=Charge.State.PAID).order_by("hold_ends_at", "pk"))
    here = next((at for at, charge in enumerate(charges) if charge.payable == own), len(charges))
    got = sum((reaches_supplier(charge, at < here) for at, charge in enumerate(charges) if at != here), Decimal(0))
    other_ways = order.instalments.filter(state=Instalment.State.PAID).exclude(way=Instalment.Way.STRIPE)
    got += other_ways.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)
    return Money(max(Decimal(0), shipped_worth(order).amount - got), order.currency)


def reaches_supplier(charge: Charge, is_earlier: bool) -> Decimal:
    """What of it the supplier has, or gets before: of a held one nothing while the payer's bank disputes it."""
    if not charge.held:
        return charge.refundable.amount
    if charge.is_held and is_earlier and not charge.is_disputed:
        return charge.releasable.amount
    return charge.with_payee


def shipped_worth(order: Order) -> Money:
    """What was shipped of an order comes to, as a part of its total: all of it once nothing is left to ship."""
    if order.state == Order.State.CANCELLED:
        return Money(0, order.currency)
    if order.shipped_at or order.delivered_at:
        return order.sum
    lines = list(order.lines.all())
    ordered = sum((line.amount * line.quantity for line in lines), Decimal(0))
    shipped = sum((line.amount * line.shipped for line in lines), Decimal(0))
    return rounded(Money(order.total * shipped / ordered if ordered else 0, order.currency))


@under_way
def is_being_paid(instalment: Instalment) -> bool:
    """What was charged back is paid by another way now: its charge lives on at Stripe as one that was paid."""
    if instalment.state == Instalment.State.LOST:
        return False
    return bool(Charge.objects.of(f"{KIND}:{instalment.pk}").living().exists())


def card_key(row: Instalment) -> str:
    """By which the buyer pays it by card; empty where the supplier is not ready for it, or nothing is to be paid."""
    thing = find(row.pk, None) if row.is_open else None
    if thing is None or not thing.is_due:
        return ""
    ready = PayAccount.objects.filter(company_id=thing.payee.pk, state=PayAccount.State.ENABLED).exists()
    return thing.key if ready else ""


def paid_by_card(rows: list[Instalment]) -> dict[int, Charge]:
    """The payments by card that were made for these instalments, the newest of each."""
    keys = {f"{KIND}:{row.pk}": row.pk for row in rows}
    found = Charge.objects.filter(payable__in=keys, state=Charge.State.PAID).select_related("payee").order_by("pk")
    return {keys[charge.payable]: charge for charge in found}


def close_pages(order_id: int) -> None:
    """Pages to pay on at Stripe for what is not to be paid any more, or is another sum now.

    Who has paid in the same moment has paid: what came too much is owed back.
    """
    rows = {f"{KIND}:{row.pk}": row for row in Instalment.objects.filter(order=order_id)}
    for charge in Charge.objects.filter(payable__in=rows, state=Charge.State.OPEN, cancel_asked_at=None).order_by("pk"):
        row = rows[charge.payable]
        if not row.is_open or row.money != charge.money:
            with suppress(WrongState):
                charge.cancel()


def instalment_of(charge: Charge) -> Instalment | None:
    kind, _colon, number = charge.payable.partition(":")
    if kind != KIND or not number.isdigit():
        return None
    return Instalment.objects.select_related("order").filter(pk=int(number)).first()


@subscribe("charge.paid")
def charge_paid(event: Event) -> None:
    """The instalment is paid, also one that was changed or waived meanwhile: what came too much is owed back."""
    charge = Charge.objects.filter(pk=event.subject_id or 0, state=Charge.State.PAID).first()
    row = instalment_of(charge) if charge else None
    if charge is None or row is None:
        return
    key = f"charge.paid:{charge.ref}"
    with schedule_locked(row.order_id) as schedule:
        if Posting.objects.filter(key=f"{key}:supplier").exists():
            return
        row.refresh_from_db()
        mark_paid(schedule, row, charge.money, Instalment.Way.STRIPE)
        supplier: list[Side] = [("held" if charge.held else "stripe", charge.money), ("receivable", -charge.money)]
        buyer: list[Side] = [("payable", charge.money), ("card", -charge.money)]
        post_both(key, "charge.paid", row.order, supplier, buyer, charge.ref)


@subscribe("refund.made")
def refund_made(event: Event) -> None:
    """It is taken off what is owed back, if something is; the part that the supplier had already comes from there."""
    refund = Refund.objects.select_related("charge").filter(pk=event.subject_id or 0, state="done").first()
    row = instalment_of(refund.charge) if refund else None
    if refund is None or row is None:
        return
    key = f"refund.made:{refund.ref}"
    with schedule_locked(row.order_id) as schedule:
        if Posting.objects.filter(key=f"{key}:supplier").exists():
            return
        charge, money = refund.charge, refund.money
        own = charge.in_own_currency(refund.from_payee) if charge.held else money
        supplier: list[Side] = [("receivable", money), ("stripe", -own), ("held", own - money)]
        buyer: list[Side] = [("card", money), ("payable", -money)]
        post_both(key, "refund.made", row.order, supplier, buyer, refund.ref)
        row.refresh_from_db()
        if refund.at_hold_end and row.order.state != Order.State.CANCELLED and row.state == Instalment.State.PAID:
            ask_again(schedule, row, money)
            return
        credit = schedule.order.instalments.filter(kind=Instalment.Kind.CREDIT, state__in=Instalment.OPEN).first()
        if credit is not None:
            paid_back = min(money.amount, -credit.amount)
            mark_paid(schedule, credit, Money(-paid_back, credit.currency), Instalment.Way.STRIPE)
            follow(schedule, schedule.total)


@subscribe("payout.released")
def payout_released(event: Event) -> None:
    release = Release.objects.select_related("charge").filter(pk=event.subject_id or 0, state="done").first()
    row = instalment_of(release.charge) if release else None
    if release is None or row is None:
        return
    kept = release.withheld_money  # for what the supplier owed back: that debt is smaller now
    supplier: list[Side] = [("stripe", release.money), ("owed_back", kept), ("held", -(release.money + kept))]
    key = f"payout.released:{release.ref}:supplier"
    Posting.post(key, "payout.released", row.order.supplier_id, row.order, supplier, release.ref)


@subscribe("dispute.opened", "dispute.closed")
def disputed(event: Event) -> None:
    """What the payer's bank has taken back for the time being; lost: it stays with the payer, won: it comes back."""
    dispute = Dispute.objects.select_related("charge").filter(pk=event.subject_id or 0).first()
    row = instalment_of(dispute.charge) if dispute else None
    if dispute is None or row is None:
        return
    money, order = Money(dispute.amount, dispute.currency), row.order
    place = "held" if dispute.charge.held and dispute.charge.released_at is None else "stripe"
    begun = f"dispute.opened:{dispute.stripe_id}:supplier"
    Posting.post(begun, "dispute.opened", order.supplier_id, order, [("disputed", money), (place, -money)])
    if dispute.closed_at is None:
        return
    key = f"dispute.closed:{dispute.stripe_id}"
    if dispute.status == "lost":
        with schedule_locked(order.pk) as schedule:
            if Posting.objects.filter(key=f"{key}:supplier").exists():
                return
            row.refresh_from_db()
            charge_back(schedule, row, money)
            post_both(
                key,
                "dispute.closed",
                order,
                [("receivable", money), ("disputed", -money)],
                [("card", money), ("payable", -money)],
            )
    else:
        back: list[Side] = [(place, money), ("disputed", -money)]
        is_news = Posting.post(f"{key}:supplier", "dispute.closed", order.supplier_id, order, back)
        if is_news and order.delivered_at is not None:
            release_held(order)


@subscribe("recovery.asked", "recovery.done", "recovery.settled")
def owed_back(event: Event) -> None:
    """What the supplier has of a payment that was lost is owed back, until it is taken, set off or paid otherwise."""
    debt = Recovery.objects.select_related("charge").filter(pk=event.subject_id or 0).first()
    row = instalment_of(debt.charge) if debt else None
    if debt is None or row is None:
        return
    order, key = row.order, f"{{}}:{debt.ref}:supplier"

    def post(kind: str, sums: list[Side]) -> None:
        Posting.post(key.format(kind), kind, order.supplier_id, order, sums, debt.ref)

    post("recovery.asked", [("stripe", debt.money), ("owed_back", -debt.money)])
    if event.kind == "recovery.asked":
        return
    if outside := event.payload.get("outside"):
        paid = debt.charge.in_own_currency(Decimal(outside))
        post("recovery.settled", [("owed_back", paid), ("outside", -paid)])
    elif not debt.words:  # taken back, or never paid out
        post("recovery.done", [("owed_back", debt.money), ("stripe", -debt.money)])


@subscribe("order.delivered", "order.completed")
def pay_out(event: Event) -> None:
    """The goods have come, all of them: what was held goes to the supplier; what cannot yet is left to its people."""
    order = Order.objects.filter(pk=event.subject_id or 0, delivered_at__isnull=False).first()
    if order is not None:
        release_held(order)


def release_held(order: Order) -> None:
    keys = [f"{KIND}:{pk}" for pk in order.instalments.values_list("pk", flat=True)]
    waiting = Charge.objects.filter(payable__in=keys, state=Charge.State.PAID, held=True, released_at=None)
    for charge in waiting.order_by("pk"):
        try:
            with transaction.atomic():
                charge.release()
        except Refused as problem:
            logger.info("%s is not paid out: %s", charge.ref, problem.message)
