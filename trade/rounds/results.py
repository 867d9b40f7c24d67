"""What joint purchases came to, for the results of a community and of the programme."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from moneyed import Money

from community.models import Community
from trade.rounds.models import PurchaseRound, Split


@dataclass(frozen=True)
class RoundResult:
    """A joint purchase that succeeded. `value` is what its shares add up to, without those released, in its currency.

    `is_agreed`: a supplier's price was accepted; before that the value is that of the round's own prices. `named` are
    the companies that allow their share to be shown by name, with the quantity's value; all others count in sums only.
    """

    ref: str
    title: str
    closed_on: date
    value: Money
    companies: int
    is_agreed: bool
    named: tuple[tuple[str, Money], ...]


def rounds_of(community: Community, start: date, end: date) -> list[RoundResult]:
    """Rounds that succeeded from `start` on and before `end`, by the day on which they closed, oldest first.

    Those of which every share was released (no deal came about) are none.
    """
    rows = PurchaseRound.objects.filter(
        community=community, state=PurchaseRound.State.SUCCEEDED, closed_at__date__gte=start, closed_at__date__lt=end
    )
    found = (result_of(one) for one in rows.order_by("closed_at", "pk").prefetch_related("splits__pledge__company"))
    return [one for one in found if one is not None]


def result_of(purchase: PurchaseRound) -> RoundResult | None:
    shares = [one for one in purchase.splits.all() if one.state != Split.State.RELEASED]
    if not shares or purchase.closed_at is None:
        return None
    currency = purchase.order_currency
    return RoundResult(
        ref=purchase.ref,
        title=purchase.title,
        closed_on=purchase.closed_at.date(),
        value=Money(sum(one.amount for one in shares), currency),
        companies=len(shares),
        is_agreed=purchase.agreed_at is not None,
        named=tuple(named_in(shares)),
    )


def named_in(shares: Iterable[Split]) -> Iterable[tuple[str, Money]]:
    for one in shares:
        if one.pledge.may_be_named:
            yield one.pledge.company.name, one.price
