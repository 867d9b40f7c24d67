"""Whether a registration number can be one of its country: its form and check digits, never whose it is."""

from dataclasses import dataclass

from stdnum.exceptions import ValidationError as NotWellFormed

from companies.registration import kinds_of


@dataclass(frozen=True)
class Form:
    """`state` is right, wrong or unknown (no way to tell); `number` is it without separators, for comparing."""

    state: str
    number: str


def form_of(number: str, country: str) -> Form:
    """What its form says of a number as people write it."""
    known = [kind for kind in kinds_of(country) if kind.is_checkable]
    for kind in known:
        try:
            return Form("right", kind.validate(number))
        except NotWellFormed:
            continue
    return Form("wrong" if known and number else "unknown", bare_number(number))


def bare_number(number: str) -> str:
    """Letters and digits alone, in capitals: `116-82-00276` → `1168200276`."""
    return "".join(char for char in number.upper() if char.isalnum())
