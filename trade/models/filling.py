"""What a quotation begins with, and whether two versions of it say the same."""

import json
from datetime import timedelta
from typing import Any

from django.utils import timezone

from companies.models import Company
from offers.models import RFQ, Inquiry
from trade.models.version import QuotationVersion

VALID_DAYS = 30


def fill_first(version: QuotationVersion, answered: RFQ | Inquiry, supplier_id: int) -> None:
    """What is asked for, as lines still without a price."""
    version.currency = answered.currency or "USD"
    version.valid_until = timezone.localdate() + timedelta(days=VALID_DAYS)
    if isinstance(answered, RFQ):
        version.incoterm, version.incoterm_place = answered.incoterm, answered.incoterm_place
    version.save()
    version.write_lines(lines_asked(answered, supplier_id))


def lines_asked(answered: RFQ | Inquiry, supplier_id: int) -> list[dict[str, Any]]:
    if isinstance(answered, RFQ):
        return [
            {"rfq_line": line, "title": line.title, "quantity": line.quantity, "unit": line.unit}
            for line in answered.current_lines()
        ]
    product = answered.product if answered.product and answered.product.company_id == supplier_id else None
    line: dict[str, Any] = {"title": answered.title[:200], "quantity": answered.quantity, "product": product}
    line["unit"] = answered.unit or (product.unit if product else "C62")
    return [{**line, "sku": product.sku if product else ""}]


def parties_of(inquiry: Inquiry) -> tuple[Company, Company]:
    """Buyer and supplier of the deal: who answers a buy offer is the one that sells."""
    return (inquiry.supplier, inquiry.buyer) if inquiry.asks_a_buyer else (inquiry.buyer, inquiry.supplier)


def same_words(one: QuotationVersion, other: QuotationVersion) -> bool:
    """Whether two versions say the same, leaving aside who says it, when, and the message beside it."""
    first, second = json.loads(one.canonical()), json.loads(other.canonical())
    for words in (first, second):
        for name in ("number", "side", "note", "respond_by"):  # who says it, and beside what
            words["terms"].pop(name)
    return bool(first == second)
