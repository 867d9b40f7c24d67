"""What lies between two rules of Incoterms 2020: which costs one price has in it and another has not.

Three kinds of cost are told apart: carriage with handling, insurance, and clearance with duties. A rule that binds the
seller to deliver further has more of them in the price. Under the D rules nobody must insure, but the seller bears the
risk on the way and so its cost; under CFR and CPT the buyer does.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

# How far the seller pays the carriage: from its gate, to the carrier, alongside the ship, on board, to the port or
# place of destination, to the buyer's place, and there unloaded.
CARRIAGE = {
    "EXW": 0, "FCA": 1, "FAS": 2, "FOB": 3, "CFR": 4, "CPT": 4, "CIF": 4, "CIP": 4, "DAP": 5, "DDP": 5, "DPU": 6,
}  # fmt: skip
INSURED = frozenset({"CIF", "CIP", "DAP", "DPU", "DDP"})
# Who clears: the buyer everything, the seller the export, the seller the import with its duties as well.
CLEARED = {"EXW": 0, "DDP": 2}

KINDS: dict[str, Any] = {
    "freight": _("carriage and handling"),
    "insurance": _("insurance"),
    "clearance": _("clearance and duties"),
}


def between(own: str, wanted: str) -> dict[str, int]:
    """The kinds of cost to add (1) to a price on `own`, or to take out of it (-1), to have it on `wanted`.

    Empty when the two are alike in this; raises KeyError for a code that is none of the eleven.
    """
    steps = {
        "freight": CARRIAGE[wanted] - CARRIAGE[own],
        "insurance": (wanted in INSURED) - (own in INSURED),
        "clearance": CLEARED.get(wanted, 1) - CLEARED.get(own, 1),
    }
    return {kind: 1 if step > 0 else -1 for kind, step in steps.items() if step}
