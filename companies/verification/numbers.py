"""Whether a registration number can be one of its country: its form and check digits, never whose it is."""

from dataclasses import dataclass
from importlib import import_module

from stdnum.exceptions import ValidationError as NotWellFormed

# python-stdnum's modules that know a country's business numbers; a country without an entry cannot be checked.
MODULES: dict[str, tuple[str, ...]] = {
    "KR": ("kr.brn",),
    "DE": ("de.handelsregisternummer", "de.vat"),
    "JP": ("jp.cn",),
    "CN": ("cn.uscc",),
    "TW": ("tw.ubn",),
    "IN": ("in_.gstin", "in_.pan"),
    "BR": ("br.cnpj",),
    "TR": ("tr.vkn",),
    "VN": ("vn.mst",),
    "ID": ("id.npwp",),
    "MX": ("mx.rfc",),
    "CL": ("cl.rut",),
    "MA": ("ma.ice",),
    "CA": ("ca.bn",),
    "US": ("us.ein",),
    "GB": ("gb.vat",),
    "FR": ("fr.siren", "fr.siret"),
    "ES": ("es.cif",),
    "IT": ("it.iva",),
    "PL": ("pl.nip",),
    "DK": ("dk.cvr",),
    "CZ": ("cz.dic",),
    "PT": ("pt.nif",),
    "AT": ("at.uid",),
    "NL": ("nl.btw",),
    "BE": ("be.vat",),
    "FI": ("fi.alv",),
    "SE": ("se.vat", "se.orgnr"),
}


@dataclass(frozen=True)
class Form:
    """`state` is right, wrong or unknown (no way to tell); `number` is it without separators, for comparing."""

    state: str
    number: str


def form_of(number: str, country: str) -> Form:
    """What its form says of a number as people write it."""
    modules = MODULES.get(country, ())
    for name in modules:
        try:
            return Form("right", str(import_module(f"stdnum.{name}").validate(number)))
        except NotWellFormed:
            continue
    return Form("wrong" if modules and number else "unknown", bare_number(number))


def bare_number(number: str) -> str:
    """Letters and digits alone, in capitals: `116-82-00276` → `1168200276`."""
    return "".join(char for char in number.upper() if char.isalnum())
