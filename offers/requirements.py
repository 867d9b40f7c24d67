"""What a buyer requires of a line, row by row, and whether what a supplier answers meets it.

A row is kept as `{"name", "operator", "values", "unit"}`: `inner diameter`, `le`, `["20"]`, `mm`. Figures are compared
as decimals, in the unit of the requirement; words without regard to case. What cannot be compared is neither met nor
missed: nobody is marked down for a sentence that no program can read.
"""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.specs.units import converted
from portal.core.permissions import Refused
from portal.core.texts import clean_line

OPERATORS: dict[str, Any] = {
    "eq": gettext_lazy("is"),
    "le": gettext_lazy("at most"),
    "ge": gettext_lazy("at least"),
    "range": gettext_lazy("from … to"),
    "one_of": gettext_lazy("one of"),
}
SIGNS = {"eq": "=", "le": "≤", "ge": "≥"}
MOST = 30  # rows of a line
MOST_VALUES = 12
FIGURE = re.compile(r"^\s*([-+]?\d[\d\s.,]*)\s*(.*)$")


@dataclass(frozen=True)
class Requirement:
    """One row; `values` holds one value, two for a range, or those of which one is wanted."""

    name: str
    operator: str
    values: tuple[str, ...]
    unit: str = ""

    @classmethod
    def read(cls, row: Any) -> "Requirement":
        """From a row of a form, a file or the API. Raises Refused with what is wrong with it."""
        row = row if isinstance(row, dict) else {}
        name, unit = clean_line(str(row.get("name") or ""))[:80], clean_line(str(row.get("unit") or ""))[:20]
        operator = str(row.get("operator") or "eq")
        given = row.get("values")
        values = (
            tuple(filter(None, (clean_line(str(one))[:120] for one in given if one is not None)))
            if isinstance(given, list | tuple)
            else ()
        )
        requirement = cls(name, operator, values, unit)
        requirement.check()
        return requirement

    def check(self) -> None:
        if not self.name:
            raise Refused(_("Name what you require, such as “inner diameter”."))
        if self.operator not in OPERATORS:
            raise Refused(_("“%(name)s”: choose is, at most, at least, from … to, or one of.") % {"name": self.name})
        wanted = {"range": 2, "one_of": None}.get(self.operator, 1)
        if wanted is not None and len(self.values) != wanted:
            words = _("“%(name)s”: write both ends of the range.") if wanted == 2 else _("“%(name)s”: write one value.")
            raise Refused(words % {"name": self.name})
        if not 1 <= len(self.values) <= MOST_VALUES:
            raise Refused(_("“%(name)s”: write between one and twelve values.") % {"name": self.name})
        if self.operator in {"le", "ge", "range"}:
            figures = [figure(value) for value in self.values]
            if None in figures:
                raise Refused(_("“%(name)s”: write a number, such as 12.5.") % {"name": self.name})
            if self.operator == "range" and figures[0] > figures[1]:  # type: ignore[operator]  # none of them is None
                raise Refused(_("“%(name)s”: the range ends below its beginning.") % {"name": self.name})

    def as_row(self) -> dict[str, Any]:
        return {"name": self.name, "operator": self.operator, "values": list(self.values), "unit": self.unit}

    @property
    def words(self) -> str:
        """`= 20 mm`, `≤ 0.5 %`, `10 – 12 mm`, `one of: steel, brass`; without the name."""
        unit = f" {self.unit}" if self.unit else ""
        if self.operator == "range":
            return f"{self.values[0]} – {self.values[1]}{unit}"
        if self.operator == "one_of":
            return _("one of: %(values)s") % {"values": ", ".join(self.values)} + unit
        return f"{SIGNS[self.operator]} {self.values[0]}{unit}"

    def is_met_by(self, answer: str) -> bool | None:
        """Whether the answer meets it; None where there is no answer, or the two cannot be compared."""
        text = clean_line(answer)
        if not text:
            return None
        if self.operator in {"eq", "one_of"}:
            return any(is_same(text, value, self.unit) for value in self.values)
        given = measured(text, self.unit)
        ends = [figure(value) for value in self.values]
        if given is None or None in ends:
            return None
        if self.operator == "le":
            return bool(given <= ends[0])  # type: ignore[operator]  # checked above
        if self.operator == "ge":
            return bool(given >= ends[0])  # type: ignore[operator]  # checked above
        return bool(ends[0] <= given <= ends[1])  # type: ignore[operator]  # checked above


def requirements_of(rows: Any) -> list[Requirement]:
    """Those that are kept in a line; raises Refused for more than a line may have."""
    if not isinstance(rows, list):
        raise Refused(_("Requirements are a list of rows."))
    if len(rows) > MOST:
        raise Refused(_("A line takes up to %(most)s requirements.") % {"most": MOST})
    return [Requirement.read(row) for row in rows]


def figure(text: str) -> Decimal | None:
    """`1,250.5`, `1.250,5` and `1 250.5` as a number; None for anything else.

    A single comma or point before exactly three digits groups thousands only where another sign shows it: `1.250` is
    one and a quarter.
    """
    plain = re.sub(r"[\s\u00a0\u202f]", "", text)
    if "," in plain and "." in plain:
        decimal = max(",", ".", key=plain.rfind)
        plain = plain.replace("." if decimal == "," else ",", "").replace(decimal, ".")
    elif plain.count(",") == 1:
        plain = plain.replace(",", ".")
    else:
        plain = plain.replace(",", "")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def measured(text: str, unit: str) -> Decimal | None:
    """The figure at the beginning of an answer, in `unit`; a bare figure is taken to be in it."""
    found = FIGURE.match(text)
    number = figure(found.group(1)) if found else None
    if number is None or found is None:
        return None
    own = found.group(2).strip()
    if not own or own == unit:
        return number
    return converted(number, own, unit) if unit else None


def is_same(text: str, value: str, unit: str) -> bool:
    if text.casefold() == value.casefold():
        return True
    wanted, given = figure(value), measured(text, unit)
    return wanted is not None and given is not None and wanted == given
