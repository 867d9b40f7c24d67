"""A request is on the market: those who were invited and those it was proposed to hear of it."""

from offers.models import RFQ, RFQSupplier
from offers.models.rfq_limits import heard_enough
from offers.models.rfq_rows import Audience
from portal.core.circles import companies_in
from portal.core.events import Event, subscribe
from portal.core.states import locked


@subscribe("rfq.published")
def tell_suppliers(event: Event) -> None:
    """Once each. Of those it was proposed to only who may quote, and who has not heard of enough others that day."""
    rfq = RFQ.objects.filter(pk=event.subject_id or 0, state__in=RFQ.TAKING).first()
    if rfq is None:
        return
    with locked(rfq):
        rows = list(rfq.suppliers.filter(told_at=None, company__is_active=True).select_related("company"))
        proposed = [row for row in rows if row.is_matched and not row.is_invited and row.may_be_told]
        full = heard_enough(row.company_id for row in proposed)
        for row in rows:
            if row.is_invited and row.may_be_told:
                row.tell("rfq.invited")
        for row in proposed:
            if row.company_id not in full and may_hear(rfq, row):
                row.tell("rfq.matched")


def may_hear(rfq: RFQ, row: RFQSupplier) -> bool:
    """Whether the supplier may quote by the audience as it is now."""
    if rfq.audience == Audience.CHECKED:
        return bool(row.company.tier >= (rfq.min_tier or 1))
    if rfq.audience == Audience.CIRCLE:
        return row.company_id in companies_in(rfq.circle)
    return rfq.audience == Audience.PUBLIC
