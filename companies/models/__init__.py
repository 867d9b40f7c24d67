"""Companies, and who acts for which company in which role."""

from companies.models.block import CompanyBlock
from companies.models.booth_layout import BoothLayout
from companies.models.certificate import Certificate
from companies.models.company import Company
from companies.models.company_text import CompanyText
from companies.models.handover import Handover
from companies.models.impersonation import Impersonation
from companies.models.invitation import Invitation
from companies.models.lookalike import NameFlag
from companies.models.mandate import Mandate
from companies.models.membership import Membership
from companies.models.merge import CompanyMerge, MergeProposal
from companies.models.note import StaffNote
from companies.models.photo import CompanyPhoto
from companies.models.short_address import ShortAddress
from companies.models.storing import FileRoom, StoredFile
from companies.models.suspension import Suspension
from companies.models.suspension_proposal import SuspensionProposal
from companies.models.token import ApiToken
from companies.models.vault import DocumentVersion, VaultDocument
from companies.models.verification import Claim, Reminder
from companies.models.webhook import WebhookEndpoint
from companies.models.webhook_delivery import WebhookAttempt, WebhookDelivery
from companies.people import User, validate_timezone

__all__ = [
    "ApiToken",
    "BoothLayout",
    "Certificate",
    "Claim",
    "Company",
    "CompanyBlock",
    "CompanyMerge",
    "CompanyPhoto",
    "CompanyText",
    "DocumentVersion",
    "FileRoom",
    "Handover",
    "Impersonation",
    "Invitation",
    "Mandate",
    "Membership",
    "MergeProposal",
    "NameFlag",
    "Reminder",
    "ShortAddress",
    "StaffNote",
    "StoredFile",
    "Suspension",
    "SuspensionProposal",
    "User",
    "VaultDocument",
    "WebhookAttempt",
    "WebhookDelivery",
    "WebhookEndpoint",
    "validate_timezone",
]  # the last is named so by a migration
