"""Two people at one product: what each changed, and how both keep it.

A snapshot holds everything the editor shows, as the words its fields hold. The editor's page carries the one it
started from (signed); when somebody else has saved since, `merge` takes over what only they changed, keeps what
only this person changed, and names what both changed.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.conf import settings

from catalog.specs.editing import snapshot_of
from catalog.specs.forms import WORD
from catalog.specs.told import tidy
from catalog.terms import terms_of

if TYPE_CHECKING:
    from catalog.models import Product
    from catalog.parts import PriceTier

Snapshot = dict[str, str]

PLAIN_FIELDS = ("sku", "brand", "model", "gtin", "hs_code", "origin", "language", "unit", "incoterm", "incoterm_place")


def plain(number: Decimal | int | None) -> str:
    """`100` for 100.000, `0.5` for 0.500; empty for none."""
    return "" if number is None else f"{Decimal(number).normalize():f}"


def snapshot(product: "Product") -> Snapshot:
    """What the editor shows of `product`; lists as JSON texts."""
    words: Snapshot = {name: getattr(product, name) for name in PLAIN_FIELDS}
    words |= terms_of(product, plain)
    specifications, lines = snapshot_of(product)
    words |= specifications
    words |= {
        "category": product.category.slug,
        "moq": plain(product.moq),
        "lead_time_days": plain(product.lead_time_days),
        "stock": plain(product.stock),
        "tags": ", ".join(map(str, product.tags)),
        **{name: tell(product) for name, tell in PARTS.items()},
        "attributes": attributes_text(lines),
    }
    texts = {text.language: text for text in product.texts.all()}
    for language, _name in settings.LANGUAGES:
        text = texts.get(language)
        words[f"title_{language}"] = text.title if text else ""
        words[f"description_{language}"] = text.description if text else ""
    return words


def tiers_text(tiers: Iterable["PriceTier"]) -> str:
    rows = sorted((tier.currency, tier.min_quantity, tier.amount) for tier in tiers)
    return json.dumps([[plain(quantity), plain(amount), currency] for currency, quantity, amount in rows])


def attributes_text(attributes: Iterable[dict[str, Any]]) -> str:
    rows: list[list[Any]] = []
    for one in attributes:
        words = [str(one.get(part, "")) for part in ("name", "value", "unit")]
        texts = tidy(one.get("texts"))  # in other languages, a fourth part where there are any
        rows.append([*words, texts] if texts else words)
    return json.dumps(rows, ensure_ascii=False)


# The lists of rows that belong to a product, each as one word of the snapshot; the modules of other lists add theirs.
PARTS: dict[str, Callable[["Product"], str]] = {
    "tiers": lambda product: tiers_text(product.tiers),
}


def typed_as_before(rows: list[dict[str, Any]], before: Iterable[Any]) -> list[dict[str, Any]]:
    """A value that was not touched stays the number or the yes or no it is; on the page all of them are text."""
    values = {one["name"]: one.get("value", "") for one in before if isinstance(one, dict) and one.get("name")}

    def kept(row: dict[str, Any]) -> dict[str, Any]:
        value = values.get(row["name"])
        return {**row, "value": value} if value is not None and str(value) == row.get("value") else row

    return [kept(row) for row in rows]


def fingerprint_of(words: Snapshot) -> str:
    return hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()[:32]


@dataclass
class Merge:
    """`words` is what the editor shows next; `taken` came from the other person, `both` was changed by both."""

    words: Snapshot
    taken: list[str] = field(default_factory=list)
    both: list[str] = field(default_factory=list)


def merge(base: Snapshot, mine: Snapshot, theirs: Snapshot) -> Merge:
    """Mine stays where we both changed it: it is on this person's screen and they decide."""
    result = Merge(dict(mine))
    for name, their_word in theirs.items():
        nothing = "" if name.startswith(WORD) else None  # a category that does not ask says nothing of it
        if their_word == base.get(name, nothing) or their_word == mine.get(name, nothing):
            continue
        if mine.get(name, nothing) == base.get(name, nothing):
            result.words[name] = their_word
            result.taken.append(name)
        else:
            result.both.append(name)
    return result
