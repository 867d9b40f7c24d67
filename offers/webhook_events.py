"""Which events of requests for quotation companies may be told of: the buyer, and who was asked or has quoted."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.webhooks.outgoing import tell_companies
from offers.models import RFQ, RFQSupplier


def taking_part(rfq: RFQ) -> Iterator[int]:
    """Its buyer, and the suppliers who were told of it or have quoted, without those who passed."""
    yield rfq.company_id
    told = Q(told_at__isnull=False) | Q(is_bidder=True)
    yield from rfq.suppliers.filter(told, passed_at=None).values_list("company_id", flat=True)


def rfq_shown(rfq: RFQ) -> dict[str, Any]:
    from offers.rfq_api import RFQSerializer  # the API is not needed to start the portal

    return dict(RFQSerializer(rfq).data)


tell_companies(
    "rfq",
    _("Requests for quotation"),
    RFQ,
    {"rfq.published": _("Your request for quotation was published")},
    parties=lambda rfq: (rfq.company_id,),  # suppliers hear of it one by one, as below
    shown=rfq_shown,
)
tell_companies(
    "rfq",
    _("Requests for quotation"),
    RFQSupplier,
    {
        "rfq.invited": _("You are invited to quote"),
        "rfq.matched": _("A request for quotation fits what you make"),
    },
    parties=lambda row: (row.company_id,),
    shown=lambda row: rfq_shown(row.rfq),
    part_of=lambda row: row.rfq,
)
tell_companies(
    "rfq",
    _("Requests for quotation"),
    RFQ,
    {
        "rfq.amended": _("A request for quotation was changed"),
        "rfq.evaluating": _("The time for quotations has ended"),
        "rfq.awarded": _("A request for quotation was awarded"),
        "rfq.closed": _("A request for quotation was closed without award"),
        "rfq.cancelled": _("A request for quotation was cancelled"),
        "rfq.expired": _("A request for quotation has expired"),
    },
    parties=taking_part,
    shown=rfq_shown,
)
