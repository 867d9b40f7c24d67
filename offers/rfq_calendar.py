"""The days of a request: when quotations end, when the buyer decides, when the goods are wanted."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from offers.models import RFQ
from portal.core.icalendar import Entry, calendar
from portal.core.places import country_name

ENDED_EARLY = (RFQ.State.CANCELLED, RFQ.State.CLOSED, RFQ.State.EXPIRED)


def calendar_of(rfq: RFQ) -> str:
    return calendar(rfq.title, entries(rfq))


def entries(rfq: RFQ) -> Iterator[Entry]:
    """Every change of the request is a new sequence of the same events."""
    sequence = rfq.revision - 1 + rfq.revisions.count() + (1 if rfq.closed_at else 0)
    is_off = rfq.state in ENDED_EARLY
    about = {
        "description": f"{rfq.title} ({rfq.ref}), {rfq.company.name}",
        "url": f"{settings.SITE_URL}{rfq.get_absolute_url()}",
        "sequence": sequence,
        "changed_at": rfq.updated_at,
        "is_cancelled": is_off,
    }
    if rfq.closes_at:
        title = _("Quotations end: %(title)s") % {"title": rfq.title}
        yield Entry(f"{rfq.ref}-closing", rfq.closes_at, title, alarm=timedelta(days=1), **about)  # type: ignore[arg-type]  # a mixed dict
    if rfq.decide_by:
        title = _("Decision: %(title)s") % {"title": rfq.title}
        yield Entry(f"{rfq.ref}-decision", rfq.decide_by, title, **about)  # type: ignore[arg-type]  # a mixed dict
    if rfq.deliver_by:
        title = _("Delivery wished: %(title)s") % {"title": rfq.title}
        place = ", ".join(filter(None, [rfq.delivery_place, country_name(rfq.delivery_country)]))
        yield Entry(f"{rfq.ref}-delivery", rfq.deliver_by, title, location=place, **about)  # type: ignore[arg-type]  # a mixed dict
