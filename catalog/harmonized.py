"""The subheadings of the Harmonized System 2022, to check codes against; facts only, no descriptions."""

from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parent / "data" / "harmonized_system_2022.txt"


@cache
def headings() -> dict[str, frozenset[str]]:
    """Each heading (four digits) and its subheadings (six)."""
    found: dict[str, frozenset[str]] = {}
    for line in SOURCE.read_text("ascii").splitlines():
        if line and line[0] != "#":
            heading, _space, ends = line.partition(" ")
            found[heading] = frozenset(heading + ends[place : place + 2] for place in range(0, len(ends), 2))
    return found


def dotted(code: str) -> str:
    """`8482.10` for 848210."""
    return f"{code[:4]}.{code[4:6]}" if len(code) > 4 else code
