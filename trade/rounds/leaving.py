"""What becomes of a company's pledges when it leaves the community: what is free falls, what is binding stays.

The law is in docs/joint-purchase.md: who leaves by its own will stays bound by a binding pledge until the round closes;
who is removed by a steward is released by that, as a steward may release anybody.
"""

import uuid
from collections.abc import Iterator
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.events import record
from portal.core.leaving import Leaving, Tie, asks_at_closing, asks_at_leaving, at_leaving
from portal.core.permissions import WrongState
from portal.core.states import locked
from portal.core.units import quantity as in_words
from trade.rounds.ledger import Kind, put
from trade.rounds.models import Pledge, PurchaseRound


def pledges_open(leaving: Leaving) -> list[Pledge]:
    rows = Pledge.objects.filter(company_id=leaving.company, quantity__gt=0, round__community_id=leaving.community)
    rows = rows.filter(round__state__in=PurchaseRound.TAKING)
    return list(rows.select_related("round__community", "company").order_by("round_id"))


@asks_at_leaving
def pledges_at_stake(leaving: Leaving) -> Iterator[Tie]:
    for pledge in pledges_open(leaving):
        purchase = pledge.round
        words = {"quantity": in_words(pledge.quantity, purchase.unit), "title": purchase.title}
        words |= {"day": purchase.local_deadline_words, "zone": purchase.zone.replace("_", " ")}
        stays = purchase.is_binding and not leaving.is_removed
        if stays:
            told = _("The pledge of %(quantity)s in “%(title)s” stays binding until it closes on %(day)s (%(zone)s).")
        elif purchase.is_binding:
            told = _("The binding pledge of %(quantity)s in “%(title)s” is released. The total falls by it.")
        else:
            told = _("The pledge of %(quantity)s in “%(title)s” is taken back. The total falls by it.")
        yield Tie(told % words, binds=stays, url=purchase.get_absolute_url())


@at_leaving
def settle_pledges(leaving: Leaving) -> None:
    """In the transaction in which the place ends: what was promised is decided once, by its state at that moment."""
    for pledge in pledges_open(leaving):
        try:
            with locked(pledge.round, *PurchaseRound.TAKING):
                settle_one(pledge.round, leaving)
        except WrongState:
            continue  # it closed in this very moment: the company has its share


def settle_one(purchase: PurchaseRound, leaving: Leaving) -> None:
    pledge = purchase.pledges.select_related("company").filter(company_id=leaving.company, quantity__gt=0).first()
    if pledge is None:
        return
    pledge.round = purchase
    if purchase.is_binding and not leaving.is_removed:
        pledge.stays_since = timezone.now()
        pledge.save(update_fields=["stays_since", "updated_at"])
        record("pledge.stays", pledge, by=leaving.by)
        return
    kind = Kind.RELEASED if purchase.is_binding else Kind.LEFT
    put(purchase, pledge, Decimal(0), kind, uuid.uuid4(), leaving.by, _("No longer a member"))
    record("pledge.dropped", pledge, by=leaving.by)
    purchase.settle(leaving.by)


@asks_at_closing
def rounds_under_way(community: int) -> Iterator[Tie]:
    """Members of a closed community could neither pledge on nor be released, and nobody could cancel."""
    for purchase in PurchaseRound.objects.filter(community=community, state__in=PurchaseRound.TAKING):
        told = _("The joint purchase “%(title)s” is under way. Close or cancel it first.") % {"title": purchase.title}
        yield Tie(told, binds=True, url=purchase.get_absolute_url())
