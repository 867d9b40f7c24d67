"""What can be paid: apps above register their kinds, so that payments knows no order and no invoice."""

from collections.abc import Callable
from dataclasses import dataclass

from moneyed import Money

from companies.models import Company
from portal.core.actor import Actor


@dataclass(frozen=True)
class Payable:
    """Something to pay as it is now: `key` is `kind:id`; `held` asks for a delayed payout; not `is_due`: no (more).

    `is_supplied`: what it pays for is on its way or has come; by that it is decided where the money goes that cannot
    be held any longer.
    """

    key: str
    title: str
    money: Money
    payer: Company
    payee: Company
    back_url: str
    held: bool = False
    is_due: bool = True
    is_supplied: bool = False


Finder = Callable[[int, Actor | None], Payable | None]
FINDERS: dict[str, Finder] = {}


def payable(kind: str) -> Callable[[Finder], Finder]:
    """Register how a kind is found: by its primary key, for an actor who may see it (None: for the clock)."""

    def register(find: Finder) -> Finder:
        FINDERS[kind] = find
        return find

    return register


def find_payable(key: str, actor: Actor | None = None) -> Payable | None:
    """None when nobody knows the kind, there is no such thing, or the actor may not see it."""
    kind, _colon, number = key.partition(":")
    find = FINDERS.get(kind)
    return find(int(number), actor) if find and number.isascii() and number.isdigit() else None
