"""What a community's initiatives came to in a span of time, for its results."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db.models import Sum

from community.initiatives.models import Initiative, InitiativeOutcome, InitiativePartner, InitiativeQuerySet
from community.models import Community


@dataclass(frozen=True)
class InitiativeFigures:
    """`started` counts those begun in the span, as `proposed`, `agreed`, `done` and `given_up` count theirs.

    `results` are the reports of the span by what they say was reached. `value` (by currency, never added across),
    `jobs`, `orders` and `visitors` come only from reports whose lead consented to be counted; `consented` is their
    number.
    """

    proposed: int = 0
    agreed: int = 0
    started: int = 0
    done: int = 0
    given_up: int = 0
    companies: int = 0
    consented: int = 0
    results: dict[str, int] = field(default_factory=dict)
    value: dict[str, Decimal] = field(default_factory=dict)
    jobs: int = 0
    orders: int = 0
    visitors: int = 0


def initiatives_of(community: Community, start: datetime, end: datetime) -> InitiativeFigures:
    """`start` belongs to the span, `end` does not."""
    rows = Initiative.objects.filter(community=community)
    state = Initiative.State
    reports = InitiativeOutcome.objects.filter(initiative__in=rows, reported_at__gte=start, reported_at__lt=end)
    shown = reports.filter(is_shown=True)
    sums = shown.aggregate(jobs=Sum("jobs"), orders=Sum("orders"), visitors=Sum("visitors"))
    by_currency = shown.exclude(value=None).order_by().values_list("currency").annotate(Sum("value"))
    begun = rows.between("started_at", start, end)
    return InitiativeFigures(
        proposed=rows.between("created_at", start, end).count(),
        agreed=rows.between("agreed_at", start, end).count(),
        started=begun.count(),
        done=rows.filter(state=state.DONE).between("ended_at", start, end).count(),
        given_up=rows.filter(state=state.GIVEN_UP).between("ended_at", start, end).count(),
        companies=companies_in(begun),
        consented=shown.count(),
        results=dict(Counter(reports.values_list("result", flat=True))),
        value=dict(by_currency),
        **{name: total or 0 for name, total in sums.items()},
    )


def companies_in(begun: InitiativeQuerySet) -> int:
    """Each company once, in however many it takes part."""
    inside = InitiativePartner.objects.inside().filter(initiative__in=begun)
    return int(inside.values("company_id").distinct().count())
