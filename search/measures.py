"""Numbers of specifications as words that stand in an index in their order, so that it finds from – to, and the ends.

`bore=…` for each number, and for each end of a range that is stated; `span>…` and `span<…` for where a range begins
and ends, an open end without limit.
"""

import math
import struct
from typing import Any, TypeGuard

from catalog.models import Attribute

EXACT, FROM, UPTO = "=", ">", "<"
SIGN = 1 << 63
WIDTH = 16


def ordered(number: float) -> str:
    """Sixteen hexadecimal digits that sort as the numbers do (the bits of a double, the negative ones turned)."""
    (bits,) = struct.unpack(">Q", struct.pack(">d", number + 0.0))  # -0.0 is 0.0
    return f"{bits ^ (SIGN | (SIGN - 1)) if bits & SIGN else bits | SIGN:0{WIDTH}x}"


def number_of(word: str) -> float:
    bits = int(word[-WIDTH:], 16)
    (found,) = struct.unpack(">d", struct.pack(">Q", bits & ~SIGN if bits & SIGN else bits ^ (SIGN | (SIGN - 1))))
    return float(found)


def measures_of(attributes: Any) -> tuple[str, ...]:
    """Of the typed specifications of a product, those by which it is filtered from – to."""
    known = Attribute.known()
    found: list[str] = []
    for one in attributes if isinstance(attributes, list) else ():
        key = one.get("key") if isinstance(one, dict) else None
        if isinstance(key, str) and key in known and known[key].is_measured:
            found += written(key, one.get("value"))
    return tuple(dict.fromkeys(found))


def written(key: str, value: Any) -> list[str]:
    if is_number(value):
        return [f"{key}{EXACT}{ordered(value)}"]
    ends = [value.get("from"), value.get("to")] if isinstance(value, dict) else []
    stated = [one for one in ends if is_number(one)]
    if not stated:
        return []
    low, high = (
        end if is_number(end) else otherwise for end, otherwise in zip(ends, (-math.inf, math.inf), strict=True)
    )
    each = [f"{key}{EXACT}{ordered(one)}" for one in stated]
    return [*each, f"{key}{FROM}{ordered(low)}", f"{key}{UPTO}{ordered(high)}"]


def is_number(value: Any) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def whole_if_so(number: float) -> int | float:
    return int(number) if number.is_integer() else number
