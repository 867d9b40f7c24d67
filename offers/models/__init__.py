"""The lead: offers to sell and to buy, and inquiries from one company to another."""

from offers.models.company_block import CompanyBlock
from offers.models.inquiry import Inquiry
from offers.models.inquiry_aside import CannedReply, InquiryNote, InquirySeen
from offers.models.inquiry_batch import InquiryBatch
from offers.models.inquiry_contact import InquiryContact
from offers.models.inquiry_line import InquiryLine
from offers.models.inquiry_message import InquiryFile, InquiryMessage
from offers.models.inquiry_report import InquiryReport
from offers.models.inquiry_routing import InquiryAbsence, InquiryAssignment, RoutingRule
from offers.models.offer import Offer
from offers.models.response import CompanyResponse

__all__ = [
    "CannedReply",
    "CompanyBlock",
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
    "RoutingRule",
]
