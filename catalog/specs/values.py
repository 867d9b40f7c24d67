"""Values of attributes: read from what people, files and programs write, and shown in the reader's words.

What is kept is canonical: a JSON number in the attribute's unit, true or false, the code of a choice, a list of codes,
`{"from": …, "to": …}` with one or both ends, a number for each part of a dimension, a line of text.
"""

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext_lazy as _

from catalog.imports.values import is_visible, point, text_of
from catalog.specs.models import Attribute, plain
from catalog.specs.units import converted
from portal.core.texts import clean_line

LONGEST, LONGEST_NUMBER, MOST_CODES = 500, 60, 40
MOST = Decimal(10) ** 15
DIGITS = 9  # behind the point; below that lies only the noise of a conversion
NUMBER = r"[-+\u2212]?\s?(?:\d[\d.,'\s\u00a0\u202f]*|\.\d+)"
AMOUNT = re.compile(rf"\s*({NUMBER})\s*([^\d\s+.,'-].{{0,20}})?", re.DOTALL)
ENDS = re.compile(
    rf"\s*({NUMBER})\s*(\D{{0,12}}?)\s*(?:–|—|~|-|to|bis|\.\.\.?|…|/)\s*({NUMBER})\s*(.{{0,20}})", re.DOTALL
)
ONE_END = re.compile(rf"\s*(≤|<=|<|≥|>=|>|max\.?|min\.?)\s*({NUMBER}.{{0,20}})", re.DOTALL | re.IGNORECASE)
TIMES = re.compile(r"\s*[x×*✕]\s*", re.IGNORECASE)
PARTS_OF_LIST = re.compile(r"[;,|\n/]")
YES = frozenset({"yes", "y", "true", "1", "예", "네", "있음", "가능", "o", "ja", "oui", "유", "✓", "✔"})
NO = frozenset({"no", "n", "false", "0", "아니요", "아니오", "없음", "불가", "x", "nein", "non", "무", "✗"})

WORDS: dict[str, Any] = {
    "number": _("Write a number, such as 20."),
    "unit": _("“%(unit)s” is not a unit of this. Write it in %(wanted)s."),
    "unitless": _("Write the number without a unit."),
    "bounds": _("This looks like a typing error: it is expected between %(low)s and %(high)s."),
    "choice": _("“%(value)s” is not one of these: %(known)s."),
    "boolean": _("Write yes or no."),
    "range": _("Write both ends, such as 5 – 40, or one of them."),
    "order": _("The first end is above the second."),
    "parts": _("Write %(count)s numbers, such as %(example)s."),
    "long": _("This is longer than %(limit)s characters."),
    "text": _("Write a line of text."),
}


class Unfit(Exception):
    """A value that the attribute does not take; `words` says what is wrong with it."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code, self.params = code, params

    @property
    def words(self) -> str:
        return str(WORDS[self.code] % self.params)


def read(attribute: Attribute, raw: Any, unit: str = "") -> Any:
    """The canonical value of what was written, with `unit` where it stands apart. Raises Unfit."""
    return READERS[attribute.kind](attribute, raw, unit)


def read_text(attribute: Attribute, raw: Any, unit: str) -> str:
    if isinstance(raw, dict):
        raise Unfit("text")
    if isinstance(raw, list) and len(raw) > MOST_CODES:
        raise Unfit("long", limit=LONGEST)
    text = text_of(raw)
    if len(text) > 4 * LONGEST:
        raise Unfit("long", limit=LONGEST)
    text = clean_line(f"{text} {unit}" if unit else text)
    if len(text) > LONGEST:
        raise Unfit("long", limit=LONGEST)
    if not is_visible(text):
        raise Unfit("text")
    return text


def read_number(attribute: Attribute, raw: Any, unit: str) -> int | float:
    return kept(attribute, amount_of(attribute, raw, unit))


def amount_of(attribute: Attribute, raw: Any, unit: str) -> Decimal:
    """In the attribute's unit."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float | Decimal):
        raise Unfit("number")
    text = str(raw)
    match = AMOUNT.fullmatch(text) if len(text) <= LONGEST_NUMBER else None
    if match is None and isinstance(raw, int | float | Decimal):
        return in_unit(attribute, decimal_of(text), unit)  # such as 1e-07
    if match is None:
        raise Unfit("number")
    return in_unit(attribute, decimal_of(match[1]), (match[2] or "").strip() or unit)


def decimal_of(text: str) -> Decimal:
    bare = re.sub(r"[\s'\u00a0\u202f]", "", text).replace("\u2212", "-")
    try:
        amount = Decimal(point(bare))
    except InvalidOperation:
        raise Unfit("number") from None
    if not amount.is_finite() or amount.adjusted() > 30 or amount.adjusted() < -30:
        raise Unfit("number")
    return amount


def in_unit(attribute: Attribute, amount: Decimal, unit: str) -> Decimal:
    if not unit:
        return amount
    if not attribute.unit:
        raise Unfit("unitless")
    found = converted(amount, unit, attribute.unit)
    if found is None:
        raise Unfit("unit", unit=unit[:20], wanted=attribute.unit)
    return found


def kept(attribute: Attribute, amount: Decimal) -> int | float:
    """As JSON keeps it, when it lies within the bounds."""
    low = Decimal(str(attribute.low)) if attribute.low is not None else -MOST
    high = Decimal(str(attribute.high)) if attribute.high is not None else MOST
    if not low <= amount <= high:
        raise Unfit("bounds", low=f"{low.normalize():f}", high=f"{high.normalize():f}")
    exact = round(amount, DIGITS)
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def read_choice(attribute: Attribute, raw: Any, unit: str) -> str:
    text = text_of(raw) if isinstance(raw, str | int | float) and not isinstance(raw, bool) else ""
    code = attribute.codes.get(plain(text)) if len(text) <= LONGEST else None
    if code is None:
        raise unknown_choice(attribute, raw)
    return code


def unknown_choice(attribute: Attribute, raw: Any) -> Unfit:
    names = list(attribute.choice_names.values())
    known = ", ".join(names[:12]) + (", …" if len(names) > 12 else "")
    return Unfit("choice", value=clean_line(text_of(raw)[:200])[:40], known=known)


def read_choices(attribute: Attribute, raw: Any, unit: str) -> list[str]:
    """In the order of the definition, each once."""
    if not isinstance(raw, str | list) or len(raw) > (LONGEST if isinstance(raw, str) else MOST_CODES):
        raise unknown_choice(attribute, raw if isinstance(raw, str) else "")
    if isinstance(raw, str):
        whole = attribute.codes.get(plain(raw))
        raw = [whole] if whole else [part for part in PARTS_OF_LIST.split(raw) if part.strip()]
    found = {read_choice(attribute, one, "") for one in raw}
    if not found:
        raise unknown_choice(attribute, "")
    return [one["code"] for one in attribute.choices if one["code"] in found]


def read_boolean(attribute: Attribute, raw: Any, unit: str) -> bool:
    if isinstance(raw, bool):
        return raw
    text = text_of(raw).strip().casefold() if isinstance(raw, str | int | float) else ""
    if text in YES or text in NO:
        return text in YES
    raise Unfit("boolean")


def read_range(attribute: Attribute, raw: Any, unit: str) -> dict[str, int | float]:
    ends = ends_of(raw, unit)
    found = {
        name: read_number(attribute, value, own)
        for name, (value, own) in ends.items()
        if value is not None and value != ""
    }
    if not found:
        raise Unfit("range")
    if len(found) == 2 and found["from"] > found["to"]:
        raise Unfit("order")
    return found


def ends_of(raw: Any, unit: str) -> dict[str, tuple[Any, str]]:
    """The two ends as written, each with its unit: of `{"from": …}`, a pair, `5 – 40 °C`, `≤ 40`, or one number."""
    if isinstance(raw, dict):
        return {name: (raw.get(name), unit) for name in ("from", "to")}
    if isinstance(raw, list) and len(raw) == 2:
        return {"from": (raw[0], unit), "to": (raw[1], unit)}
    if isinstance(raw, str) and len(raw) <= 2 * LONGEST_NUMBER:
        if match := ENDS.fullmatch(raw):
            last = match[4].strip() or unit
            return {"from": (match[1], match[2].strip() or last), "to": (match[3], last)}
        if match := ONE_END.fullmatch(raw):
            name = "to" if match[1][0] in "≤<" or match[1].lower().startswith("max") else "from"
            return {name: (match[2], unit)}
    return {"from": (raw, unit), "to": (raw, unit)}


def read_dimension(attribute: Attribute, raw: Any, unit: str) -> dict[str, int | float]:
    """A number for each part, by name or in order: `40 × 30 × 20 cm`."""
    names = attribute.part_names
    example = " × ".join(["40", "30", "20", "10"][: len(names)])
    is_named = isinstance(raw, dict)
    if isinstance(raw, dict):
        raw = [raw.get(name) for name in names]
    elif isinstance(raw, str) and len(raw) <= 2 * LONGEST_NUMBER:
        raw = TIMES.split(raw)
    if not isinstance(raw, list) or len(raw) != len(names) or any(one is None or one == "" for one in raw):
        raise Unfit("parts", count=len(names), example=example)
    # In `40 × 30 × 20 cm` the last unit is that of all; parts that stand apart have each their own.
    last = AMOUNT.fullmatch(raw[-1]) if isinstance(raw[-1], str) and not is_named else None
    own = (last[2] or "").strip() if last else ""
    return {name: read_number(attribute, one, own or unit) for name, one in zip(names, raw, strict=True)}


READERS: dict[str, Callable[[Attribute, Any, str], Any]] = {
    "text": read_text, "number": read_number, "choice": read_choice, "multi_choice": read_choices,
    "boolean": read_boolean, "range": read_range, "dimension": read_dimension,
}  # fmt: skip


def shown(attribute: Attribute, value: Any) -> Any:
    """In the reader's words: numbers, yes and no as they are, everything else as a text that `read` takes again."""
    names = attribute.choice_names
    if isinstance(value, list):
        return ", ".join(names.get(str(code), str(code)) for code in value)
    if isinstance(value, dict) and attribute.kind == Attribute.Kind.RANGE:
        return ends_in_words(value)
    if isinstance(value, dict):
        return " × ".join(figure(value[name]) for name in attribute.part_names if name in value)
    if isinstance(value, str):
        return names.get(value, value)
    return value


def ends_in_words(value: dict[str, Any]) -> str:
    low, high = value.get("from"), value.get("to")
    if low is None or high is None:
        return f"≤ {figure(high)}" if low is None else f"≥ {figure(low)}"
    return figure(low) if low == high else f"{figure(low)} – {figure(high)}"


def figure(number: Any) -> str:
    return f"{number:.12g}" if isinstance(number, float) else str(number)
