"""What an order's page is put together from: parts above orders (payment, invoices) add their sections here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from portal.core.actor import Actor

if TYPE_CHECKING:
    from trade.orders.models import Order


@dataclass(frozen=True)
class Part:
    """A section drawn by `template`, where `part` is `facts`, beside `order`, `is_supplier` and `request`.

    `title` makes a heading around it, with `key` as its anchor; a template with headings of its own leaves it empty.
    """

    template: str
    facts: dict[str, Any] = field(default_factory=dict)
    title: Any = ""
    styles: str = ""
    key: str = ""


@dataclass(frozen=True)
class Entry:
    """Something that happened: a line of the order's timeline, read by both sides."""

    at: datetime
    title: Any
    text: Any = ""
    company: Any = ""
    tone: str = ""
    url: str = ""


Builder = Callable[["Order", Actor], Part | None]
PARTS: dict[str, tuple[int, Builder]] = {}


def order_part(position: int) -> Callable[[Builder], Builder]:
    """Add a section to every order's page, after those of lower positions; the builder gives None for no section.

    The builder asks what the actor may see; who gets here is one of the two companies.
    """

    def register(build: Builder) -> Builder:
        PARTS[f"{build.__module__}.{build.__name__}"] = position, build
        return build

    return register


def parts_of(order: "Order", actor: Actor) -> list[Part]:
    found = sorted(PARTS.items(), key=lambda item: (item[1][0], item[0]))
    return [part for _name, (_position, build) in found if (part := build(order, actor)) is not None]
