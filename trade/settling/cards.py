"""A payment as a card in a talk: a transfer that the supplier has confirmed, and one by card through Stripe."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from payments.models import Charge
from portal.core.actor import Actor
from portal.core.cards import CardKind, Standing, register_card
from portal.core.money import format_money
from portal.core.subjects import register_subject
from trade.settling.by_stripe import instalment_of
from trade.settling.models import Instalment, OutsidePayment

TONES = {"confirmed": "agreed", "refused": "quiet", "withdrawn": "quiet", "paid": "agreed", "surplus": "quiet"}


def transfer(proof: OutsidePayment, actor: Actor) -> Standing:
    rows: list[tuple[Any, Any]] = [
        (_("Way of paying"), proof.instalment.get_way_display()),
        (_("Amount"), format_money(proof.received_money or proof.money)),
        (_("Day"), date_format(proof.received_on or proof.sent_on)),
        *what_for(proof.instalment),
    ]
    return Standing(proof.get_state_display(), TONES.get(proof.state, "theirs"), None, rows)


def by_card(charge: Charge, actor: Actor) -> Standing:
    rows: list[tuple[Any, Any]] = [
        (_("Way of paying"), Instalment.Way.STRIPE.label),
        (_("Amount"), format_money(charge.money)),
    ]
    if charge.paid_at:
        rows.append((_("Day"), date_format(charge.paid_at)))
    if charge.refunded.amount:
        rows.append((_("Sent back"), format_money(charge.refunded)))
    if charge.holds_money:
        rows.append((_("Held until the delivery is confirmed"), format_money(charge.releasable)))
    row = instalment_of(charge)
    return Standing(
        charge.get_state_display(), TONES.get(charge.state, "theirs"), None, [*rows, *(what_for(row) if row else ())]
    )


def what_for(row: Instalment) -> list[tuple[Any, Any]]:
    return [(_("For"), f"{row.number}. {row.get_kind_display()}")]


def choices(actor: Actor, q: str) -> Any:
    return Charge.objects.none()  # they come by themselves, when money has come


# A transfer has no page of its own, so no address leads to its card.
register_subject("outside_payment", OutsidePayment, OutsidePayment.parties_to_talk)
register_subject("payment", Charge, Charge.parties_to_talk)
register_card(CardKind("outside_payment", _("Payment"), "", "ref", transfer, choices))
register_card(CardKind("payment", _("Payment"), "payments:charge", "ref", by_card, choices))
