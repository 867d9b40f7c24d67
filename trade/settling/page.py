"""What an order's page says of its payment."""

from typing import Any

from django.utils.translation import gettext as _

from portal.core.actor import Actor
from trade.orders.models import Order
from trade.orders.page_parts import Part, order_part
from trade.settling.by_stripe import card_key, paid_by_card
from trade.settling.models import Instalment, PayeeAccount
from trade.settling.permissions import can_confirm_receipt, can_pay_order

State = Instalment.State


@order_part(40)
def payment(order: Order, actor: Actor) -> Part | None:
    """Instalments with whose turn it is, proofs and letters, and the account to pay to."""
    rows = list(order.instalments.prefetch_related("proofs__papers", "letters"))
    if not rows:
        return None
    cards = paid_by_card(rows)
    pays, receives = can_pay_order(actor, order), can_confirm_receipt(actor, order)
    for row in rows:
        row.order = order
        row.pill = pill_of(row, actor.acts_for(order.buyer_id))
        row.card_key = card_key(row) if pays else ""
        row.card = cards.get(row.pk)
        row.has_letter = any(letter.state != "refused" for letter in row.letters.all())
        for proof in row.proofs.all():
            proof.instalment = row
    lost = [row for row in rows if row.state == State.LOST]
    facts = {
        "lost": sum((row.money for row in lost[1:]), lost[0].money) if lost else None,
        "rows": rows,
        "pays": pays,
        "receives": receives,
        **account_facts(order, rows),
    }
    return Part("trade/settling/_payment.html", facts, _("Payment"), key="payment")


def account_facts(order: Order, rows: list[Instalment]) -> dict[str, Any]:
    """The account only while something is to be paid by transfer, and only when it is in force."""
    is_wanted = any(row.state in row.PAYABLE and row.amount > 0 and row.way != Instalment.Way.LC for row in rows)
    account = PayeeAccount.objects.in_force(order.supplier) if is_wanted else None
    return {
        "account": account,
        "is_wanted": is_wanted,
        "changing": PayeeAccount.objects.waiting(order.supplier) if is_wanted else None,
    }


def pill_of(row: Instalment, is_buyer: bool) -> dict[str, Any]:
    """Whose turn it is with this instalment, for a reader of one of the two companies."""
    if row.state == State.PAID:
        return {"tone": "agreed", "label": row.get_state_display(), "until": None}
    if row.state == State.LOST:
        return {"tone": "danger", "label": row.get_state_display(), "until": None}
    if row.state in {State.WAIVED, State.PLANNED}:
        return {"tone": "quiet", "label": row.get_state_display(), "until": None}
    buyers_turn = (row.state == State.DUE) == (row.amount > 0)
    label = _("Your turn") if buyers_turn == is_buyer else _("Their turn")
    until = row.due_on if row.state == State.DUE else None
    if row.is_overdue:
        label = _("Overdue")
    return {"tone": "yours" if buyers_turn == is_buyer else "theirs", "label": label, "until": until}
