"""Companies, and who acts for which company in which role."""

from companies.models.certificate import Certificate
from companies.models.company import Company, CompanyText
from companies.models.handover import Handover
from companies.models.invitation import Invitation
from companies.models.membership import Membership
from companies.models.token import ApiToken
from companies.people import User, validate_timezone

__all__ = [
    "ApiToken",
    "Certificate",
    "Company",
    "CompanyText",
    "Handover",
    "Invitation",
    "Membership",
    "User",
    "validate_timezone",
]  # the last is named so by a migration
