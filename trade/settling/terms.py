"""What an order's payment terms mean in instalments: how much of it, when, and by which way."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trade.orders.models import Order

DEPOSIT = Decimal(30)  # percent, where terms name a deposit and no share
FIRST_DAYS = 7  # to pay what is due when the order is confirmed
CREDIT_DAYS = 30  # of an open account that names no days
USANCE_DAYS = 90


@dataclass(frozen=True)
class Part:
    """`share` in percent of the total; due `days` after what `rule` names (Instalment.Rule)."""

    kind: str
    share: Decimal
    rule: str
    days: int = 0
    way: str = "transfer"


def parts_of(order: "Order") -> list[Part]:
    """One or two parts that make 100 percent."""
    days = order.payment_days
    deposit = order.deposit_percent if order.deposit_percent is not None else DEPOSIT
    if order.payment in {"deposit", "after_documents"} and 0 < deposit < 100:
        rest = "ready" if order.payment == "deposit" else "shipped"
        first = Part("deposit", deposit, "confirmed", FIRST_DAYS)
        return [first, Part("balance", 100 - deposit, rest, days or 0)]
    if order.payment == "after_documents" and deposit == 0:
        return [Part("full", Decimal(100), "shipped", days or 0)]
    if order.payment == "deposit" and deposit == 0:
        return [Part("full", Decimal(100), "ready", days or 0)]
    whole = {
        "lc_sight": ("shipped", 0, "lc"),
        "lc_usance": ("shipped", USANCE_DAYS, "lc"),
        "dp": ("shipped", 0, "transfer"),
        "da": ("shipped", CREDIT_DAYS, "transfer"),
        "open_account": ("delivered", CREDIT_DAYS, "transfer"),
    }
    rule, usual, way = whole.get(order.payment, ("confirmed", FIRST_DAYS, "transfer"))
    return [Part("full", Decimal(100), rule, usual if days is None else days, way)]
