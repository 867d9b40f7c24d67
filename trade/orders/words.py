"""What an order says, in the reader's words, and how two wordings of it differ."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from moneyed import Money

from portal.core.money import format_money, rounded
from portal.core.places import country_name
from portal.core.units import quantity as quantity_words
from trade.orders.order_row import OrderRow
from trade.orders.wording import DATES, TERMS, day_from, number_from, wording_of
from trade.quotation_gaps import percent_gap
from trade.quotation_words import Change, Group, Said, day_words, days_words, differing, payment_words, price_words

Wording = Mapping[str, Any]


def values_of(wording: Wording) -> dict[str, Any]:
    values = {name: wording[name] for name in TERMS} | {name: day_from(wording[name]) for name in DATES}
    return {**values, "deposit_percent": number_from(wording["deposit_percent"])}


def term_words(wording: Wording) -> Said:
    """The terms in their fixed order; what is not stated has no text."""
    terms = values_of(wording)
    return {
        "delivery": (_("Delivery"), f"{terms['incoterm']} {terms['incoterm_place']}".strip()),
        "lead_time": (_("Lead time"), days_words(terms["lead_time_days"])),
        "payment": (_("Payment"), payment_words(terms)),
        "ready_by": (_("Ready by"), day_words(terms["ready_by"])),
        "ship_by": (_("Shipped by"), day_words(terms["ship_by"])),
        "deliver_by": (_("Delivered by"), day_words(terms["deliver_by"])),
        "ship_to": (pgettext("delivery", "Goes to"), ", ".join(address_lines(wording["ship_to"]))),
    }


def address_lines(address: Mapping[str, str]) -> list[str]:
    """As it is written on a parcel, the country last."""
    town = " ".join(filter(None, [address.get("postcode", ""), address.get("city", "")]))
    country = address.get("country", "")
    parts = [address.get("name", ""), address.get("street", ""), town, address.get("region", "")]
    return list(filter(None, [*parts, country_name(country) if country else "", address.get("note", "")]))


def line_words(row: Wording, currency: str) -> Said:
    return {
        "title": (_("What"), row["title"]),
        "quantity": (_("Quantity"), quantity_words(Decimal(row["quantity"]), row["unit"])),
        "price": (_("Price per unit"), price_words(Decimal(row["amount"]), currency)),
        "text": (_("Details"), row["text"]),
    }


def line_gaps(old: Wording, new: Wording) -> dict[str, str]:
    gaps = {"price": percent_gap(number_from(old["amount"]), number_from(new["amount"]))}
    if old["unit"] == new["unit"]:
        gaps["quantity"] = percent_gap(number_from(old["quantity"]), number_from(new["quantity"]))
    return gaps


def differences(old: Wording, new: Wording) -> list[Group]:
    """What the new wording says otherwise: the terms first, then line by line, then the total."""
    terms = differing(term_words(old), term_words(new))
    groups = [Group("terms", _("Terms"), terms)] if terms else []
    before = {row["position"]: row for row in old["lines"]}
    after = {row["position"]: row for row in new["lines"]}
    currency = old["currency"]
    for position, row in after.items():
        if position not in before:
            groups.append(whole("added", row, currency))
            continue
        one = before[position]
        if changes := differing(line_words(one, currency), line_words(row, currency), line_gaps(one, row)):
            groups.append(Group("changed", row["title"], changes))
    groups += [whole("removed", row, currency) for position, row in before.items() if position not in after]
    return groups + total_gap(old, new)


def total_gap(old: Wording, new: Wording) -> list[Group]:
    """What all of it costs then: what is still to be paid follows it."""
    before, after = (sum((line["total"] for line in lines_shown(one)), Money(0, old["currency"])) for one in (old, new))
    if before == after:
        return []
    gap = percent_gap(before.amount, after.amount)
    return [Group("terms", _("Total"), [Change("", format_money(before), format_money(after), gap)])]


def whole(kind: str, row: Wording, currency: str) -> Group:
    said = line_words(row, currency)
    words = f"{said['quantity'][1]} · {said['price'][1]}"
    return Group(kind, row["title"], [Change("", words if kind == "removed" else "", words if kind == "added" else "")])


def terms_shown(order: OrderRow) -> list[tuple[str, str]]:
    """For the page: those that are stated, without the address, which stands apart."""
    return [pair for name, pair in term_words(wording_of(order)).items() if pair[1] and name != "ship_to"]


def lines_shown(wording: Wording) -> list[dict[str, Any]]:
    """The lines of a wording as a table has them."""
    shown = []
    for row in wording["lines"]:
        price, quantity = Money(Decimal(row["amount"]), wording["currency"]), Decimal(row["quantity"])
        shown.append({**row, "quantity": quantity, "unit_price": price, "total": rounded(price * quantity)})
    return shown
