"""The book of a round's pledges: a change, the company's quantity and the round's total are written together."""

import uuid
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Q

from portal.core.actor import Actor
from portal.core.events import record
from trade.rounds.parts import Pledge, PledgeChange

if TYPE_CHECKING:
    from trade.rounds.closing import RoundClosing

Kind = PledgeChange.Kind


def put(
    purchase: "RoundClosing",
    pledge: Pledge,
    quantity: Decimal,
    kind: str,
    key: uuid.UUID,
    by: Actor | None,
    why: str = "",
) -> None:
    """Make the pledge this quantity. To be called under the round's lock; at the commit a trigger adds all up again."""
    delta = quantity - pledge.quantity
    if not delta:
        return
    pledge.quantity, pledge.version = quantity, pledge.version + 1
    pledge.release_to, pledge.release_reason, pledge.release_asked_at = None, "", None
    pledge.save()
    pledge.changes.create(
        number=pledge.version,
        key=key,
        kind=kind,
        delta=delta,
        quantity=quantity,
        user=by.user if by else None,
        reason=why[:500],
    )
    purchase.total += delta
    purchase.save(update_fields=["total", "updated_at"])


def drop_outsiders(purchase: "RoundClosing") -> list[Pledge]:
    """Release the companies that are off the market, or no longer members without being bound still (leaving.py).

    To be called under the round's lock.
    """
    members = purchase.community.members.active().exclude(role="observer").values("company_id")
    counting = Q(company__is_active=True) & (Q(company__in=members) | Q(stays_since__isnull=False))
    gone = purchase.pledges.filter(quantity__gt=0).exclude(counting)
    rows = list(gone.select_related("company").order_by("pk"))
    for pledge in rows:
        put(purchase, pledge, Decimal(0), Kind.LEFT, uuid.uuid4(), None)
        record("pledge.dropped", pledge)
    return rows
