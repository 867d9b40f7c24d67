"""When an invoice falls due by what the two sides have agreed on, if somebody keeps that.

Whoever keeps an order's payment schedule registers how its last open day is found; without one, days count from the
day of issue.
"""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trade.orders.models import Order

Finder = Callable[["Order", date], date | None]
FINDERS: list[Finder] = []


def due_finder(find: Finder) -> Finder:
    """`find(order, issued_on)` gives the day by which all that is open of the order is to be paid."""
    FINDERS.append(find)
    return find


def due_of(order: "Order", issued_on: date) -> date | None:
    return next((day for find in FINDERS if (day := find(order, issued_on))), None)
