"""Who issues an invoice and who gets it, as they were on the day: names, address, numbers."""

from typing import Any

from companies.models import Company
from companies.registration import EU, EU_VAT, OWN, kind_of, normalised

FIELDS = ("name", "legal_name", "local_name", "country", "street", "postcode", "city", "region")
# Registration numbers that are the number for value-added or sales tax as well.
TAX_KINDS = frozenset(
    {
        *("eu.vat", "gb.vat", "kr.brn", "cn.uscc", "in_.gstin", "au.abn", "br.cnpj", "mx.rfc", "tr.vkn", "tw.ubn"),
        *("vn.mst", "th.tin", "id.npwp", "no.orgnr", "cl.rut", "ar.cuit", "co.nit", "pe.ruc", "za.tin", "eg.tn"),
        *("nz.ird", "ch.uid", "ru.inn", "ma.ice"),
    }
)


def party_of(company: Company, known: dict[str, Any]) -> dict[str, Any]:
    """The company as it is now. Of what is `known` tax number, e-mail and endpoint stay: the supplier typed them."""
    party: dict[str, Any] = {name: getattr(company, name) for name in FIELDS}
    party |= {
        "registration_kind": company.registration_kind,
        "registration_number": company.registration_number,
        "phone": company.phone,
    }
    is_tax = company.registration_kind in TAX_KINDS
    party["tax_id"] = known.get("tax_id") or (company.registration_number if is_tax else "")
    party["email"] = known.get("email") or company.email
    party["endpoint"] = known.get("endpoint", "")
    return party


def tax_kind(country: str) -> str:
    """The kind of tax number that this country has, by python-stdnum's name; empty where we know of none."""
    if country in EU:
        return EU_VAT.code
    return next((kind.code for kind in OWN.get(country, []) if kind.code in TAX_KINDS), "")


def checked_tax_id(number: str, country: str) -> str:
    """The bare number. Raises ValidationError when the country's form is known and this cannot be one."""
    code = tax_kind(country)
    return normalised(number, code, country) if number and code else number.strip()


def tax_label(party: dict[str, Any]) -> str:
    """What the number is called: `VAT number (EU)`."""
    return str(kind_of(tax_kind(party.get("country", "")), party.get("country", "")).label)


def vat_identifier(party: dict[str, Any]) -> str:
    """With the country's prefix, as EN 16931 wants it (BR-CO-09): `DE136695976`, `KR1168200276`, `EL094259216`."""
    number, country = party.get("tax_id", ""), party.get("country", "")
    prefix = "EL" if country == "GR" else country
    bare = "".join(sign for sign in number if sign.isalnum()).upper()
    return bare if not bare or bare.startswith(prefix) else prefix + bare
