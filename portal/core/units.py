"""Units of trade: codes of UN/CEFACT Recommendation 20, named as people say them.

Packages are units too: Recommendation 21 codes go in with an X before them (`XBX`), as Recommendation 20 provides.
"""

from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal
from django.utils.translation import get_language, ngettext_lazy

# Each gives "500 pieces" for a count; written out, so that the catalogue of messages finds them.
UNITS: dict[str, Any] = {
    "C62": ngettext_lazy("%(n)s piece", "%(n)s pieces", "count"),
    "PR": ngettext_lazy("%(n)s pair", "%(n)s pairs", "count"),
    "SET": ngettext_lazy("%(n)s set", "%(n)s sets", "count"),
    "KT": ngettext_lazy("%(n)s kit", "%(n)s kits", "count"),
    "DZN": ngettext_lazy("%(n)s dozen", "%(n)s dozens", "count"),
    "GRO": ngettext_lazy("%(n)s gross", "%(n)s gross", "count"),
    "CEN": ngettext_lazy("%(n)s hundred", "%(n)s hundreds", "count"),
    "MIL": ngettext_lazy("%(n)s thousand", "%(n)s thousands", "count"),
    "GRM": ngettext_lazy("%(n)s gram", "%(n)s grams", "count"),
    "KGM": ngettext_lazy("%(n)s kilogram", "%(n)s kilograms", "count"),
    "TNE": ngettext_lazy("%(n)s tonne", "%(n)s tonnes", "count"),
    "LBR": ngettext_lazy("%(n)s pound", "%(n)s pounds", "count"),
    "ONZ": ngettext_lazy("%(n)s ounce", "%(n)s ounces", "count"),
    "MMT": ngettext_lazy("%(n)s millimetre", "%(n)s millimetres", "count"),
    "CMT": ngettext_lazy("%(n)s centimetre", "%(n)s centimetres", "count"),
    "MTR": ngettext_lazy("%(n)s metre", "%(n)s metres", "count"),
    "KMT": ngettext_lazy("%(n)s kilometre", "%(n)s kilometres", "count"),
    "INH": ngettext_lazy("%(n)s inch", "%(n)s inches", "count"),
    "FOT": ngettext_lazy("%(n)s foot", "%(n)s feet", "count"),
    "YRD": ngettext_lazy("%(n)s yard", "%(n)s yards", "count"),
    "CMK": ngettext_lazy("%(n)s square centimetre", "%(n)s square centimetres", "count"),
    "MTK": ngettext_lazy("%(n)s square metre", "%(n)s square metres", "count"),
    "FTK": ngettext_lazy("%(n)s square foot", "%(n)s square feet", "count"),
    "MTQ": ngettext_lazy("%(n)s cubic metre", "%(n)s cubic metres", "count"),
    "MLT": ngettext_lazy("%(n)s millilitre", "%(n)s millilitres", "count"),
    "LTR": ngettext_lazy("%(n)s litre", "%(n)s litres", "count"),
    "GLL": ngettext_lazy("%(n)s US gallon", "%(n)s US gallons", "count"),
    "BLL": ngettext_lazy("%(n)s oil barrel", "%(n)s oil barrels", "count"),
    "KWH": ngettext_lazy("%(n)s kilowatt hour", "%(n)s kilowatt hours", "count"),
    "HUR": ngettext_lazy("%(n)s hour", "%(n)s hours", "count"),
    "DAY": ngettext_lazy("%(n)s day", "%(n)s days", "count"),
    "MON": ngettext_lazy("%(n)s month", "%(n)s months", "count"),
    "XBX": ngettext_lazy("%(n)s box", "%(n)s boxes", "count"),
    "XCT": ngettext_lazy("%(n)s carton", "%(n)s cartons", "count"),
    "XPK": ngettext_lazy("%(n)s package", "%(n)s packages", "count"),
    "XBG": ngettext_lazy("%(n)s bag", "%(n)s bags", "count"),
    "XSA": ngettext_lazy("%(n)s sack", "%(n)s sacks", "count"),
    "XBO": ngettext_lazy("%(n)s bottle", "%(n)s bottles", "count"),
    "XCA": ngettext_lazy("%(n)s can", "%(n)s cans", "count"),
    "XDR": ngettext_lazy("%(n)s drum", "%(n)s drums", "count"),
    "XRO": ngettext_lazy("%(n)s roll", "%(n)s rolls", "count"),
    "XBE": ngettext_lazy("%(n)s bundle", "%(n)s bundles", "count"),
    "XST": ngettext_lazy("%(n)s sheet", "%(n)s sheets", "count"),
    "XPX": ngettext_lazy("%(n)s pallet", "%(n)s pallets", "count"),
    "XCN": ngettext_lazy("%(n)s container", "%(n)s containers", "count"),
}


def unit_name(code: str, count: int = 1) -> str:
    """`KGM` → `kilogram` (`kilograms` for a count of many); the code itself where we have no name for it."""
    return worded(code, "", count).strip() or code


def quantity(amount: Any, code: str) -> str:
    """`500 pieces`, `12.5 kilograms`: the figure in the reader's manner, with its unit."""
    number = Decimal(str(amount))
    locale = (get_language() or "en").replace("-", "_")
    # A fraction takes the plural in the languages that have one; ngettext wants a whole number.
    count = int(number) if number == number.to_integral_value() else 2
    figure = format_decimal(number.normalize(), locale=locale, decimal_quantization=False)
    return worded(code, figure, count) or f"{figure} {code}".strip()


def worded(code: str, figure: str, count: int) -> str:
    message = UNITS.get(code)
    return str(message % {"n": figure, "count": count}) if message else ""


def unit_choices() -> list[tuple[str, str]]:
    """For a select: `piece (C62)`."""
    return [(code, f"{unit_name(code)} ({code})") for code in UNITS]


# What one of a unit is in the first unit of its kind. Exact by definition: NIST Handbook 44, Appendix C. Packages
# (boxes, rolls, pallets) are left out on purpose: how much is in one differs from firm to firm.
MEASURES: dict[str, dict[str, Decimal]] = {
    "count": {
        "C62": Decimal(1), "DZN": Decimal(12), "GRO": Decimal(144), "CEN": Decimal(100), "MIL": Decimal(1000),
    },
    "mass": {
        "KGM": Decimal(1), "GRM": Decimal("0.001"), "TNE": Decimal(1000), "LBR": Decimal("0.45359237"),
        "ONZ": Decimal("0.028349523125"),
    },
    "length": {
        "MTR": Decimal(1), "MMT": Decimal("0.001"), "CMT": Decimal("0.01"), "KMT": Decimal(1000),
        "INH": Decimal("0.0254"), "FOT": Decimal("0.3048"), "YRD": Decimal("0.9144"),
    },
    "area": {"MTK": Decimal(1), "CMK": Decimal("0.0001"), "FTK": Decimal("0.09290304")},
    "volume": {
        "LTR": Decimal(1), "MLT": Decimal("0.001"), "MTQ": Decimal(1000), "GLL": Decimal("3.785411784"),
        "BLL": Decimal("158.987294928"),
    },
}  # fmt: skip
MEASURE_OF = {code: (kind, size) for kind, sizes in MEASURES.items() for code, size in sizes.items()}


def kind_of(code: str) -> str:
    """What a unit measures, such as `mass`; a unit that converts into no other is a kind of its own."""
    return MEASURE_OF[code][0] if code in MEASURE_OF else code


def units_in(code: str, other: str) -> Decimal | None:
    """How many of `other` one of `code` is: 12 for a dozen in pieces; None where they do not measure the same."""
    if code == other:
        return Decimal(1)
    if kind_of(code) != kind_of(other):
        return None
    return MEASURE_OF[code][1] / MEASURE_OF[other][1]


def is_counted(code: str) -> bool:
    """Whether only whole ones can be bought: a dozen or a box, but not a kilogram."""
    return kind_of(code) == "count" or code.startswith("X") or code in {"PR", "SET", "KT"}


def plain(number: Decimal | None) -> str:
    """`12.500` → `12.5`: a figure as people type it; empty for none."""
    return "" if number is None else f"{number.normalize():f}"
