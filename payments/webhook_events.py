"""Which events of payments companies may be told of. Stripe's own names and the payer's card stay out of it."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from companies.webhooks.outgoing import tell_companies
from payments.models import Charge, Dispute, Refund, Release
from portal.core.actor import Actor


def amount(value: Decimal) -> str:
    return f"{value:f}"


def charge_shown(charge: Charge, _reader: Actor | None = None) -> dict[str, Any]:
    """What both sides read on its page."""
    return {
        "ref": charge.ref,
        "state": charge.state,
        "url": charge.get_absolute_url(),
        "title": charge.title,
        "payer": charge.payer.slug,
        "payee": charge.payee.slug,
        "amount": amount(charge.amount),
        "refunded": amount(charge.refunded.amount),
        "currency": charge.currency,
        "paid_at": charge.paid_at,
    }


def refund_shown(refund: Refund | Release, _reader: Actor) -> dict[str, Any]:
    return {
        "ref": refund.ref,
        "state": refund.state,
        "url": refund.charge.get_absolute_url(),
        "amount": amount(refund.amount),
        "currency": refund.charge.currency,
        "charge": charge_shown(refund.charge),
    }


def dispute_shown(dispute: Dispute, _reader: Actor) -> dict[str, Any]:
    """`ref` counts the disputes of a payment; `state` is open, won (or dropped) or lost."""
    number = dispute.charge.disputes.filter(pk__lte=dispute.pk).count()
    return {
        "ref": f"{dispute.charge.ref}/{number}",
        "state": dispute.outcome,
        "url": dispute.charge.get_absolute_url(),
        "amount": amount(dispute.amount),
        "currency": dispute.currency,
        "opened_at": dispute.opened_at,
        "closed_at": dispute.closed_at,
        "charge": charge_shown(dispute.charge),
    }


tell_companies(
    "payment",
    _("Payments"),
    Charge,
    {
        "charge.paid": _("A payment was made by Stripe"),
        "charge.failed": _("A payment by Stripe did not succeed"),
        "charge.cancelled": _("A payment by Stripe was cancelled"),
    },
    parties=lambda charge: (charge.payer_id, charge.payee_id),
    shown=charge_shown,
)
tell_companies(
    "refund",
    _("Payments"),
    Refund,
    {
        "refund.made": _("Money was sent back"),
        "refund.failed": _("Money could not be sent back"),
    },
    parties=lambda refund: (refund.charge.payer_id, refund.charge.payee_id),
    shown=refund_shown,
    part_of=lambda refund: refund.charge,
)
tell_companies(
    "payout",
    _("Payments"),
    Release,
    {"payout.released": _("A delayed payout was made")},
    parties=lambda release: (release.charge.payee_id,),
    shown=refund_shown,
    part_of=lambda release: release.charge,
)
tell_companies(
    "dispute",
    _("Payments"),
    Dispute,
    {
        "dispute.opened": _("The payer's bank disputes a payment"),
        "dispute.closed": _("A dispute at the payer's bank has ended"),
    },
    parties=lambda dispute: (dispute.charge.payer_id, dispute.charge.payee_id),
    shown=dispute_shown,
    part_of=lambda dispute: dispute.charge,
)
