"""The lead: offers to sell and to buy, inquiries from one company to another, and requests for quotation."""

from offers.models.inquiry import Inquiry
from offers.models.offer import Offer
from offers.models.offer_files import OfferDocument, OfferPicture
from offers.models.offer_rows import OfferReader, OfferViews, Visibility
from offers.models.response import CompanyResponse
from offers.models.rfq import RFQ
from offers.models.rfq_parts import RFQDocument, RFQLine, RFQQuestion, RFQRevision, RFQSupplier

__all__ = [
    "RFQ",
    "CompanyResponse",
    "Inquiry",
    "Offer",
    "OfferDocument",
    "OfferPicture",
    "OfferReader",
    "OfferViews",
    "RFQDocument",
    "RFQLine",
    "RFQQuestion",
    "RFQRevision",
    "RFQSupplier",
    "Visibility",
]
