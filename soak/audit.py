"""Afterwards: is everything there once that was acknowledged, and at most once what was not?"""

import io
from collections import Counter
from collections.abc import Iterator
from typing import Any

from payments.localstripe.server import LocalStripe
from soak.crowd import Attempt, Book

COMMANDS = ("reconcile", "ledger_check", "search_check")


def findings(book: Book, stripe: LocalStripe) -> dict[str, list[str]]:
    """By what was looked at; each finding is a sentence."""
    return {
        "orders": list(orders(book)),
        "order numbers": list(numbers()),
        "confirmations": list(confirmations(book)),
        "payments": list(payments(book, stripe)),
        "pledges": list(pledges(book)),
        "products": list(products(book)),
        "the outbox": list(outbox()),
        "notifications": list(notifications()),
        **{name: list(said_by(name)) for name in COMMANDS},
        "the crowd itself": list(book.problems),
    }


def counted(attempts: list[Attempt], found: Counter[str]) -> Iterator[str]:
    """The rule of all forms: acknowledged is once, not acknowledged is at most once."""
    for one in attempts:
        number = found[one.mark]
        if one.is_acknowledged and number != 1:
            yield f"{one.kind} {one.mark}: acknowledged, and there {number} times"
        if not one.is_acknowledged and number > 1:
            yield f"{one.kind} {one.mark}: not acknowledged, and there {number} times"


def orders(book: Book) -> Iterator[str]:
    from portal.core.events import Event
    from trade.models import Order

    rows = Order.objects.exclude(form_token=None).values_list("pk", "ref", "form_token", "buyer_id")
    yield from counted(book.of("order"), Counter(str(token) for _pk, _ref, token, _buyer in rows))
    by_token = {str(token): ref for _pk, ref, token, _buyer in rows}
    for one in book.of("order"):
        if one.is_acknowledged and by_token.get(one.mark) != one.about["ref"]:
            yield f"order {one.about['ref']}: acknowledged under another reference than it has"
    for pk, ref, _token, _buyer in rows:
        if (told := Event.objects.filter(kind="order.placed", subject_id=pk).count()) != 1:
            yield f"order {ref}: told {told} times"


def numbers() -> Iterator[str]:
    from trade.models import Order

    by_supplier: dict[Any, list[int]] = {}
    for supplier, year, number in Order.objects.values_list("supplier_id", "year", "number"):
        by_supplier.setdefault((supplier, year), []).append(number)
    for key, found in by_supplier.items():
        if sorted(found) != list(range(1, len(found) + 1)):
            yield f"supplier {key[0]}: the numbers of its orders have gaps or come twice"


def confirmations(book: Book) -> Iterator[str]:
    from portal.core.events import Event
    from trade.models import Instalment, Order

    for one in book.of("confirm"):
        order = Order.objects.filter(ref=one.mark).first()
        told = Event.objects.filter(kind="order.confirmed", subject_id=order.pk).count() if order else 0
        if order is None or (one.is_acknowledged and order.confirmed_at is None):
            yield f"confirm {one.mark}: acknowledged and lost"
        elif told != (1 if order.confirmed_at else 0):
            yield f"confirm {one.mark}: told {told} times"
        elif order.confirmed_at and Instalment.objects.filter(order=order).count() != 1:
            yield f"confirm {one.mark}: {Instalment.objects.filter(order=order).count()} instalments instead of one"


def payments(book: Book, stripe: LocalStripe) -> Iterator[str]:
    """Stripe's own list is the truth about money: each payment there is one here, one instalment, two postings."""
    from payments.models import Charge
    from trade.books.models import Posting
    from trade.models import Instalment

    sessions = {one["id"]: one for one in stripe.store.all("checkout.session")}
    for one in book.of("pay at Stripe"):
        if one.is_acknowledged and sessions[one.mark]["payment_status"] != "paid":
            yield f"payment {one.mark}: acknowledged by Stripe and not paid there"
    paid = [one for one in sessions.values() if one["payment_status"] == "paid"]
    twice = Counter(str(one["metadata"]["payable"]) for one in paid)
    yield from (f"{key} was paid {number} times" for key, number in twice.items() if number > 1)
    for one in paid:
        charge = Charge.objects.filter(session=one["id"]).first()
        if charge is None or charge.state != Charge.State.PAID:
            yield f"payment {one['id']}: paid at Stripe, here {charge.state if charge else 'unknown'}"
            continue
        row = Instalment.objects.filter(pk=int(charge.payable.partition(":")[2])).first()
        if row is None or row.state != "paid":
            yield f"payment {charge.ref}: the instalment is not paid"
        if (posted := Posting.objects.filter(key__startswith=f"charge.paid:{charge.ref}:").count()) != 2:
            yield f"payment {charge.ref}: {posted} postings instead of two"
    if surplus := Charge.objects.filter(state=Charge.State.PAID).exclude(session__in=[one["id"] for one in paid]):
        yield f"{len(surplus)} payments are paid here and not at Stripe"


def pledges(book: Book) -> Iterator[str]:
    from trade.models import Pledge, PledgeChange

    keys = PledgeChange.objects.values_list("key", flat=True)
    yield from counted(book.of("pledge"), Counter(map(str, keys)))
    for pledge in Pledge.objects.select_related("round"):
        mine = [
            one
            for one in book.of("pledge")
            if one.about["company"] == pledge.company_id and one.about["path"] == pledge.round.get_absolute_url()
        ]
        last = mine[-1] if mine else None
        if last is not None and last.is_acknowledged and last.about["quantity"] != pledge.quantity:
            yield f"pledge of {pledge.company_id}: {last.about['quantity']} acknowledged, {pledge.quantity} in the book"
        if sum(change.delta for change in pledge.changes.all()) != pledge.quantity:
            yield f"pledge of {pledge.company_id}: it is not the sum of its changes"


def products(book: Book) -> Iterator[str]:
    from catalog.models import Product

    rows = Product.objects.filter(sku__startswith="SKU-").values_list("sku", "state")
    yield from counted(book.of("publish"), Counter(sku for sku, _state in rows))
    half = [sku for sku, state in rows if state != Product.State.PUBLISHED]
    yield from (f"product {sku}: there, and not published" for sku in half)


def outbox() -> Iterator[str]:
    from portal.core.events import Event

    for event in Event.objects.exclude(state=Event.State.DONE).order_by("pk")[:20]:
        yield f"event {event}: {event.state} after {event.attempts} attempts: {event.error[:200]}"


def notifications() -> Iterator[str]:
    """The supplier is told of each order; that nobody is told twice is held by a constraint."""
    from notifications.models import Notification
    from portal.core.events import Event

    placed = Event.objects.filter(kind="order.placed").values_list("pk", flat=True)
    told = set(Notification.objects.filter(event_id__in=placed).values_list("event_id", flat=True))
    yield from (f"event {pk}: nobody was told of the order" for pk in placed if pk not in told)


def said_by(command: str) -> Iterator[str]:
    """What one of our own checks says, where it does not end well."""
    from django.core.management import CommandError, call_command

    said = io.StringIO()
    try:
        call_command(command, stdout=said)
    except (SystemExit, CommandError) as problem:
        lines = said.getvalue().splitlines()
        yield from lines[:20] or [str(problem)]
