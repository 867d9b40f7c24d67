"""Papers and payments of an order in the talk about it: a message with a card, by who did it.

The card is drawn for each reader as things are when they read. Where nobody talks about the order, and about the
quotation that it came from, nothing is said, and nobody is made to talk.
"""

import uuid
from contextlib import suppress

from django.core.exceptions import PermissionDenied

from companies.models import Company, User
from consultations.models import Room
from consultations.models.beside import Beside
from payments.models import Charge
from portal.core.events import Event, subscribe
from portal.core.permissions import Refused
from trade.models import Invoice, Order, OutsidePayment
from trade.settling.by_stripe import instalment_of


def room_of(order: Order) -> Room | None:
    """Of the two companies and nobody else, about the order, else about its quotation."""
    between = sorted({order.buyer_id, order.supplier_id})
    rows = Room.objects.filter(pair=",".join(map(str, between)))
    room: Room | None = rows.filter(subject_kind="order", subject_key=order.ref).first()
    if room is None and order.quotation is not None:
        room = rows.filter(subject_kind="quotation", subject_key=order.quotation.ref).first()
    if room is not None and room.parties.here().exclude(company_id__in=between).exists():
        return None
    return room


def show(event: Event, order: Order, card: tuple[str, str], words: str, user: User | None, company: Company) -> None:
    """Once, however often the event is delivered; not for who may not speak there (any more)."""
    room = room_of(order)
    if room is None or user is None:
        return
    actor = user.actor_for(company.slug)
    if not actor.acts_for(company.pk):
        return
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"jangteo:talk:{event.kind}:{card[1]}")
    with suppress(PermissionDenied, Refused):
        room.post(words, actor, name, Beside(cards=[card]))


@subscribe("proforma.issued", "invoice.issued", "invoice.credited")
def invoice_issued(event: Event) -> None:
    rows = Invoice.objects.issued().select_related("order__quotation", "issuer")
    invoice = rows.filter(pk=event.subject_id or 0).first()
    if invoice is not None:
        show(event, invoice.order, ("invoice", invoice.ref), invoice.full_number, event.user, invoice.issuer)


@subscribe("outside_payment.confirmed")
def transfer_confirmed(event: Event) -> None:
    rows = OutsidePayment.objects.filter(state=OutsidePayment.State.CONFIRMED)
    rows = rows.select_related("instalment__order__quotation", "instalment__order__supplier")
    proof = rows.filter(pk=event.subject_id or 0).first()
    if proof is not None:
        order = proof.instalment.order
        show(event, order, ("outside_payment", proof.ref), order.full_number, event.user, order.supplier)


@subscribe("charge.paid")
def card_paid(event: Event) -> None:
    """By who began it: Stripe tells of it later, and nobody sits there."""
    charge = Charge.objects.filter(pk=event.subject_id or 0, state=Charge.State.PAID).select_related("payer").first()
    row = instalment_of(charge) if charge is not None else None
    if charge is not None and row is not None:
        show(event, row.order, ("payment", charge.ref), row.order.full_number, charge.by, charge.payer)
