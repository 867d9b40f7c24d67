"""Cells of the trade terms beside the price (catalog.terms), of texts in further languages, and of pictures' names.

Codes and the words of trade are understood, in English and Korean. A wrong term refuses the row, as a wrong price
does: a product on wrong terms misleads. What goes together (both ends of a range, an amount and its currency) is
looked at once the row is laid over what the product has already.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings

from catalog.imports import values
from catalog.imports.columns import TEXTS
from catalog.imports.problems import Odd
from catalog.imports.term_words import (
    FREIGHTS,
    LABELS,
    PAYMENTS,
    PERIODS,
    SAMPLES,
    TAKEN,
    bare,
    payment_by_words,
)
from catalog.imports.units import UNIT_WORDS
from catalog.imports.values import DASHES, shown, text_of, tidy, tidy_block
from catalog.media import MOST_PICTURES
from catalog.terms import NAMES, PAYMENT_TERMS, tidied
from portal.core.units import UNITS

if TYPE_CHECKING:
    from catalog.imports.rows import Draft, Reader
    from catalog.models import Product

LONGEST_PACKAGING, LONGEST_VIDEO, LONGEST_ALT, LONGEST_NAME = 300, 300, 200, 200
MOST_SAMPLE_DAYS = 365
MOST_CAPACITY = Decimal("99999999999")
BLANK_TERMS: dict[str, Any] = {
    "price_low": None, "price_high": None, "price_currency": "", "supply_capacity": None, "supply_period": "",
    "packaging": "", "payment_terms": [], "sample": "", "sample_amount": None, "sample_currency": "",
    "sample_days": None, "sample_freight": "", "private_label": "", "video": "",
}  # fmt: skip
Setter = Callable[["Reader", "Draft", str, Any], None]


def say(draft: "Draft", name: str, value: Any) -> None:
    if draft.terms is None:
        draft.terms = {}
    draft.terms[name] = value


def term(name: str, parse: Callable[[Any], Any]) -> Setter:
    """The setter of a field whose value one function gives; a dash clears it, a blank cell says nothing."""

    def put(reader: "Reader", draft: "Draft", heading: str, cell: Any) -> None:
        text = tidy(text_of(cell))
        if text in DASHES:
            say(draft, name, BLANK_TERMS[name])
        elif text:
            say(draft, name, parse(cell))

    return put


# -- prices ---------------------------------------------------------------------------------------------------------

RANGE = re.compile(r"\s*(.*?[0-9][0-9.,]*)\s*(?:-|–|~|～|to|에서|부터)\s*([^-–~]*[0-9].*?)\s*", re.IGNORECASE)


def price_end(name: str, currency: str) -> Setter:
    """An amount and perhaps its currency; `10.50-12 USD` in the column of the lower end gives both ends."""

    def put(reader: "Reader", draft: "Draft", heading: str, cell: Any) -> None:
        text = tidy(text_of(cell))
        if text in DASHES:
            say(draft, name, None)
        elif text and name == "price_low" and isinstance(cell, str) and (both := RANGE.fullmatch(text)):
            amount(draft, "price_low", currency, both[1])
            amount(draft, "price_high", currency, both[2])
        elif text:
            amount(draft, name, currency, cell)

    return put


def amount(draft: "Draft", name: str, currency: str, cell: Any) -> None:
    found, code = values.price(cell)
    say(draft, name, found)
    if code:
        known = (draft.terms or {}).get(currency)
        if known and known != code:
            raise Odd("currencies_differ", found=code, column=known)
        say(draft, currency, code)


# -- capacity -------------------------------------------------------------------------------------------------------

FIGURE = re.compile(r"[0-9][0-9.,']*(?: [0-9]{3})*")


def supply_capacity(reader: "Reader", draft: "Draft", heading: str, cell: Any) -> None:
    """`50,000`, `50,000 pcs / month`, `월 50,000개`: the quantity in the product's unit, and its time if stated."""
    text = tidy(text_of(cell))
    if text in DASHES:
        say(draft, "supply_capacity", None)
        return
    if not text:
        return
    if not isinstance(cell, str) or text.startswith(("-", "=")):
        say(draft, "supply_capacity", positive(cell))
        return
    figures = FIGURE.findall(text)
    words = re.sub(r"[^\w]+", " ", FIGURE.sub(" ", text.lower())).split()
    periods = {PERIODS[word] for word in words if word in PERIODS}
    rest = [word for word in words if word not in PERIODS and word not in {"per", "a", "an", "each", "매"}]
    if len(figures) != 1 or len(periods) > 1 or any(not is_unit(word) for word in rest):
        raise Odd("capacity_form", value=shown(cell))
    say(draft, "supply_capacity", positive(figures[0]))
    if periods:
        say(draft, "supply_period", periods.pop())


def is_unit(word: str) -> bool:
    return word in UNIT_WORDS or word.upper() in UNITS


def positive(cell: Any) -> Decimal:
    found = values.number(cell, MOST_CAPACITY).quantize(Decimal("0.001")).normalize()
    if not found:
        raise Odd("capacity_form", value=shown(cell))
    return found


# -- words ----------------------------------------------------------------------------------------------------------


def chosen(words: dict[str, str], code: str) -> Callable[[Any], str]:
    """One of the answers that a field can have, by its code or by a word people use for it."""

    def parse(cell: Any) -> str:
        found = words.get(bare(text_of(cell)))
        if found is None:
            raise Odd(code, value=shown(cell))
        return found

    return parse


def payment_terms(reader: "Reader", draft: "Draft", heading: str, cell: Any) -> None:
    """Codes or words, parted by semicolons (by commas where the parts are words of their own)."""
    if isinstance(cell, str) and tidy(cell) in DASHES:
        say(draft, "payment_terms", [])
        return
    parts = cell if isinstance(cell, list) else re.split(r"[;|\n]", text_of(cell))
    found: list[str] = []
    for part in parts:
        text = tidy(text_of(part))
        if not text:
            continue
        for code, word in payments_in(text):
            if code not in found:
                found.append(code)
            if bare(word) in TAKEN:
                draft.note(heading, "payment_taken", value=shown(word), term=str(PAYMENT_TERMS[code]))
    if found:
        say(draft, "payment_terms", [code for code in PAYMENT_TERMS if code in found])


def payments_in(text: str) -> list[tuple[str, str]]:
    """The terms of one part: as a whole (`30% deposit, rest before shipment`), else by its commas (`T/T, L/C`)."""
    whole = PAYMENTS.get(bare(text)) or payment_by_words(text)
    if whole:
        return [(whole, text)]
    words = [word for word in re.split(r",|、|\band\b|\bor\b|또는", text) if word.strip()]
    known = [(PAYMENTS.get(bare(word)) or payment_by_words(word), word) for word in words]
    unknown = [word for code, word in known if not code]
    if unknown or not known:
        raise Odd("payment_unknown", value=shown(unknown[0] if unknown else text), codes="advance, deposit, lc_sight")
    return known


def packaging(cell: Any) -> str:
    text = tidy(text_of(cell))
    if len(text) > LONGEST_PACKAGING:
        raise Odd("not_kept", is_refusal=False, limit=LONGEST_PACKAGING)
    return text


def video(cell: Any) -> str:
    text = tidy(text_of(cell))
    try:
        host = urlsplit(text).hostname or ""
    except ValueError:
        host = ""
    if not text.startswith("https://") or "." not in host or " " in text or len(text) > LONGEST_VIDEO:
        raise Odd("video_form", is_refusal=False, value=shown(cell))
    return text


def sample_days(cell: Any) -> int:
    days = values.lead_time(cell)
    if days > MOST_SAMPLE_DAYS:
        raise Odd("too_large", value=shown(cell))
    return days


# -- texts, languages, pictures -------------------------------------------------------------------------------------


def text_setter(name: str) -> Setter:
    """Of `title:ko`: kept for that language; a dash takes the text of this language away."""
    text_name, _colon, language = name.partition(":")

    def put(reader: "Reader", draft: "Draft", heading: str, cell: Any) -> None:
        is_title = text_name == "title"
        text = tidy(text_of(cell)) if is_title else tidy_block(text_of(cell))
        if not text or (is_title and text not in DASHES and not values.is_visible(text)):
            return
        limit = 300 if is_title else 20_000
        kept = "" if text in DASHES else reader.within(draft, heading, text, limit)
        if draft.texts is None:
            draft.texts = {}
        draft.texts.setdefault(language, {})[text_name] = kept

    return put


def language(reader: "Reader", draft: "Draft", heading: str, cell: Any) -> None:
    text = tidy(text_of(cell)).lower()
    if not text or text in DASHES:
        return
    if text not in dict(settings.LANGUAGES):
        raise Odd("language_unknown", is_refusal=False, value=shown(cell))
    draft.fields["language"] = text


def listed(cell: Any) -> list[str]:
    parts = cell if isinstance(cell, list) else re.split(r"[;|\n]", text_of(cell))
    return [text for part in parts if (text := tidy(text_of(part))) and text not in DASHES]


def pictures(reader: "Reader", draft: "Draft", heading: str, cell: Any) -> None:
    names = [name.replace("\\", "/").rpartition("/")[2] if "/" not in name else name for name in listed(cell)]
    if len(names) > MOST_PICTURES:
        draft.note(heading, "picture_names_many", limit=MOST_PICTURES)
    draft.pictures = [name[:LONGEST_NAME] for name in names[:MOST_PICTURES]]


def picture_alt(reader: "Reader", draft: "Draft", heading: str, cell: Any) -> None:
    draft.alts = [text[:LONGEST_ALT] for text in listed(cell)][:MOST_PICTURES]


TERM_SETTERS: dict[str, Setter] = {
    "price_low": price_end("price_low", "price_currency"),
    "price_high": price_end("price_high", "price_currency"),
    "price_currency": term("price_currency", values.currency),
    "supply_capacity": supply_capacity,
    "supply_period": term("supply_period", chosen(PERIODS, "period_unknown")),
    "packaging": term("packaging", packaging),
    "payment_terms": payment_terms,
    "sample": term("sample", chosen(SAMPLES, "sample_unknown")),
    "sample_amount": price_end("sample_amount", "sample_currency"),
    "sample_currency": term("sample_currency", values.currency),
    "sample_days": term("sample_days", sample_days),
    "sample_freight": term("sample_freight", chosen(FREIGHTS, "freight_unknown")),
    "private_label": term("private_label", chosen(LABELS, "label_unknown")),
    "video": term("video", video),
    "language": language,
    "pictures": pictures,
    "picture_alt": picture_alt,
    **{f"{text}:{code}": text_setter(f"{text}:{code}") for code, _name in settings.LANGUAGES for text in TEXTS},
}


# -- what goes together ---------------------------------------------------------------------------------------------


def complete(reader: "Reader", draft: "Draft", cells: dict[str, Any]) -> None:
    """Amounts whose currency the row does not name take that of its prices, else that of the whole file."""
    terms = draft.terms or {}
    needed = [("price_low", "price_currency"), ("price_high", "price_currency"), ("sample_amount", "sample_currency")]
    for name, currency in needed:
        if terms.get(name) is None or terms.get(currency):
            continue
        try:
            code = reader.currency_of(cells) or reader.currency
        except Odd:  # said already, with the price
            code = ""
        if code:
            terms[currency] = code


def laid_over(product: "Product", said: dict[str, Any]) -> dict[str, Any]:
    """The terms as they will be. Raises Odd, with the field as `field`, when they do not go together."""
    after = {name: said.get(name, getattr(product, name)) for name in NAMES}
    for one, other in (("price_low", "price_high"), ("price_high", "price_low")):
        if one in said and said[one] is None and other not in said:
            after[other] = None
    priced = said.get("sample_amount")
    if priced is not None and not after["sample"]:
        after["sample"] = "paid"
    if priced and after["sample"] != "paid":
        raise TermOdd("sample_amount", "sample_priced", value=after["sample"])
    if priced == 0 and after["sample"] != "paid":
        after["sample_amount"] = None
    after = tidied(after)
    check(after)
    return after


def check(after: dict[str, Any]) -> None:
    low, high = after["price_low"], after["price_high"]
    if (low is None) != (high is None):
        raise TermOdd("price_high" if high is None else "price_low", "range_half")
    if low is not None and high < low:
        raise TermOdd("price_high", "range_order")
    if low is not None and not after["price_currency"]:
        raise TermOdd("price_currency", "range_currency")
    if after["supply_capacity"] is not None and not after["supply_period"]:
        raise TermOdd("supply_period", "period_missing")
    if after["sample"] == "paid" and after["sample_amount"] is None:
        raise TermOdd("sample_amount", "sample_price_missing")
    if after["sample_amount"] is not None and not after["sample_currency"]:
        raise TermOdd("sample_currency", "sample_currency")


class TermOdd(Odd):
    """With the field it is in, whose heading the file knows."""

    def __init__(self, field: str, code: str, **params: Any) -> None:
        super().__init__(code, **params)
        self.field = field
