"""Joint purchases in the results of communities."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum
from django.utils.translation import gettext_lazy as _

from community.results.figures import (
    Ids,
    Months,
    activity,
    by_month,
    companies_by_month,
    day_of,
    figure,
    month_of,
    within,
)
from trade.rounds.models import Pledge, PurchaseRound, Split

FEWEST = 3  # shares in a round whose value is told: of two, each would read what the other pays


def succeeded(ids: Ids) -> Any:
    """Those of which every share was released (no deal came about) are none."""
    rows = PurchaseRound.objects.filter(community__in=ids, state=PurchaseRound.State.SUCCEEDED)
    return rows.filter(pk__in=Split.objects.exclude(state=Split.State.RELEASED).values("round"))


@figure("rounds", 60, _("Joint purchases"), _("Joint purchases that closed with success in the month."))
def rounds(ids: Ids, start: date, end: date) -> Months:
    return by_month(succeeded(ids), "closed_at", start, end)


@figure(
    "round_value",
    62,
    _("Value of joint purchases"),
    _(
        "What the members’ shares come to, at the supplier’s price as soon as one is accepted. Purchases of fewer than "
        "three members are left out, for they would tell what one of them pays."
    ),
    unit="money",
)
def round_value(ids: Ids, start: date, end: date) -> Months:
    sums: dict[date, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    closed = {one.pk: one for one in within(succeeded(ids), "closed_at", start, end)}
    shares = Split.objects.filter(round__in=list(closed)).exclude(state=Split.State.RELEASED).order_by()
    for pk, number, amount in shares.values_list("round").annotate(n=Count("pk"), total=Sum("amount")):
        one = closed[pk]
        if number >= FEWEST and one.closed_at is not None:
            sums[month_of(day_of(one.closed_at))][one.order_currency] += amount
    return {month: dict(found) for month, found in sums.items()}


@activity
def buyers(ids: Ids, start: date, end: date) -> Iterable[tuple[Any, int]]:
    rows = Pledge.objects.filter(round__community__in=ids)
    return companies_by_month(rows, "created_at", "company_id", start, end)
