"""Companies, and who acts for which company in which role."""

from companies.models.booth_layout import BoothLayout
from companies.models.certificate import Certificate
from companies.models.company import Company
from companies.models.company_text import CompanyText
from companies.models.membership import Membership
from companies.models.photo import CompanyPhoto
from companies.models.short_address import ShortAddress
from companies.models.token import ApiToken
from companies.people import User, validate_timezone

__all__ = [
    "ApiToken",
    "BoothLayout",
    "Certificate",
    "Company",
    "CompanyPhoto",
    "CompanyText",
    "Membership",
    "ShortAddress",
    "User",
    "validate_timezone",
]  # the last is named so by a migration
