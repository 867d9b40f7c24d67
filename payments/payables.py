"""What can be paid: apps above register their kinds, so that payments knows no order and no invoice."""

from collections.abc import Callable
from dataclasses import dataclass

from moneyed import Money

from companies.models import Company
from portal.core.actor import Actor


@dataclass(frozen=True)
class Payable:
    """Something to pay as it is now: `key` is `kind:id`; `held` asks for a delayed payout; not `is_due`: no (more).

    `is_over`: the deal was cancelled, so that nothing is supplied or paid for it any more.
    """

    key: str
    title: str
    money: Money
    payer: Company
    payee: Company
    back_url: str
    held: bool = False
    is_due: bool = True
    is_over: bool = False


Finder = Callable[[int, Actor | None], Payable | None]
Reckoner = Callable[[int], Money | None]
FINDERS: dict[str, Finder] = {}
SUPPLIED: dict[str, Reckoner] = {}


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


def supplied(kind: str) -> Callable[[Reckoner], Reckoner]:
    """Register how it is reckoned how much of a held payment is the supplier's for what it has supplied.

    By that it is decided where the money goes that cannot be held any longer; without one all of it goes back.
    """

    def register(reckon: Reckoner) -> Reckoner:
        SUPPLIED[kind] = reckon
        return reckon

    return register


def supplied_of(key: str) -> Money | None:
    kind, _colon, number = key.partition(":")
    reckon = SUPPLIED.get(kind)
    return reckon(int(number)) if reckon and number.isascii() and number.isdigit() else None
