"""What the matchmaking desk brought about, in figures."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from statistics import median

from django.db.models import Count, F, Sum

from community.casework.models import Case
from community.models import Community


@dataclass(frozen=True)
class CaseFigures:
    """Of the cases of one community within a time. `value` is by currency and counts consented deals only.

    `open` are those not ended by the end of that time; `days_to_introduction` is the median of those first introduced
    within it, None without any; `named` are the deals that may be told by name.
    """

    begun: int = 0
    open: int = 0
    introduced: int = 0
    days_to_introduction: float | None = None
    outcomes: dict[str, int] = field(default_factory=dict)
    value: dict[str, Decimal] = field(default_factory=dict)
    named: list[Case] = field(default_factory=list)


def cases_of(community: Community, start: datetime, end: datetime) -> CaseFigures:
    """Half-open: from `start`, before `end`. Without any, all figures are 0, never missing."""
    rows = Case.objects.filter(community=community, created_at__lt=end)
    ended = rows.filter(ended_at__gte=start, ended_at__lt=end)
    met = rows.filter(introduced_at__gte=start, introduced_at__lt=end).values_list("created_at", "introduced_at")
    days = [(introduced - created).total_seconds() / 86400 for created, introduced in met if introduced]
    deals = ended.filter(outcome=Case.Outcome.DEAL, may_count=True)
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for currency, value in deals.exclude(value=None).values_list("value_currency").annotate(total=Sum("value")):
        sums[currency] += value
    return CaseFigures(
        begun=rows.filter(created_at__gte=start).count(),
        open=rows.exclude(ended_at__lt=end).count(),
        introduced=len(days),
        days_to_introduction=round(median(days), 1) if days else None,
        outcomes=dict(ended.values_list("outcome").annotate(n=Count("pk")).order_by(F("n").desc())),
        value=dict(sums),
        named=list(deals.filter(may_name=True).select_related("company", "partner").order_by("-ended_at", "-pk")),
    )
