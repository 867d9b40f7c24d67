"""Which papers a check asks for: by country, what the register there issues, by the name it has there."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Paper:
    """A kind of document; `help` says which page or how recent. One that carries no date of its own need not expire."""

    code: str
    label: Any
    help: Any = ""


@dataclass(frozen=True)
class Need:
    """A paper that a check asks for; without the required ones nothing can be submitted."""

    paper: Paper
    is_required: bool = True


PAPERS: dict[str, Paper] = {
    paper.code: paper
    for paper in (
        Paper(
            "business_registration",
            _("Business registration certificate (사업자등록증)"),
            _("From Hometax or the tax office; all of the page, with its number."),
        ),
        Paper(
            "corporate_register",
            _("Extract of the corporate register (법인등기부등본)"),
            _("From the Internet Registry Office, not older than three months."),
        ),
        Paper(
            "handelsregister",
            _("Extract of the commercial register (Handelsregisterauszug)"),
            _("The current print from handelsregister.de, not older than three months."),
        ),
        Paper(
            "japan_register",
            _("Certificate of registered matters (登記事項証明書)"),
            _("From the Legal Affairs Bureau, not older than three months."),
        ),
        Paper(
            "china_licence",
            _("Business licence (营业执照)"),
            _("With the Unified Social Credit Code and its square code to be read."),
        ),
        Paper(
            "incorporation",
            _("Certificate of incorporation or extract of the register"),
            _("As the register of your country issues it, not older than a year."),
        ),
        Paper(
            "proof_of_address",
            _("Proof of address"),
            _("A bill, tax notice or lease with the firm's name, not older than three months."),
        ),
        Paper(
            "authority",
            _("Letter of authority or power of attorney"),
            _("Says that the person may act for the firm; signed by a director. Not needed from a director."),
        ),
        Paper(
            "signatory_id",
            _("Identity card or passport of that person"),
            _("Cover the number if you like; name and picture must be seen."),
        ),
        Paper("bank_letter", _("Letter of your bank"), _("Names the firm as the holder of an account.")),
        Paper(
            "site_entrance",
            _("Photograph of the entrance"),
            _("With the name of the firm, as it is seen from the street."),
        ),
        Paper(
            "site_works",
            _("Photograph of the works"),
            _("Where the goods are made or handled, with people or machines at work."),
        ),
        Paper("site_store", _("Photograph of the store"), _("Goods packed or waiting to leave.")),
    )
}

# What proves that the firm exists, by country; elsewhere whatever the register there issues.
EXISTENCE: dict[str, tuple[str, ...]] = {
    "KR": ("business_registration", "corporate_register"),
    "DE": ("handelsregister",),
    "JP": ("japan_register",),
    "CN": ("china_licence",),
}
ELSEWHERE = ("incorporation",)


def needs_of(kind: str, country: str) -> list[Need]:
    """The papers that a check of this kind asks a firm of this country (ISO 3166-1) for, the required first."""
    existence = EXISTENCE.get(country, ELSEWHERE)
    required: dict[str, tuple[str, ...]] = {
        "address": ("proof_of_address",),
        "documents": (*existence, "signatory_id"),
        "visit": ("site_entrance", "site_works"),
    }
    optional: dict[str, tuple[str, ...]] = {
        "registration": existence[:1],
        "documents": ("authority", "bank_letter"),
        "visit": ("site_store",),
    }
    return [Need(PAPERS[code]) for code in required.get(kind, ())] + [
        Need(PAPERS[code], is_required=False) for code in optional.get(kind, ())
    ]


def paper_choices() -> list[tuple[str, Any]]:
    return [(paper.code, paper.label) for paper in PAPERS.values()]
