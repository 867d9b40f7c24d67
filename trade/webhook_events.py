"""Which events of quotations, orders, invoices and instalments companies may be told of, as the API shows them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from companies.webhooks.outgoing import tell_companies
from portal.core.actor import Actor
from trade.models import Instalment, Invoice, Order, OutsidePayment, Quotation


def deal_sides(deal: Any) -> tuple[int, int]:
    return deal.buyer_id, deal.supplier_id


def quotation_shown(quotation: Quotation, _reader: Actor) -> dict[str, Any]:
    from trade.api import QuotationSerializer  # the API is not needed to start the portal

    return dict(QuotationSerializer(quotation).data)


def order_shown(order: Order, _reader: Actor) -> dict[str, Any]:
    from trade.orders.api import OrderDetailSerializer

    return dict(OrderDetailSerializer(order).data)


def invoice_shown(invoice: Invoice, _reader: Actor) -> dict[str, Any]:
    from trade.invoices.api import InvoiceDetailSerializer

    return dict(InvoiceDetailSerializer(invoice).data)


def instalment_shown(one: Instalment, _reader: Actor) -> dict[str, Any]:
    """What both sides read on the page of the order."""
    return {
        "ref": f"{one.order.ref}/{one.number}",
        "state": one.state,
        "url": one.order.get_absolute_url(),
        "order": one.order.ref,
        "number": one.number,
        "kind": one.kind,
        "way": one.way,
        "amount": f"{one.amount:f}",
        "currency": one.currency,
        "due_on": one.due_on,
        "paid_at": one.paid_at,
        "buyer": one.order.buyer.slug,
        "supplier": one.order.supplier.slug,
    }


def transfer_shown(proof: OutsidePayment, _reader: Actor) -> dict[str, Any]:
    """As above; the proof itself stays on the page."""
    one = proof.instalment
    return {
        "ref": proof.ref,
        "state": proof.state,
        "url": one.order.get_absolute_url(),
        "order": one.order.ref,
        "instalment": one.number,
        "amount": f"{proof.amount:f}",
        "received": None if proof.received is None else f"{proof.received:f}",
        "currency": one.currency,
        "sent_on": proof.sent_on,
        "received_on": proof.received_on,
        "buyer": one.order.buyer.slug,
        "supplier": one.order.supplier.slug,
    }


tell_companies(
    "quotation",
    _("Quotations"),
    Quotation,
    {
        "quotation.submitted": _("A quotation was handed in"),
        "quotation.revised": _("A quotation was revised"),
        "quotation.countered": _("A counter-offer was made"),
        "quotation.confirmed": _("A quotation was confirmed after the request was changed"),
        "quotation.accepted": _("A quotation was accepted"),
        "quotation.declined": _("A quotation was declined"),
        "quotation.withdrawn": _("A quotation was withdrawn"),
        "quotation.expired": _("A quotation has expired"),
    },
    parties=deal_sides,
    shown=quotation_shown,
)
tell_companies(
    "order",
    _("Orders"),
    Order,
    {
        "order.placed": _("An order was placed"),
        "order.confirmed": _("An order was confirmed"),
        "order.progressed": _("An order is in production, or ready"),
        "order.shipped": _("A delivery was sent"),
        "order.received": _("A delivery has come"),
        "order.delivered": _("All of an order has come"),
        "order.overdue": _("A promised day of an order has passed"),
        "order.reminded": _("The buyer asked after an order that is late"),
        "order.completed": _("An order was completed"),
        "order.cancelled": _("An order was cancelled"),
        "order.numbered": _("The purchase-order number was entered"),
        "order.readdressed": _("The delivery address was changed"),
        "order.change_asked": _("A change of an order was asked for"),
        "order.change_agreed": _("A change of an order was agreed"),
        "order.change_refused": _("A change of an order was refused"),
        "order.change_withdrawn": _("A change of an order was taken back"),
    },
    parties=deal_sides,
    shown=order_shown,
)
tell_companies(
    "invoice",
    _("Invoices"),
    Invoice,
    {
        "proforma.issued": _("A pro-forma invoice was issued"),
        "invoice.issued": _("An invoice was issued"),
        "invoice.credited": _("A credit note was issued"),
    },
    parties=lambda invoice: (invoice.issuer_id, invoice.recipient_id),
    shown=invoice_shown,
)
tell_companies(
    "instalment",
    _("Payments"),
    Instalment,
    {
        "instalment.due": _("An instalment is due"),
        "instalment.paid": _("An instalment is paid"),
    },
    parties=lambda one: deal_sides(one.order),
    shown=instalment_shown,
)
tell_companies(
    "bank_transfer",
    _("Payments"),
    OutsidePayment,
    {
        "outside_payment.reported": _("A bank transfer was reported"),
        "outside_payment.confirmed": _("A bank transfer has come"),
        "outside_payment.refused": _("A bank transfer has not come"),
    },
    parties=lambda proof: deal_sides(proof.instalment.order),
    shown=transfer_shown,
)
