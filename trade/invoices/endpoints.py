"""Under which address an e-invoice reaches a company: the scheme of Peppol's list (EAS) and the number in it.

https://docs.peppol.eu/poacc/billing/3.0/codelist/eas/ — Korea and many other countries have no scheme of their own
there: their companies use a GLN (0088) or a D-U-N-S number (0060), which the drafter enters.
"""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from stdnum import ean
from stdnum.exceptions import ValidationError as NotWellFormed

from companies.registration import EU_VAT

GLN, DUNS, EMAIL = "0088", "0060", "EM"
# Schemes of national numbers, by our name of the kind.
BY_KIND = {
    "fr.siret": "0009", "fr.siren": "0002", "au.abn": "0151", "jp.cn": "0188", "no.orgnr": "0192", "sg.uen": "0195",
    "gb.vat": "9932",
}  # fmt: skip
# Schemes of VAT numbers of the Union, by country.
BY_COUNTRY = {
    "AT": "9914", "BE": "9925", "BG": "9926", "CY": "9928", "CZ": "9929", "DE": "9930", "EE": "9931", "ES": "9920",
    "FR": "9957", "GR": "9933", "HR": "9934", "HU": "9910", "IE": "9935", "IT": "0211", "LT": "9937", "LU": "9938",
    "LV": "9939", "MT": "9943", "NL": "9944", "PL": "9945", "PT": "9946", "RO": "9947", "SI": "9949", "SK": "9950",
}  # fmt: skip
TYPED = re.compile(r"(0088|0060)\s*:?\s*(\d{9}|\d{13})")


def checked_endpoint(text: str) -> str:
    """`0088:` and a GLN or `0060:` and a D-U-N-S number. Raises ValidationError for anything else."""
    found = TYPED.fullmatch(text.replace("-", "").strip())
    if not found or len(found[2]) != (13 if found[1] == GLN else 9):
        raise ValidationError(_("Enter 0088: and a GLN of 13 digits, or 0060: and a D-U-N-S number of 9 digits."))
    if found[1] == GLN:
        try:
            ean.validate(found[2])
        except NotWellFormed:
            raise ValidationError(_("This GLN cannot be right: a digit may be wrong.")) from None
    return f"{found[1]}:{found[2]}"


def peppol_address(party: dict[str, Any]) -> tuple[str, str] | None:
    """Scheme and number in the network; None where none is known."""
    if party.get("endpoint"):
        scheme, _colon, number = party["endpoint"].partition(":")
        return scheme, number
    kind, number = party.get("registration_kind", ""), party.get("registration_number", "")
    if kind == EU_VAT.code and number and party.get("country") in BY_COUNTRY:
        return BY_COUNTRY[party["country"]], number
    return (BY_KIND[kind], number) if kind in BY_KIND and number else None


def endpoint_of(party: dict[str, Any]) -> tuple[str, str] | None:
    """That of the network, else the e-mail, which EN 16931 takes but Peppol does not."""
    return peppol_address(party) or ((EMAIL, party["email"]) if party.get("email") else None)
