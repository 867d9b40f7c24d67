"""Units of measure converted into each other: exact where the units are defined by one another."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.units import MEASURES, kind_of, unit_name, units_in

KINDS: dict[str, Any] = {
    "mass": _("Weight"),
    "length": _("Length"),
    "area": _("Area"),
    "volume": pgettext_lazy("measure", "Volume"),
    "count": _("Number of pieces"),
}
DIGITS = 7  # that matter, of what is shown


@dataclass(frozen=True)
class Line:
    code: str
    amount: Decimal
    is_asked: bool = False

    @property
    def name(self) -> str:
        return unit_name(self.code, 2)

    @property
    def shown(self) -> str:
        return shown(self.amount)


def shown(amount: Decimal) -> str:
    """In groups of three, without zeros at the end; neither whole units nor hundredths are lost."""
    places = max(2, DIGITS - 1 - amount.adjusted()) if amount else 0
    text = f"{amount.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def conversions(amount: Decimal, unit: str, to: str) -> list[Line]:
    """The amount in every unit that measures the same."""
    return [
        Line(code, amount * factor, code == to)
        for code in MEASURES[kind_of(unit)]
        if code != unit and (factor := units_in(unit, code)) is not None
    ]


def groups() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """For a select: units by what they measure."""
    for kind, sizes in MEASURES.items():
        yield str(KINDS[kind]), [(code, f"{unit_name(code, 2)} ({code})") for code in sizes]
