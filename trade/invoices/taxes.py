"""Value-added tax on an invoice: categories of UNCL 5305 as EN 16931 uses them, and sums rounded half up.

https://docs.peppol.eu/poacc/billing/3.0/codelist/UNCL5305/
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.registration import EU
from portal.core.money import half_up


class Category(models.TextChoices):
    STANDARD = "S", _("Taxed at a rate (S)")
    ZERO = "Z", _("Zero-rated goods (Z)")
    EXEMPT = "E", _("Exempt from tax (E)")
    EXPORT = "G", _("Export, not taxed (G)")
    WITHIN_EU = "K", _("Supply within the EU to a business (K)")
    REVERSE = "AE", _("Reverse charge: the buyer owes the tax (AE)")
    OUTSIDE = "O", _("Outside the scope of tax (O)")


# Categories that say why no tax is due: the code of the list VATEX, if it has one. The words are in `reason_of`.
REASON_CODES = {"G": "VATEX-EU-G", "K": "VATEX-EU-IC", "AE": "VATEX-EU-AE", "O": "VATEX-EU-O", "E": ""}
# In these the buyer's tax number must be known too.
BUYER_NUMBER = frozenset({"AE", "K"})
MAX_RATE = Decimal(40)


# The usual rate at home, proposed once; the supplier chooses.
USUAL_RATES: dict[str, Decimal] = {
    code: Decimal(str(rate))
    for code, rate in {
        "KR": 10,
        "JP": 10,
        "CN": 13,
        "VN": 10,
        "ID": 11,
        "TH": 7,
        "TW": 5,
        "SG": 9,
        "IN": 18,
        "AU": 10,
        "NZ": 15,
        "GB": 20,
        "CH": "8.1",
        "NO": 25,
        "TR": 20,
        "AT": 20,
        "BE": 21,
        "BG": 20,
        "CY": 19,
        "CZ": 21,
        "DE": 19,
        "DK": 25,
        "EE": 24,
        "ES": 21,
        "FI": "25.5",
        "FR": 20,
        "GR": 24,
        "HR": 25,
        "HU": 27,
        "IE": 23,
        "IT": 22,
        "LT": 21,
        "LU": 17,
        "LV": 21,
        "MT": 18,
        "NL": 21,
        "PL": 23,
        "PT": 23,
        "RO": 21,
        "SE": 25,
        "SI": 22,
        "SK": 23,
        "MX": 16,
        "CL": 19,
        "ZA": 15,
    }.items()
}


def reason_of(category: str) -> str:
    """In English, as it goes into the e-invoice; the printed one says the same in the reader's language."""
    return REASONS.get(category, "")


REASONS = {
    "G": "Export: zero-rated, goods leave the country of supply",
    "K": "Intra-Community supply, exempt from VAT",
    "AE": "Reverse charge: VAT to be accounted for by the recipient",
    "O": "Not subject to VAT",
}
REASON_WORDS = {
    "G": _("Export: zero-rated, goods leave the country of supply"),
    "K": _("Intra-Community supply, exempt from VAT"),
    "AE": _("Reverse charge: VAT to be accounted for by the recipient"),
    "O": _("Not subject to VAT"),
}


def usual_category(issuer_country: str, recipient_country: str, issuer_number: str, recipient_number: str) -> str:
    """What a supplier most likely needs: export is zero-rated; at home the rate is the supplier's to choose."""
    if not issuer_number:
        return Category.OUTSIDE
    if issuer_country == recipient_country:
        return Category.STANDARD
    if {issuer_country, recipient_country} <= EU:
        return Category.WITHIN_EU if recipient_number else Category.STANDARD
    return Category.EXPORT


@dataclass(frozen=True)
class Group:
    """All lines of one category and rate; `taxable` is their net less their part of the discount."""

    category: str
    rate: Decimal
    net: Decimal
    allowance: Decimal
    tax: Decimal

    @property
    def taxable(self) -> Decimal:
        return self.net - self.allowance


def groups_of(lines: Iterable[Any], allowance: Decimal, currency: str) -> list[Group]:
    """`lines` have category, rate and net. The discount is shared by net; what rounding leaves goes to the last."""
    nets: dict[tuple[str, Decimal], Decimal] = {}
    for line in lines:
        key = (line.category, line.rate)
        nets[key] = nets.get(key, Decimal(0)) + line.net
    total, rest, made = sum(nets.values(), Decimal(0)), allowance, []
    keys = sorted(nets, key=lambda key: (nets[key], key))  # the largest last: it bears the rest most easily
    for key in keys:
        part = rest if key == keys[-1] else half_up(allowance * nets[key] / total, currency) if total else Decimal(0)
        rest -= part
        tax = half_up((nets[key] - part) * key[1] / 100, currency)
        made.append(Group(*key, nets[key], part, tax))
    return sorted(made, key=lambda group: (group.category, group.rate))
