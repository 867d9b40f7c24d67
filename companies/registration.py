"""Registration and tax numbers of companies: which a country has, and whether one can be right.

Only the form of a number is looked at, its length and check digits, by python-stdnum and without a network. That
tells a typing mistake from a number; it tells nothing of who the number belongs to, so it is shown as "format
checked" and never as verified.
"""

from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import InvalidChecksum
from stdnum.exceptions import ValidationError as NotWellFormed

OTHER = "other"
MOST = 40  # characters; the longest known number has 18


@dataclass(frozen=True)
class NumberKind:
    """`code` is the name of python-stdnum's module; an empty `example` belongs to a kind whose form we cannot check."""

    code: str
    label: Any
    example: str

    @property
    def is_checkable(self) -> bool:
        return self.code != OTHER

    @property
    def module(self) -> Any:
        return import_module(f"stdnum.{self.code}")

    def validate(self, number: str) -> str:
        """The bare number. Raises stdnum's ValidationError for one that cannot be right."""
        bare = str(self.module.validate(number))
        if self.code == "kr.brn" and not has_korean_check_digit(bare):
            raise InvalidChecksum
        return bare


def has_korean_check_digit(number: str) -> bool:
    """The last of the ten digits of a 사업자등록번호, after the National Tax Service; python-stdnum leaves it out."""
    digits = [int(digit) for digit in number]
    weighted = sum(digit * weight for digit, weight in zip(digits, (1, 3, 7, 1, 3, 7, 1, 3, 5), strict=False))
    return (10 - (weighted + digits[8] * 5 // 10) % 10) % 10 == digits[9]


ANOTHER = NumberKind(OTHER, _("Another number"), "")
EU_VAT = NumberKind("eu.vat", _("VAT number (EU)"), "DE136695976")

EU_CODES = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
EU = frozenset(EU_CODES.split())

OWN: dict[str, list[NumberKind]] = {
    "AR": [NumberKind("ar.cuit", "CUIT", "20-05536168-2")],
    "AU": [
        NumberKind("au.abn", _("Australian Business Number (ABN)"), "83 914 571 673"),
        NumberKind("au.acn", _("Australian Company Number (ACN)"), "004 085 616"),
    ],
    "BR": [NumberKind("br.cnpj", "CNPJ", "16.727.230/0001-97")],
    "CA": [NumberKind("ca.bn", _("Business Number (BN)"), "12302 6635")],
    "CH": [NumberKind("ch.uid", _("Business identification number (UID)"), "CHE-100.155.212")],
    "CL": [NumberKind("cl.rut", "RUT", "76.086.428-5")],
    "CN": [NumberKind("cn.uscc", _("Unified Social Credit Code (统一社会信用代码)"), "91110000600037341L")],
    "CO": [NumberKind("co.nit", "NIT", "213.123.432-1")],
    "DE": [NumberKind("de.handelsregisternummer", _("Commercial register number"), "Aachen HRA 11223")],
    "EG": [NumberKind("eg.tn", _("Tax registration number"), "100-531-385")],
    "FR": [NumberKind("fr.siren", "SIREN", "552 008 443"), NumberKind("fr.siret", "SIRET", "73282932000074")],
    "GB": [NumberKind("gb.vat", _("VAT number (United Kingdom)"), "GB 980 7806 84")],
    "ID": [NumberKind("id.npwp", "NPWP", "01.312.166.0-091.000")],
    "IL": [NumberKind("il.hp", _("Company number"), "516179157")],
    "IN": [NumberKind("in_.gstin", "GSTIN", "27AAPFU0939F1ZV"), NumberKind("in_.pan", "PAN", "ACUPA7085R")],
    "JP": [NumberKind("jp.cn", _("Corporate Number (法人番号)"), "5-8356-7825-6246")],
    "KR": [NumberKind("kr.brn", _("Business registration number (사업자등록번호)"), "116-82-00276")],
    "MA": [NumberKind("ma.ice", "ICE", "001561191000066")],
    "MX": [NumberKind("mx.rfc", "RFC", "MAB-930714-8T4")],
    "NO": [NumberKind("no.orgnr", _("Organisation number"), "988 077 917")],
    "NZ": [NumberKind("nz.ird", _("IRD number"), "49-098-576")],
    "PE": [NumberKind("pe.ruc", "RUC", "20512333797")],
    "RU": [NumberKind("ru.inn", "ИНН", "7707083893")],
    "SG": [NumberKind("sg.uen", _("Unique Entity Number (UEN)"), "00192200M")],
    "TH": [NumberKind("th.tin", _("Taxpayer identification number"), "0 9940 00617 72 1")],
    "TR": [NumberKind("tr.vkn", "VKN", "4540536920")],
    "TW": [NumberKind("tw.ubn", _("Unified Business Number (統一編號)"), "00501503")],
    "UA": [NumberKind("ua.edrpou", "ЄДРПОУ", "32855961")],
    "US": [NumberKind("us.ein", _("Employer Identification Number (EIN)"), "91-1144442")],
    "VN": [NumberKind("vn.mst", _("Tax code (mã số thuế)"), "0100233488")],
    "ZA": [NumberKind("za.tin", _("Tax reference number"), "0001339050")],
}


def kinds_of(country: str) -> list[NumberKind]:
    """What a company of this country (ISO 3166-1) can be registered under; the last is always "another number"."""
    vat = [EU_VAT] if country in EU else []
    return [*OWN.get(country, []), *vat, ANOTHER]


def kind_of(code: str, country: str) -> NumberKind:
    """The kind with this code if the country has it; else "another number"."""
    return next((kind for kind in kinds_of(country) if kind.code == code), ANOTHER)


def normalised(number: str, code: str, country: str) -> str:
    """The number without its separators, as it is kept.

    Raises ValidationError, with an example, when its form is known and this cannot be one.
    """
    kind = kind_of(code, country)
    if not kind.is_checkable:
        return number.strip()
    if code == EU_VAT.code and not number.strip()[:2].isalpha():
        number = {"GR": "EL"}.get(country, country) + number
    try:
        return kind.validate(number)
    except NotWellFormed:
        raise ValidationError(
            _("This cannot be a number of that kind: a digit may be wrong or missing. It looks like %(example)s."),
            code="format",
            params={"example": kind.example},
        ) from None


def is_well_formed(number: str, code: str, country: str) -> bool:
    """Whether the form was checked and is right; a number of a kind that we cannot check is not well-formed."""
    kind = kind_of(code, country)
    if not number or not kind.is_checkable:
        return False
    try:
        return bool(kind.validate(number))
    except NotWellFormed:
        return False


def shown(number: str, code: str, country: str) -> str:
    """As people of that country write it."""
    kind = kind_of(code, country)
    if kind.is_checkable and hasattr(kind.module, "format") and is_well_formed(number, code, country):
        return str(kind.module.format(number))
    return number
