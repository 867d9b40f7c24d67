"""Deals between members, in the results of communities."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from moneyed import Money

from community.models import Stay
from community.results.figures import (
    Ids,
    Months,
    activity,
    by_month,
    company_figure,
    day_of,
    figure,
    month_of,
    within,
)
from portal.core.money import rounded
from trade.models import AwardLine, Quotation
from trade.quotation_totals import totals_of

FEWEST = 3  # companies in a month whose value is told: with two, each would read the price of the other


def deals_between(ids: Ids) -> "QuerySet[Quotation]":
    """Accepted quotations of which both sides were members of the same community on the day."""
    day = OuterRef("decided_at")
    stays = Stay.objects.filter(Q(left_at=None) | Q(left_at__gt=day), joined_at__lte=day)
    sold = stays.filter(community__in=ids, company_id=OuterRef("supplier_id"))
    day = OuterRef(OuterRef("decided_at"))
    bought = Stay.objects.filter(Q(left_at=None) | Q(left_at__gt=day), joined_at__lte=day)
    bought = bought.filter(community_id=OuterRef("community_id"), company_id=OuterRef(OuterRef("buyer_id")))
    both = sold.filter(Exists(bought))
    return Quotation.objects.filter(Exists(both), state=Quotation.State.ACCEPTED, decided_at__isnull=False)


@figure(
    "deals",
    70,
    _("Deals between members"),
    _("Quotations accepted in the month of which both sides were members on the day."),
)
def deals(ids: Ids, start: date, end: date) -> Months:
    return by_month(deals_between(ids), "decided_at", start, end)


@figure(
    "deal_value",
    72,
    _("Value of these deals"),
    _(
        "What was accepted comes to, without tax and freight, in the currency of each quotation. Months with fewer "
        "than three companies are left out, for they would tell a price."
    ),
    unit="money",
)
def deal_value(ids: Ids, start: date, end: date) -> Months:
    fields = ("pk", "decided_at", "supplier_id", "buyer_id", "current_id", "current__currency", "rfq_id")
    rows = list(within(deals_between(ids), "decided_at", start, end).values(*fields))
    worth = values_of(rows)
    sums: dict[date, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    companies: dict[date, set[int]] = defaultdict(set)
    for row in rows:
        month = month_of(day_of(row["decided_at"]))
        companies[month] |= {row["supplier_id"], row["buyer_id"]}
        if (money := worth.get(row["pk"])) is not None:
            sums[month][money.currency.code] += money.amount
    return {month: dict(found) for month, found in sums.items() if len(companies[month]) >= FEWEST}


def values_of(rows: list[dict[str, Any]]) -> dict[int, Money]:
    """What each accepted quotation comes to: of a request what was awarded, else all its priced lines; two queries."""
    currencies = {row["pk"]: row["current__currency"] for row in rows if row["current_id"]}
    awarded: dict[int, Decimal] = defaultdict(Decimal)
    requests = [row["pk"] for row in rows if row["rfq_id"]]
    lines = AwardLine.objects.filter(quotation__in=requests).order_by()
    for pk, amount, quantity in lines.values_list("quotation_id", "amount", "quantity"):
        if currency := currencies.get(pk):
            awarded[pk] += rounded(Money(amount * quantity, currency)).amount
    found = {pk: Money(amount, currencies[pk]) for pk, amount in awarded.items()}
    others = {row["current_id"]: row for row in rows if row["pk"] not in found and row["current_id"]}
    totals = totals_of({pk: row["current__currency"] for pk, row in others.items()})
    return {**found, **{others[version]["pk"]: total for version, total in totals.items()}}


@activity
def traders(ids: Ids, start: date, end: date) -> list[tuple[Any, int]]:
    """Who sold to or bought from another member."""
    rows = within(deals_between(ids), "decided_at", start, end).values_list("decided_at", "supplier_id", "buyer_id")
    return [(month_of(day_of(at)), company) for at, *both in rows for company in both]


@company_figure("deals", 70, _("Deals between members"))
def deals_of(ids: Ids, start: date, end: date) -> dict[int, int]:
    found: dict[int, int] = defaultdict(int)
    rows = within(deals_between(ids), "decided_at", start, end).values_list(F("supplier_id"), F("buyer_id"))
    for both in rows:
        for company in both:
            found[company] += 1
    return dict(found)
