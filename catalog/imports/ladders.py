"""Prices as cells have them: one, a ladder of them, several ladders, with or without a currency."""

import re
from collections.abc import Callable
from typing import Any

from catalog.imports import values
from catalog.imports.problems import Odd
from catalog.imports.values import DASHES, text_of, tidy


class PriceOdd(Odd):
    """An odd value of a price, with the field it is in."""

    def __init__(self, field: str, odd: Odd) -> None:
        super().__init__(odd.code, odd.is_refusal, **odd.params)
        self.field = field


def asked(field: str, parse: Callable[[Any], Any], cell: Any) -> Any:
    try:
        return parse(cell)
    except Odd as odd:
        raise PriceOdd(field, odd) from None


def is_dash(cell: Any) -> bool:
    return isinstance(cell, str) and tidy(cell) in DASHES


STEP = re.compile(r"(.*[0-9])\s*([A-Za-z]{3})\s*")


def ladders_in(cell: Any) -> dict[str, Any]:
    """The steps by the currency that each names itself; "" for those that name none."""
    found: dict[str, list[Any]] = {}
    if isinstance(cell, list):
        for one in cell:
            found.setdefault(text_of(one.get("currency") or "") if isinstance(one, dict) else "", []).append(one)
        return dict(found)
    for part in values.TIER_BREAK.split(text_of(cell)):
        match = STEP.fullmatch(part)
        if part.strip():
            found.setdefault(match[2].upper() if match else "", []).append(match[1] if match else part)
    return {code: ";".join(parts) for code, parts in found.items()}


def without_codes(cell: Any) -> Any:
    """The ladder of one currency as `values.tiers` reads it."""
    known = {} if isinstance(cell, list) else ladders_in(cell)
    return next(iter(known.values())) if len(known) == 1 else cell


def only_currency(ladder: Any) -> str:
    """The currency that the steps of a ladder name, when it is the same for all."""
    codes = set(ladders_in(ladder)) - {""}
    return asked("price_tiers", values.currency, codes.pop()) if len(codes) == 1 else ""
