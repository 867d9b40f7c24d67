"""What an order says: as the plain values that changes keep, in words, and how two wordings differ."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from trade.orders.order_row import OrderRow

TERMS = ("currency", "incoterm", "incoterm_place", "lead_time_days", "payment", "deposit_percent", "payment_days")
DATES = ("ready_by", "ship_by", "deliver_by")
LINE = ("title", "sku", "text", "hs_code", "origin", "quantity", "unit", "amount")


def wording_of(order: "OrderRow") -> dict[str, Any]:
    """All that can be changed, in values that JSON keeps: numbers and days as text."""
    return {
        **{name: getattr(order, name) for name in TERMS if name != "deposit_percent"},
        "deposit_percent": text_of(order.deposit_percent),
        **{name: day.isoformat() if (day := getattr(order, name)) else None for name in DATES},
        "ship_to": order.ship_to,
        "lines": [line_of(line) for line in order.lines.order_by("position")],
    }


def line_of(line: Any) -> dict[str, Any]:
    values = {name: getattr(line, name) for name in LINE}
    return {**values, "position": line.position, "quantity": text_of(line.quantity), "amount": text_of(line.amount)}


def text_of(number: Decimal | None) -> str | None:
    return None if number is None else f"{number.normalize():f}"


def number_from(text: Any) -> Decimal | None:
    return None if text in {None, ""} else Decimal(str(text))


def day_from(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
