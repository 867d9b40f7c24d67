"""What becomes of joint purchases when a company is taken into another."""

import uuid
from decimal import Decimal

from django.utils.translation import gettext as _

from companies.merging import Moved, merges
from companies.models import Company
from portal.core.states import locked
from trade.rounds.ledger import Kind, put
from trade.rounds.models import Pledge, PurchaseRound, Split


@merges(
    "joint_purchases",
    "trade.purchaseround.company",
    "trade.purchaseround.supplier",
    "trade.pledge.company",
    "trade.split.company",
)
def joint_purchases(kept: Company, lost: Company) -> Moved:
    """Pledges move; where both have pledged in a round that is open, the kept company takes both quantities."""
    mine = Pledge.objects.filter(company=kept)
    both = PurchaseRound.objects.filter(pledges__in=mine).filter(pledges__company=lost)
    for purchase in both.filter(state__in=PurchaseRound.TAKING).order_by("pk").distinct():
        join(purchase, kept, lost)
    moving = Pledge.objects.filter(company=lost).exclude(round__in=mine.values("round"))
    yield _("pledges in joint purchases"), moving.update(company=kept)
    yield _("shares of joint purchases"), Split.objects.filter(company=lost).update(company=kept)
    yield _("joint purchases it runs"), PurchaseRound.objects.filter(company=lost).update(company=kept)
    PurchaseRound.objects.filter(supplier=lost).update(supplier=kept)


def join(purchase: PurchaseRound, kept: Company, lost: Company) -> None:
    with locked(purchase, *PurchaseRound.TAKING):
        rows = {pledge.company_id: pledge for pledge in purchase.pledges.filter(company__in=[kept, lost])}
        one, other = rows[kept.pk], rows[lost.pk]
        quantity = other.quantity
        put(purchase, other, Decimal(0), Kind.MERGED, uuid.uuid4(), None)
        put(purchase, one, one.quantity + quantity, Kind.MERGED, uuid.uuid4(), None)
