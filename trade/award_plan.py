"""A decision before it is made: what each supplier would get, and what the others would be told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _
from moneyed import Money, get_currency

from offers.models import RFQLine
from portal.core.actor import Actor
from portal.core.money import convert, rounded
from portal.core.permissions import Refused, WrongState
from trade.comparison import Comparison
from trade.comparison_prices import Column, Price, sum_of
from trade.feedback import BANDS, position_of
from trade.models import Award, Quotation, QuotationLine
from trade.models.offered import awarded_terms, quantity_asked

NOBODY = "-"


@dataclass(frozen=True)
class Pick:
    """A line of the request and the line of a quotation that gets it; the quantity is in the unit quoted."""

    asked: RFQLine
    column: Column
    line: QuotationLine
    quantity: Decimal
    price: Money

    @property
    def total(self) -> Money:
        return rounded(self.price * self.quantity)

    @property
    def is_other_quantity(self) -> bool:
        """Not what was asked for: the supplier quotes for more or for less."""
        return self.quantity != quantity_asked(self.line, self.asked)


@dataclass(frozen=True)
class Option:
    """A radio button of the page where lines are given away."""

    value: str
    column: Column
    price: Price
    is_best: bool = False
    is_chosen: bool = False
    is_alternative: bool = False


@dataclass
class Share:
    """What one supplier gets, in its own currency and about what that is in the comparison's."""

    column: Column
    picks: list[Pick]

    @property
    def total(self) -> Money:
        total = sum_of([pick.total for pick in self.picks])
        assert total is not None  # a share has at least one line
        return total

    def total_in(self, currency: str) -> Money | None:
        if self.total.currency.code == currency:
            return self.total
        result = convert(self.total, currency)
        return result.money if result else None


@dataclass
class Plan:
    """`chosen` maps lines of the request to options (`value`), `seen` quotations to the version looked at."""

    comparison: Comparison
    chosen: dict[int, str] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)

    @classmethod
    def best(cls, comparison: Comparison) -> "Plan":
        """Each line to the lowest price that can be awarded now."""
        plan = cls(comparison, {}, seen_of(comparison))
        for asked in comparison.asked:
            column = comparison.best_line(asked)
            plan.chosen[asked.pk] = option_value(column, column.main[asked.pk].line) if column else NOBODY
        return plan

    @classmethod
    def read(cls, data: Mapping[str, str], comparison: Comparison) -> "Plan":
        """From a form. With `all` every line goes to that quotation, as far as it has a price."""
        known = seen_of(comparison)
        seen = {ref: int(text) for ref in known if (text := data.get(f"seen-{ref}", "")).isdecimal()}
        plan = cls(comparison, {}, seen)
        whole = next((one for one in comparison.every if one.quotation.ref == data.get("all")), None)
        for asked in comparison.asked:
            given = data.get(f"line-{asked.pk}", NOBODY)
            if "all" in data:
                price = whole.main.get(asked.pk) if whole else None
                given = option_value(whole, price.line) if whole and price and price.line.amount else NOBODY
            plan.chosen[asked.pk] = given
        return plan

    # -- what can be chosen ---------------------------------------------------------------------------------------

    def options(self, asked: RFQLine) -> list[Option]:
        """By price; those whose price cannot be compared come last, and can be chosen all the same."""
        best = self.comparison.best_line(asked)
        found = []
        for column in self.comparison.every:
            if not column.is_awardable:
                continue
            for price in [*filter(None, [column.main.get(asked.pk)]), *column.alternatives.get(asked.pk, ())]:
                if price.line.amount is not None and price.line.quantity is not None:
                    value = option_value(column, price.line)
                    is_best = column is best and not price.line.is_alternative
                    found.append(
                        Option(
                            value, column, price, is_best, self.chosen.get(asked.pk) == value, price.line.is_alternative
                        )
                    )
        return sorted(found, key=lambda one: (one.price.exact is None, one.price.exact or 0))

    @cached_property
    def by_line(self) -> list[tuple[int, RFQLine, list[Option]]]:
        return [(number, asked, self.options(asked)) for number, asked in enumerate(self.comparison.asked, start=1)]

    @property
    def wholes(self) -> list[Column]:
        """Suppliers that could get everything they quote."""
        return [one for one in self.comparison.every if one.is_awardable and any(p.own for p in one.main.values())]

    @property
    def unable(self) -> list[Column]:
        """Live, but not to be awarded now: expired, not confirmed, or countered."""
        return [one for one in self.comparison.every if one.quotation.is_live and not one.is_awardable]

    # -- what it comes to -------------------------------------------------------------------------------------------

    @cached_property
    def picks(self) -> list[Pick]:
        found = []
        for asked in self.comparison.asked:
            value = self.chosen.get(asked.pk, NOBODY)
            option = next((one for one in self.options(asked) if one.value == value), None)
            if option is not None:
                quantity, amount = awarded_terms(option.price.line, asked)
                price = Money(amount, get_currency(option.column.version.currency))
                found.append(Pick(asked, option.column, option.price.line, quantity, price))
        return found

    @cached_property
    def shares(self) -> list[Share]:
        columns = [one for one in self.comparison.every if any(pick.column is one for pick in self.picks)]
        return [Share(one, [pick for pick in self.picks if pick.column is one]) for one in columns]

    @property
    def total(self) -> Money | None:
        """All shares in the comparison's currency; None where a rate is missing."""
        sums = [share.total_in(self.comparison.basis.currency) for share in self.shares]
        return None if None in sums else sum_of([one for one in sums if one is not None])

    @property
    def given(self) -> set[int]:
        """The lines of the request that somebody would get."""
        return {pick.asked.pk for pick in self.picks}

    @property
    def left_over(self) -> list[RFQLine]:
        return [asked for asked in self.comparison.asked if asked.pk not in self.given]

    @cached_property
    def losers(self) -> list[tuple[Column, str]]:
        """Who would be declined, and what they would be told of their price."""
        winners = {share.column.quotation.pk for share in self.shares}
        chosen = [pick.line for pick in self.picks]
        rest = [one for one in self.comparison.every if one.quotation.is_live and one.quotation.pk not in winners]
        return [(one, str(BANDS.get(position_of(one.lines, chosen), ""))) for one in rest]

    @property
    def outdated(self) -> list[Column]:
        """Chosen or shown in another version than the one that lies on the table now."""
        return [
            one for one in self.comparison.every
            if self.seen.get(one.quotation.ref, one.version.number) != one.version.number
        ]  # fmt: skip

    def check(self) -> None:
        """Raise Refused or WrongState when what was chosen is not there to be chosen (any more)."""
        if self.outdated:
            names = ", ".join(str(one.supplier) for one in self.outdated)
            words = _("%(companies)s handed in another version meanwhile. Look at it before you decide.")
            raise WrongState(words % {"companies": names})
        wanted = sum(value != NOBODY for value in self.chosen.values())
        if len(self.picks) < wanted:
            raise WrongState(_("Something you chose cannot be awarded any more. Look at the lines again."))
        if not self.picks:
            raise Refused(_("Choose at least one line to award."))

    def carry_out(self, by: Actor, reason: str, note: str) -> Award:
        """Make the award; raises Refused or WrongState, and nothing is done."""
        self.check()
        choices = {pick.asked.pk: pick.line.pk for pick in self.picks}
        seen = {one.quotation.pk: self.seen.get(one.quotation.ref, 0) for one in self.comparison.every}
        return Award.make(self.comparison.rfq, choices, seen, by, reason, note)


def seen_of(comparison: Comparison) -> dict[str, int]:
    return {one.quotation.ref: one.version.number for one in comparison.every if one.quotation.is_live}


def option_value(column: Column, line: QuotationLine) -> str:
    """Names a line of a quotation without telling keys: its reference and the place of the line in it."""
    return f"{column.quotation.ref}.{line.position}"


def reasons() -> list[tuple[str, str]]:
    """Why the others were not chosen; that nothing is needed any more is for requests closed without award."""
    return [(value, str(label)) for value, label in Quotation.Reason.choices if value != Quotation.Reason.NO_NEED]
