"""The lead: offers to sell and to buy, inquiries from one company to another, and requests for quotation."""

from offers.models.inquiry import Inquiry
from offers.models.inquiry_aside import CannedReply, InquiryNote, InquirySeen
from offers.models.inquiry_batch import InquiryBatch
from offers.models.inquiry_contact import InquiryContact
from offers.models.inquiry_line import InquiryLine
from offers.models.inquiry_message import InquiryFile, InquiryMessage
from offers.models.inquiry_report import InquiryReport
from offers.models.inquiry_routing import InquiryAbsence, InquiryAssignment, RoutingRule
from offers.models.offer import Offer
from offers.models.offer_files import OfferDocument, OfferPicture
from offers.models.offer_rows import OfferReader, OfferViews, Visibility
from offers.models.response import CompanyResponse
from offers.models.rfq import RFQ
from offers.models.rfq_parts import RFQDocument, RFQLine, RFQQuestion, RFQRevision, RFQSupplier

__all__ = [
    "RFQ",
    "CannedReply",
    "CompanyResponse",
    "Inquiry",
    "InquiryAbsence",
    "InquiryAssignment",
    "InquiryBatch",
    "InquiryContact",
    "InquiryFile",
    "InquiryLine",
    "InquiryMessage",
    "InquiryNote",
    "InquiryReport",
    "InquirySeen",
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
    "RoutingRule",
    "Visibility",
]
