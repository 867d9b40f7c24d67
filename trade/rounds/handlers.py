"""What happens elsewhere and means something for a joint purchase: a quotation, the end of a request, a member less."""

from contextlib import suppress
from decimal import Decimal

from django.db.models import Q

from community.models import CommunityMember
from offers.models import RFQ, Inquiry
from portal.core.events import Event, subscribe
from portal.core.permissions import WrongState
from portal.core.units import units_in
from trade.models import AwardLine, Quotation
from trade.rounds.models import PurchaseRound


@subscribe("quotation.accepted")
def quotation_accepted(event: Event) -> None:
    """The supplier's price goes into the shares."""
    quotation = Quotation.objects.filter(pk=event.subject_id or 0, state=Quotation.State.ACCEPTED).first()
    if quotation is None:
        return
    purchase = round_of(quotation.rfq_id, quotation.inquiry_id)
    if purchase is None:
        return
    found = accepted_price(quotation, purchase)
    if found is not None:
        with suppress(WrongState):
            purchase.agree(quotation, *found)


def round_of(rfq_id: int | None, inquiry_id: int | None) -> PurchaseRound | None:
    about = Q(rfq_id=rfq_id) if rfq_id else Q(inquiry_id=inquiry_id)
    return PurchaseRound.objects.filter(about, state=PurchaseRound.State.SUCCEEDED).first()


def accepted_price(quotation: Quotation, purchase: PurchaseRound) -> tuple[Decimal, str] | None:
    """The price of one unit of the round, unrounded, and its currency; None where the units do not convert.

    Under a request it is what was awarded; on an inquiry that of the first priced line, for the whole quantity.
    """
    awarded = AwardLine.objects.filter(quotation=quotation).select_related("line__version").first()
    if awarded is not None:
        size = units_in(awarded.line.unit, purchase.unit)
        return (awarded.amount / size, awarded.line.version.currency) if size else None
    lines = quotation.current.main_lines() if quotation.current else []
    line = next((one for one in lines if one.amount is not None), None)
    size = units_in(line.unit, purchase.unit) if line else None
    if line is None or line.amount is None or not size or quotation.current is None:
        return None
    price = line.price_at(purchase.total / size)
    return (Decimal(price.amount) if price else line.amount) / size, quotation.current.currency


@subscribe("rfq.closed", "rfq.cancelled", "rfq.expired", "rfq.discarded")
def request_ended(event: Event) -> None:
    """Without a deal nobody is bound any more."""
    ended = (RFQ.State.CLOSED, RFQ.State.CANCELLED, RFQ.State.EXPIRED)
    rfq = RFQ.objects.filter(pk=event.subject_id or 0, state__in=ended).first()
    purchase = PurchaseRound.objects.filter(rfq=rfq).first() if rfq else None
    if purchase is not None:
        with suppress(WrongState):
            purchase.fall_through()


@subscribe("inquiry.closed")
def inquiry_closed(event: Event) -> None:
    inquiry = Inquiry.objects.filter(pk=event.subject_id or 0, state=Inquiry.State.CLOSED).first()
    purchase = PurchaseRound.objects.filter(inquiry=inquiry).first() if inquiry else None
    if purchase is None or Quotation.objects.filter(inquiry=inquiry, state=Quotation.State.ACCEPTED).exists():
        return
    with suppress(WrongState):
        purchase.fall_through()


@subscribe("membership.left", "membership.removed", "membership.changed")
def member_gone(event: Event) -> None:
    """A company that is no member any more counts no more, unless it is bound (leaving.py); read anew."""
    taking = PurchaseRound.objects.filter(state__in=PurchaseRound.TAKING)
    if event.subject_type == CommunityMember._meta.label_lower:
        rounds = taking.filter(community__members=event.subject_id)
    else:
        rounds = taking.filter(community_id=event.subject_id or 0)
    for purchase in rounds.order_by("pk"):
        with suppress(WrongState):
            purchase.drop_who_left()
