"""Companies, and who acts for which company in which role."""

from companies.models.certificate import Certificate
from companies.models.company import Company, CompanyText
from companies.models.impersonation import Impersonation
from companies.models.lookalike import NameFlag
from companies.models.membership import Membership
from companies.models.merge import CompanyMerge, MergeProposal
from companies.models.note import StaffNote
from companies.models.suspension import Suspension
from companies.models.token import ApiToken
from companies.models.vault import DocumentVersion, VaultDocument
from companies.models.verification import Claim, Reminder
from companies.people import User, validate_timezone

__all__ = [
    "ApiToken",
    "Certificate",
    "Claim",
    "Company",
    "CompanyMerge",
    "CompanyText",
    "DocumentVersion",
    "Impersonation",
    "Membership",
    "MergeProposal",
    "NameFlag",
    "Reminder",
    "StaffNote",
    "Suspension",
    "User",
    "VaultDocument",
    "validate_timezone",
]  # the last is named so by a migration
