"""Instalments follow what happens to orders, receipts go into the books, and days that come near are told."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from portal.core.events import Event, record, subscribe
from portal.core.timed import every
from trade.books.handlers import post_both
from trade.books.models import Side
from trade.models import Quotation
from trade.orders.models import Order
from trade.settling import by_stripe
from trade.settling.models import Instalment, OutsidePayment, PayeeAccount, ProofPaper
from trade.settling.scheduling import settle

BATCH = 500
AHEAD = timedelta(days=3)  # before an instalment is due
AGAIN = timedelta(days=7)  # between two words about one that is overdue
KEPT_FOR = timedelta(days=7)  # papers of a report that was not completed


@subscribe("order.confirmed", "order.progressed", "order.shipped", "order.delivered", "order.completed")
def order_goes_on(event: Event) -> None:
    settle(event.subject_id or 0)


@subscribe("order.change_agreed", "order.cancelled")
def order_changed(event: Event) -> None:
    settle(event.subject_id or 0)
    by_stripe.close_pages(event.subject_id or 0)


@subscribe("outside_payment.confirmed")
def receipt_is_posted(event: Event) -> None:
    """In both companies' books: the supplier's bank has it, and the buyer owes so much less."""
    proof = OutsidePayment.objects.filter(pk=event.subject_id or 0, state=OutsidePayment.State.CONFIRMED)
    found = proof.select_related("instalment__order").first()
    if found is None or found.received_money is None:
        return
    money, order = found.received_money, found.instalment.order
    supplier: list[Side] = [("outside", money), ("receivable", -money)]
    buyer: list[Side] = [("payable", money), ("outside", -money)]
    post_both(f"{event.kind}:{found.ref}", event.kind, order, supplier, buyer, found.reference)


@subscribe("payee_account.entered", "payee_account.in_force")
def partners_are_warned(event: Event) -> None:
    """Every open deal of the company is told of: the buyer reads it where it would pay."""
    account = PayeeAccount.objects.filter(pk=event.subject_id or 0).first()
    if account is None or account.state not in {PayeeAccount.State.WAITING, PayeeAccount.State.IN_FORCE}:
        return
    step = "changing" if event.kind == "payee_account.entered" else "changed"
    for order in Order.objects.open().sold_by(account.company_id).order_by("pk"):
        record(f"order.payee_{step}", order)
    for quotation in Quotation.objects.live().filter(supplier_id=account.company_id).order_by("pk"):
        record(f"quotation.payee_{step}", quotation)


@every(hours=1)
def catch_up() -> None:
    """Orders whose total is another than that of their schedule: an event that died must not leave them apart."""
    apart = Order.objects.filter(schedule__isnull=False).exclude(state=Order.State.CANCELLED)
    for pk in apart.exclude(total=F("schedule__total")).values_list("pk", flat=True)[:BATCH]:
        settle(pk)


@every(hours=1)
def remind_of_instalments() -> None:
    """Three days before, and each week that it is overdue; once each, whoever runs at the same time."""
    today = timezone.localdate()
    open_orders = Q(amount__gt=0) & ~Q(order__state=Order.State.CANCELLED)
    rows = Instalment.objects.filter(open_orders, state=Instalment.State.DUE).order_by("pk")
    soon = Q(due_on__gte=today, due_on__lte=today + AHEAD) & (Q(told_soon=None) | ~Q(told_soon=F("due_on")))
    late = Q(due_on__lt=today) & (Q(told_late=None) | Q(told_late__lte=today - AGAIN))
    for row in rows.filter(soon)[:BATCH]:
        tell(row, soon, "instalment.soon", told_soon=row.due_on)
    for row in rows.filter(late)[:BATCH]:
        tell(row, late, "instalment.overdue", told_late=today)


def tell(row: Instalment, still: Q, kind: str, **mark: object) -> None:
    with transaction.atomic():
        if Instalment.objects.filter(still, pk=row.pk, state=Instalment.State.DUE).update(**mark):
            record(kind, row, order=row.order.ref)


@every(minutes=5)
def accounts_come_into_force() -> None:
    now = timezone.now()
    ripe = PayeeAccount.objects.filter(state=PayeeAccount.State.WAITING, earliest__lte=now, approved_at__isnull=False)
    for account in ripe.order_by("pk")[:BATCH]:
        with transaction.atomic():
            mine = PayeeAccount.objects.select_for_update(no_key=True).filter(pk=account.pk).first()
            if mine is not None:
                mine.take_force(now)


@every(hours=6)
def sweep_kept_papers() -> None:
    """Remove what nobody came back for."""
    ProofPaper.objects.filter(payment=None, created_at__lt=timezone.now() - KEPT_FOR).drop()
