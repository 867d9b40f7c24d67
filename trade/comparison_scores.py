"""Quotations scored by what matters to the buyer: points for each criterion, and nothing for what nobody knows.

A score orders, it does not decide. Whoever has no value for a weighed criterion gets no points there and is told to
lack it; the best is marked only when it lacks nothing and nobody who lacks something could still overtake it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.compare import days_in_words
from companies.models import Company
from offers.response import ENOUGH
from portal.core.money import format_money
from trade.comparison import Comparison
from trade.comparison_facts import checks_of
from trade.comparison_prices import Column
from trade.comparison_rows import met_words
from trade.models import ComparisonWeights

ONE, TENTH = Decimal(1), Decimal("0.1")
# How little of the price is at risk before the goods are there: 1 is payment after them, 0 before them. The part that
# is paid as deposit counts as paid in advance.
RISK = {
    "advance": Decimal(0),
    "deposit": Decimal("0.3"),
    "after_documents": Decimal("0.5"),
    "lc_sight": Decimal("0.6"),
    "lc_usance": Decimal("0.8"),
    "dp": Decimal("0.7"),
    "da": Decimal("0.9"),
    "open_account": ONE,
}
LABELS: dict[str, Any] = {
    "price": gettext_lazy("Price"),
    "lead_time": gettext_lazy("Lead time"),
    "payment": gettext_lazy("Payment terms"),
    "tier": gettext_lazy("Verification"),
    "requirements": gettext_lazy("Requirements met"),
    "response": gettext_lazy("Response"),
}
FORMULAS: dict[str, Any] = {
    "price": gettext_lazy("lowest total of all lines ÷ own total, as compared above"),
    "lead_time": gettext_lazy("shortest lead time ÷ own, in days; less than a day counts as one"),
    "payment": gettext_lazy(
        "open account 1; D/A 0.9; L/C with usance 0.8; D/P 0.7; L/C at sight 0.6; deposit against documents 0.5; "
        "deposit before shipment 0.3; in advance 0; less the share of the deposit"
    ),
    "tier": gettext_lazy("level of verification ÷ 3, the highest"),
    "requirements": gettext_lazy("requirements met ÷ all that were asked; what cannot be told is not met"),
    "response": gettext_lazy("share of the inquiries of 90 days that were answered within 7 days"),
}


@dataclass(frozen=True)
class Value:
    """From 0 to 1, None where nobody knows; `words` say what it is made from, or what is missing."""

    share: Decimal | None
    words: str


@dataclass(frozen=True)
class Points:
    name: str
    weight: int
    share: Decimal | None
    words: str

    @property
    def label(self) -> str:
        return str(LABELS[self.name])

    @property
    def exact(self) -> Decimal:
        return (self.share or Decimal(0)) * self.weight

    @property
    def points(self) -> Decimal:
        return self.exact.quantize(TENTH, ROUND_HALF_UP)

    @property
    def is_missing(self) -> bool:
        return self.share is None


@dataclass
class Score:
    """Of one quotation; `reach` is what it could come to if all that is missing were the best."""

    column: Column
    points: list[Points]
    out_of: int
    best: bool = False

    @property
    def exact(self) -> Decimal:
        return sum((one.exact for one in self.points), Decimal(0)) * 100 / self.out_of

    @property
    def total(self) -> Decimal:
        """Out of 100."""
        return self.exact.quantize(TENTH, ROUND_HALF_UP)

    @property
    def reach(self) -> Decimal:
        lacking = sum(one.weight for one in self.points if one.is_missing)
        return self.exact + Decimal(lacking) * 100 / self.out_of

    @property
    def missing(self) -> list[str]:
        return [one.label for one in self.points if one.is_missing]


@dataclass
class Scoring:
    """Of the quotations shown that take part, the highest first."""

    comparison: Comparison
    weights: dict[str, int]
    left_out: list[Column] = field(default_factory=list)

    @cached_property
    def criteria(self) -> list[str]:
        """Those with a weight; requirements only where the request has some."""
        asked = any(line.requirements for line in self.comparison.asked)
        return [name for name, weight in self.weights.items() if weight and (name != "requirements" or asked)]

    @property
    def out_of(self) -> int:
        return sum(self.weights[name] for name in self.criteria)

    @cached_property
    def scores(self) -> list[Score]:
        if not self.criteria:
            return []
        taking_part = [column for column in self.comparison.columns if column.stands]
        self.left_out = [column for column in self.comparison.columns if not column.stands]
        found = [Score(column, self.points_of(column, taking_part), self.out_of) for column in taking_part]
        found.sort(key=lambda one: -one.exact)
        if found and (leader := leader_of(found)):
            leader.best = True
        return found

    def points_of(self, column: Column, rivals: list[Column]) -> list[Points]:
        values = {name: VALUES[name](column, rivals, self.comparison) for name in self.criteria}
        return [Points(name, self.weights[name], one.share, one.words) for name, one in values.items()]

    @property
    def weighed(self) -> list[tuple[str, str, int]]:
        """Each criterion with its formula and weight, in words."""
        return [(str(LABELS[name]), str(FORMULAS[name]), self.weights[name]) for name in self.criteria]

    @property
    def verdict(self) -> str:
        """Who comes first, or why nobody is said to."""
        if not self.scores:
            return _("No quotation takes part at the moment.")
        first = self.scores[0]
        names = {"company": first.column.supplier.name, "total": first.total}
        if first.best:
            return _("%(company)s has the highest score, %(total)s of 100.") % names
        if first.missing:
            names["missing"] = ", ".join(first.missing)
            return _("Nobody is marked: %(company)s leads with %(total)s, but lacks: %(missing)s.") % names
        if any(one.exact == first.exact for one in self.scores[1:]):
            return _("Nobody is marked: the highest score is reached more than once.")
        return _("Nobody is marked: a quotation that lacks values could still come before %(company)s.") % names


def leader_of(scores: list[Score]) -> Score | None:
    first, *others = scores
    if first.missing or any(one.reach >= first.exact for one in others):
        return None
    return first


# -- one criterion ----------------------------------------------------------------------------------------------------


def price_value(column: Column, rivals: list[Column], comparison: Comparison) -> Value:
    asked = len(comparison.asked)
    whole = [one for one in rivals if len(one.counted) == asked and one.full_total is not None]
    total = column.full_total
    if column not in whole or total is None:
        counts = {"counted": len(column.counted), "asked": asked}
        return Value(None, _("comparable prices for %(counted)s of %(asked)s lines") % counts)
    lowest = min(Decimal(one.full_total.amount) for one in whole if one.full_total is not None)
    return Value(lowest / Decimal(total.amount), format_money(total))


def lead_value(column: Column, rivals: list[Column], comparison: Comparison) -> Value:
    own = column.lead_time_days
    if own is None:
        return Value(None, _("not stated"))
    shortest = min(max(1, days) for one in rivals if (days := one.lead_time_days) is not None)
    return Value(Decimal(shortest) / max(1, own), days_in_words(own))


def payment_value(column: Column, rivals: list[Column], comparison: Comparison) -> Value:
    version = column.version
    if version.payment not in RISK:
        return Value(None, _("not stated"))
    deposit = (version.deposit_percent or Decimal(0)) / 100
    words = str(version.get_payment_display())
    if version.deposit_percent is not None:
        words = f"{words}, {version.deposit_percent.normalize():f} %"
    return Value(RISK[version.payment] * (1 - deposit), words)


def tier_value(column: Column, rivals: list[Column], comparison: Comparison) -> Value:
    return Value(Decimal(column.supplier.tier) / max(Company.Tier.values), str(column.supplier.get_tier_display()))


def requirements_value(column: Column, rivals: list[Column], comparison: Comparison) -> Value:
    met, _missed, unknown = checks_of(column, comparison)
    asked = sum(len(line.requirements) for line in comparison.asked)
    if unknown == asked:
        return Value(None, _("not answered"))
    words = met_words(met, asked)
    if unknown:
        words = f"{words}, {_('%(n)s cannot be told') % {'n': unknown}}"
    return Value(Decimal(met) / asked, words)


def response_value(column: Column, rivals: list[Column], comparison: Comparison) -> Value:
    row = getattr(column.supplier, "response", None)
    if row is None or row.received < ENOUGH:
        return Value(None, _("too few inquiries to say"))
    share = Decimal(row.in_time) / row.received
    return Value(share, _("%(percent)s %% answered in time") % {"percent": round(share * 100)})


VALUES: dict[str, Callable[[Column, list[Column], Comparison], Value]] = {
    "price": price_value,
    "lead_time": lead_value,
    "payment": payment_value,
    "tier": tier_value,
    "requirements": requirements_value,
    "response": response_value,
}


def scoring_of(comparison: Comparison) -> Scoring | None:
    """By the weights kept for the request; None while there are none."""
    kept = ComparisonWeights.objects.filter(rfq=comparison.rfq).first()
    return Scoring(comparison, kept.as_dict) if kept else None
