"""What a quotation says, in the reader's words, and how two wordings of it differ."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from moneyed import Money

from catalog.terms import PAYMENT_TERMS
from portal.core.money import format_money
from portal.core.units import quantity as quantity_words
from trade.models import QuotationVersion
from trade.models.version import TERMS
from trade.quotation_gaps import line_gaps, term_gaps

Row = Mapping[str, Any]  # a line as `QuotationLine.as_fields` gives it
Said = dict[str, tuple[str, str]]  # key: label and text


@dataclass(frozen=True)
class Wording:
    """All that one version, or what somebody has typed, says."""

    terms: Mapping[str, Any]
    rows: Sequence[Row]
    papers: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, version: QuotationVersion) -> "Wording":
        terms = {name: getattr(version, name) for name in TERMS}
        papers = [paper.title for paper in version.documents.all()]
        return cls(terms, [line.as_fields() for line in version.all_lines()], papers)


@dataclass(frozen=True)
class Change:
    """`old` empty: new; `new` empty: gone. `words` say how far apart the two are, where that can be reckoned."""

    label: str
    old: str
    new: str
    words: str = ""


@dataclass(frozen=True)
class Group:
    """Changes of the terms (`kind` is `terms`), or of one line, which may be `added` or `removed` as a whole."""

    kind: str
    title: str
    changes: list[Change]


def day_words(value: Any) -> str:
    return date_format(value, "DATE_FORMAT") if value else ""


def days_words(days: int | None) -> str:
    return "" if days is None else ngettext("%(days)s day", "%(days)s days", days) % {"days": days}


def percent_words(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f} %"


def price_words(amount: Decimal | None, currency: str) -> str:
    return _("no quote") if amount is None else format_money(Money(amount, currency))


def payment_words(terms: Mapping[str, Any]) -> str:
    """`Deposit, the rest before shipment (T/T) · deposit 30 % · 60 days`."""
    parts = [str(PAYMENT_TERMS.get(terms["payment"], ""))]
    if terms["deposit_percent"] is not None:
        parts.append(_("deposit %(percent)s") % {"percent": percent_words(terms["deposit_percent"])})
    if terms["payment_days"] is not None:
        parts.append(days_words(terms["payment_days"]))
    return " · ".join(filter(None, parts))


def sample_words(terms: Mapping[str, Any]) -> str:
    kinds = dict(QuotationVersion.Sample.choices)
    parts = [str(kinds.get(terms["sample"], ""))]
    if terms["sample_amount"] is not None:
        parts.append(format_money(Money(terms["sample_amount"], terms["currency"])))
    if terms["sample_days"] is not None:
        parts.append(_("sent within %(days)s") % {"days": days_words(terms["sample_days"])})
    if terms["sample_freight"]:
        parts.append(str(dict(QuotationVersion.Freight.choices)[terms["sample_freight"]]))
    return " · ".join(filter(None, parts))


def term_words(terms: Mapping[str, Any]) -> Said:
    """The terms in their fixed order; what is not stated has no text."""
    return {
        "delivery": (_("Delivery"), f"{terms['incoterm']} {terms['incoterm_place']}".strip()),
        "lead_time": (_("Lead time"), days_words(terms["lead_time_days"])),
        "payment": (_("Payment"), payment_words(terms)),
        "sample": (_("Samples"), sample_words(terms)),
        "currency": (_("Currency"), str(terms["currency"])),
        "valid_until": (_("Valid until"), day_words(terms["valid_until"])),
        "respond_by": (_("Answer wanted by"), day_words(terms["respond_by"])),
    }


def tier_words(row: Row, currency: str) -> str:
    return "; ".join(
        f"{quantity_words(quantity, row['unit'])}: {price_words(amount, currency)}"
        for quantity, amount in sorted(row["tiers"])
    )


def line_words(row: Row, currency: str) -> Said:
    said: Said = {
        "title": (_("What is offered"), row["title"]),
        "sku": (_("SKU"), row["sku"]),
        "quantity": (_("Quantity"), quantity_words(row["quantity"], row["unit"]) if row["quantity"] else ""),
        "price": (_("Price per unit"), price_words(row["amount"], currency)),
        "tiers": (_("Further quantities"), tier_words(row, currency)),
        "moq": (_("Minimum order"), quantity_words(row["moq"], row["unit"]) if row["moq"] else ""),
        "lead_time": (_("Lead time"), days_words(row["lead_time_days"])),
        "text": (_("Details"), row["text"]),
    }
    for answer in row["answers"]:
        said[f"answer {answer['name']}"] = (answer["name"], answer["value"])
    return said


def differing(old: Said, new: Said, gaps: Mapping[str, str] | None = None) -> list[Change]:
    """What the second says otherwise; `gaps` are the words for how far, by key."""
    changes, gaps = [], gaps or {}
    for key in [*new, *(key for key in old if key not in new)]:
        label = (new.get(key) or old[key])[0]
        before, after = old.get(key, ("", ""))[1], new.get(key, ("", ""))[1]
        if before != after:
            changes.append(Change(label, before, after, gaps.get(key, "")))
    return changes


def by_place(rows: Iterable[Row]) -> dict[tuple[Any, ...], Row]:
    """Lines by what they answer, so that the same one is found in another version wherever it stands."""
    found: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        asked = row["rfq_line"].pk if row["rfq_line"] else 0
        count = sum(key[:2] == (asked, row["is_alternative"]) for key in found)
        found[asked, row["is_alternative"], count] = row
    return found


def changes_between(old: Wording, new: Wording) -> list[Group]:
    """What the new wording says otherwise: the terms first, then line by line. Empty when they say the same."""
    currencies = str(old.terms["currency"]), str(new.terms["currency"])
    terms = differing(term_words(old.terms), term_words(new.terms), term_gaps(old.terms, new.terms))
    if old.papers != new.papers:
        terms.append(Change(_("Documents"), ", ".join(old.papers), ", ".join(new.papers)))
    groups = [Group("terms", _("Terms"), terms)] if terms else []
    before, after = by_place(old.rows), by_place(new.rows)
    for key, row in after.items():
        if key not in before:
            groups.append(whole("added", row, currencies[1]))
        elif changes := line_changes(before[key], row, currencies):
            groups.append(Group("changed", row["title"] or _("Line without a name"), changes))
    gone = [row for key, row in before.items() if key not in after]
    return groups + [whole("removed", row, currencies[0]) for row in gone]


def line_changes(old: Row, new: Row, currencies: tuple[str, str]) -> list[Change]:
    gaps = line_gaps(old, new) if currencies[0] == currencies[1] else {}
    return differing(line_words(old, currencies[0]), line_words(new, currencies[1]), gaps)


def whole(kind: str, row: Row, currency: str) -> Group:
    title = row["title"] or _("Line without a name")
    words = f"{quantity_words(row['quantity'], row['unit']) if row['quantity'] else ''} · "
    words = f"{words}{price_words(row['amount'], currency)}".strip(" ·")
    return Group(kind, title, [Change("", "" if kind == "added" else words, words if kind == "added" else "")])
