"""The eleven rules of Incoterms 2020 (International Chamber of Commerce)."""

from django.utils.translation import gettext_lazy as _

INCOTERMS = {
    "EXW": _("Ex Works"),
    "FCA": _("Free Carrier"),
    "CPT": _("Carriage Paid To"),
    "CIP": _("Carriage and Insurance Paid To"),
    "DAP": _("Delivered at Place"),
    "DPU": _("Delivered at Place Unloaded"),
    "DDP": _("Delivered Duty Paid"),
    "FAS": _("Free Alongside Ship"),
    "FOB": _("Free on Board"),
    "CFR": _("Cost and Freight"),
    "CIF": _("Cost, Insurance and Freight"),
}
# Rules for sea and inland waterway transport only; the others serve any mode.
BY_SEA = frozenset({"FAS", "FOB", "CFR", "CIF"})


def incoterm_name(code: str) -> str:
    """`FOB` → `Free on Board`, in the reader's language; the code itself where it is none of the eleven."""
    return str(INCOTERMS.get(code, code))


def incoterm_choices() -> list[tuple[str, str]]:
    """For a select: `FOB – Free on Board`, in the order of the rules' own booklet."""
    return [(code, f"{code} – {name}") for code, name in INCOTERMS.items()]
