"""Who does and pays what under each of the Incoterms® 2020 rules, and where the risk passes.

Source: International Chamber of Commerce, Incoterms® 2020 (ICC publication 723E), articles A2–A10 and B2–B10 of each
rule, told in our own words. A guide for choosing a rule; the contract refers to ICC's own text.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.incoterms import BY_SEA, INCOTERMS

STAGES: dict[str, Any] = {
    "packing": _("Packing and checking of the goods"),
    "loading": _("Loading at the seller's place"),
    "export": _("Export clearance and duties"),
    "to_port": _("Carriage to the port or terminal of departure"),
    "on_board": _("Loading on the main carrier"),
    "main": _("Main carriage"),
    "insurance": _("Insurance of the main carriage"),
    "unloading_port": _("Unloading at the port or terminal of arrival"),
    "to_place": _("Carriage to the place of destination"),
    "unloading": _("Unloading at the place of destination"),
    "import": _("Import clearance, duties and taxes"),
}
SELLER, BUYER, NOBODY, CARRIAGE = "seller", "buyer", "nobody", "carriage"
WHO: dict[str, Any] = {
    SELLER: pgettext_lazy("who pays", "Seller"),
    BUYER: pgettext_lazy("who pays", "Buyer"),
    NOBODY: _("Nobody must; buyer's risk"),
    CARRIAGE: _("As in the contract of carriage"),
}
SIGN = {"S": SELLER, "B": BUYER, "-": NOBODY, "C": CARRIAGE}
# One letter for each stage, in the order of STAGES.
DUTIES = {
    "EXW": "SBBBBB-BBBB",
    "FCA": "SSSBBB-BBBB",
    "CPT": "SSSSSS-SSCB",
    "CIP": "SSSSSSSSSCB",
    "DAP": "SSSSSS-SSBB",
    "DPU": "SSSSSS-SSSB",
    "DDP": "SSSSSS-SSBS",
    "FAS": "SSSSBB-BBBB",
    "FOB": "SSSSSB-BBBB",
    "CFR": "SSSSSS-CBBB",
    "CIF": "SSSSSSSCBBB",
}
RISK: dict[str, Any] = {
    "EXW": _("when the goods stand at the buyer's disposal at the named place, not loaded"),
    "FCA": _(
        "when the goods are loaded on the buyer's carrier at the seller's place, or ready for unloading elsewhere"
    ),
    "CPT": _("when the goods are handed to the first carrier, long before they arrive"),
    "CIP": _("when the goods are handed to the first carrier, long before they arrive"),
    "DAP": _("at the named place, on the vehicle, ready for unloading"),
    "DPU": _("at the named place, once unloaded"),
    "DDP": _("at the named place, on the vehicle, cleared for import"),
    "FAS": _("alongside the ship in the port of shipment"),
    "FOB": _("on board the ship in the port of shipment"),
    "CFR": _("on board the ship in the port of shipment, though the seller pays the freight to the port of arrival"),
    "CIF": _("on board the ship in the port of shipment, though the seller pays freight and insurance"),
}
PLACE: dict[str, Any] = {
    "EXW": _("place of delivery, such as the seller's works"),
    "FCA": _("place of delivery to the carrier"),
    "CPT": _("place of destination"),
    "CIP": _("place of destination"),
    "DAP": _("place of destination"),
    "DPU": _("place of destination"),
    "DDP": _("place of destination"),
    "FAS": _("port of shipment"),
    "FOB": _("port of shipment"),
    "CFR": _("port of destination"),
    "CIF": _("port of destination"),
}
ADVICE: dict[str, Any] = {
    "EXW": _(
        "Fits sales within a country. Across a border the buyer must clear goods for export in the seller's "
        "country, which is often not possible: FCA is safer."
    ),
    "FCA": _(
        "The rule for containers and for small consignments handed to a forwarder. The parties can agree that"
        " the buyer's carrier issues a bill of lading with an on-board note."
    ),
    "CPT": _("Name the place of delivery as well: risk passes there, not at the destination."),
    "CIP": _(
        "The seller insures for 110 % of the price under all-risks cover, Institute Cargo Clauses (A), unless"
        " less is agreed."
    ),
    "DAP": _("Good for door-to-door by road or courier when the buyer imports."),
    "DPU": _("The only rule under which the seller unloads. The seller must be able to do so there."),
    "DDP": _(
        "The most the seller can take on. Import VAT may be lost when the seller is not registered there; "
        "agree who pays it."
    ),
    "FAS": _("For bulk and heavy goods that are loaded from the quay; not for containers."),
    "FOB": _("For goods put on board by the seller. Containers are handed over at a terminal before that: take FCA."),
    "CFR": _("For bulk by sea. Containers: take CPT."),
    "CIF": _(
        "For bulk by sea. The seller insures for 110 % of the price under minimum cover, Institute Cargo "
        "Clauses (C). Containers: take CIP."
    ),
}


@dataclass(frozen=True)
class Rule:
    code: str

    @property
    def name(self) -> str:
        return str(INCOTERMS[self.code])

    @property
    def is_by_sea(self) -> bool:
        return self.code in BY_SEA

    @property
    def risk(self) -> str:
        return str(RISK[self.code])

    @property
    def place(self) -> str:
        return str(PLACE[self.code])

    @property
    def advice(self) -> str:
        return str(ADVICE[self.code])

    @property
    def duties(self) -> list[tuple[str, str, str]]:
        """For each stage its name, who bears it (a key of WHO), and that in words."""
        return [
            (str(name), who := SIGN[letter], str(WHO[who]))
            for name, letter in zip(STAGES.values(), DUTIES[self.code], strict=True)
        ]


def rules(mode: str = "", most: str = "") -> list[Rule]:
    """All eleven, or those that suit: `mode` is `sea` or `container`, `most` a stage the seller is to bear."""
    found = [Rule(code) for code in DUTIES if mode != "container" or code not in BY_SEA]
    place = list(STAGES).index(most) if most in STAGES else None
    return [rule for rule in found if place is None or DUTIES[rule.code][place] == "S"]


@dataclass(frozen=True)
class Row:
    """A stage of the way, and for each rule who bears it: a key of WHO and its words."""

    name: str
    cells: list[tuple[str, str]]


def table(shown: list[Rule]) -> list[Row]:
    """The rules side by side."""
    across = [rule.duties for rule in shown]
    return [
        Row(str(name), [(duties[place][1], duties[place][2]) for duties in across])
        for place, name in enumerate(STAGES.values())
    ]
