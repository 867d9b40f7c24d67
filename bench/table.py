"""The rows of a measurement and their table."""

from collections.abc import Sequence
from typing import NamedTuple


class Row(NamedTuple):
    """`measured` and `reference` in the same unit, or as they are to be shown; their ratio may be at most `bound`."""

    name: str
    measured: float | str
    reference: float | str
    ratio: float
    bound: float

    @property
    def holds(self) -> bool:
        return self.ratio <= self.bound


def show(rows: Sequence[Row]) -> int:
    """Print the table; 1 when a ratio is past its bound, else 0."""
    width = max([len(row.name) for row in rows], default=4)
    print(f"{'':{width}}  {'measured':>22} {'reference':>22} {'ratio':>8} {'at most':>8}")
    for row in rows:
        verdict = "" if row.holds else "  PAST ITS BOUND"
        figures = " ".join(f"{figure(value):>22}" for value in (row.measured, row.reference))
        print(f"{row.name:{width}}  {figures} {row.ratio:8.2f} {row.bound:8.2f}{verdict}")
    return 0 if all(row.holds for row in rows) else 1


def figure(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.4g}"
