"""The lead: offers to sell and to buy, and inquiries from one company to another."""

from offers.models.inquiry import Inquiry
from offers.models.offer import Offer
from offers.models.offer_files import OfferDocument, OfferPicture
from offers.models.offer_rows import OfferReader, OfferViews, Visibility
from offers.models.response import CompanyResponse

__all__ = [
    "CompanyResponse",
    "Inquiry",
    "Offer",
    "OfferDocument",
    "OfferPicture",
    "OfferReader",
    "OfferViews",
    "Visibility",
]
