"""Which events of inquiries and of requests for quotation companies may be told of.

Of an inquiry its two sides, but for what the one who was asked has put aside; of a request the buyer, and who was
asked or has quoted.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.webhooks.outgoing import tell_companies
from offers.models import RFQ, Inquiry, RFQSupplier
from portal.core.actor import Actor


def taking_part(rfq: RFQ) -> Iterator[int]:
    """Its buyer, and the suppliers who were told of it or have quoted, without those who passed."""
    yield rfq.company_id
    told = Q(told_at__isnull=False) | Q(is_bidder=True)
    yield from rfq.suppliers.filter(told, passed_at=None).values_list("company_id", flat=True)


def rfq_shown(rfq: RFQ, _reader: Actor) -> dict[str, Any]:
    from offers.rfq_api import RFQSerializer  # the API is not needed to start the portal

    return dict(RFQSerializer(rfq).data)


def inquiry_sides(inquiry: Inquiry) -> Iterator[int]:
    """Reported as spam, or from a company that is blocked: whoever put it aside does not hear of it."""
    yield inquiry.buyer_id
    if not inquiry.spam:
        yield inquiry.supplier_id


def inquiry_shown(inquiry: Inquiry, reader: Actor) -> dict[str, Any]:
    from offers.inquiry_api import InquirySerializer

    return dict(InquirySerializer(inquiry, context={"actor": reader}).data)


tell_companies(
    "inquiry",
    _("Inquiries"),
    Inquiry,
    {
        "inquiry.sent": _("An inquiry was sent or received"),
        "inquiry.answered": _("An inquiry was answered"),
        "inquiry.asked_again": _("A further question was asked in an inquiry"),
        "inquiry.closed": _("An inquiry was closed"),
        "inquiry.reopened": _("An inquiry was opened again"),
    },
    parties=inquiry_sides,
    shown=inquiry_shown,
)
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
    shown=lambda row, reader: rfq_shown(row.rfq, reader),
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
