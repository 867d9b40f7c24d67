"""The comparison as a page shows it: its rows, its heads, what can be chosen, and the sentence on top."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies.facts import facts_of
from offers.models import RFQ
from portal.core.actor import Actor
from portal.core.money import format_money
from portal.core.units import quantity
from trade.comparison import Comparison
from trade.comparison_facts import term_rows
from trade.comparison_prices import Column, sum_of
from trade.comparison_rows import Row, basis_words, line_rows, total_rows
from trade.comparison_wish import AS_QUOTED, SORTS, Wish, currencies_for, incoterms_for

FEW_CELLS = 400  # up to which every requirement has a row of its own unless the reader decides


@dataclass(frozen=True)
class Head:
    """Of a column: who it is, how it answers, where it stands, and the address of the page without it."""

    column: Column
    pill: dict[str, str]
    facts: list[str]
    hide_url: str


@dataclass
class Grid:
    comparison: Comparison
    wish: Wish

    @classmethod
    def read(cls, rfq: RFQ, actor: Actor, wish: Wish) -> "Grid":
        return cls(Comparison.read(rfq, actor, wish), wish)

    @cached_property
    def heads(self) -> list[Head]:
        refs = self.comparison.refs
        return [
            Head(
                column,
                column.quotation.pill_for(self.comparison.actor),
                [str(fact.short) for fact in facts_of(column.supplier) if fact.short],
                self.wish.query(s=[ref for ref in refs if ref != column.quotation.ref]) or "?",
            )
            for column in self.comparison.columns
        ]

    @cached_property
    def totals(self) -> list[Row]:
        return total_rows(self.comparison)

    @cached_property
    def lines(self) -> list[Row]:
        return list(line_rows(self.comparison, self.with_checks))

    @cached_property
    def terms(self) -> list[Row]:
        return term_rows(self.comparison)

    @property
    def span(self) -> int:
        return len(self.comparison.columns) + 1

    @property
    def requirement_count(self) -> int:
        return sum(len(asked.requirements) for asked in self.comparison.asked)

    @property
    def with_checks(self) -> bool:
        if self.wish.checks is not None:
            return self.wish.checks
        return self.requirement_count * len(self.comparison.columns) <= FEW_CELLS

    # -- what can be chosen ---------------------------------------------------------------------------------------

    @property
    def currencies(self) -> list[tuple[str, bool]]:
        return [(code, code == self.comparison.basis.currency) for code in currencies_for(self.comparison.rfq)]

    @property
    def incoterms(self) -> list[tuple[str, str, bool]]:
        chosen = self.comparison.basis.incoterm or AS_QUOTED
        return [(code, name, code == chosen) for code, name in incoterms_for()]

    @property
    def steps(self) -> list[tuple[int, str, bool]]:
        """The quantities to choose from; a request of one line names them."""
        asked, named = self.comparison.asked, range(self.comparison.steps)
        if len(asked) == 1:
            words = [quantity(one, asked[0].unit) for one in asked[0].quantities]
        else:
            further = _("Further quantity %(number)s")
            words = [_("As asked for"), *(further % {"number": number} for number in range(1, len(named)))]
        return [(step, text, step == self.comparison.basis.step) for step, text in zip(named, words, strict=False)]

    @property
    def sorts(self) -> list[tuple[str, str, bool]]:
        return [(code, str(name), code == self.wish.sort) for code, name in SORTS.items()]

    @property
    def choices(self) -> list[tuple[Column, bool]]:
        return [(column, column in self.comparison.columns) for column in self.comparison.every]

    @property
    def query(self) -> str:
        return self.wish.query()

    @property
    def print_query(self) -> str:
        return self.wish.query(view="print")

    @property
    def basis_words(self) -> str:
        return basis_words(self.comparison)

    # -- the sentence on top ----------------------------------------------------------------------------------------

    @cached_property
    def verdict(self) -> str:
        """Who is lowest over everything that was asked for, and by how much; empty where nobody can be said to be."""
        asked = len(self.comparison.asked)
        whole = [one for one in self.comparison.contenders if len(one.counted) == asked]
        ranked = sorted((amount_of(one), place) for place, one in enumerate(whole))
        if not ranked:
            return ""
        lowest = whole[ranked[0][1]]
        words = ngettext(
            "%(company)s is lowest over the line asked for: %(total)s (%(basis)s).",
            "%(company)s is lowest over all %(n)s lines: %(total)s (%(basis)s).",
            asked,
        )
        total = lowest.full_total
        if len(ranked) == 1 or total is None:
            only = _("Only %(company)s can be compared over everything asked for: %(total)s (%(basis)s).")
            words = only if len(ranked) == 1 else words
        elif ranked[0][0] == ranked[1][0]:
            words = _("The lowest total is offered more than once: %(total)s (%(basis)s).")
        names = {"company": lowest.supplier, "total": format_money(total) if total else "", "n": asked}
        told = words % {**names, "basis": self.basis_words}
        return f"{told} {self.gap_words(ranked)} {self.split_words(lowest)}".strip()

    def gap_words(self, ranked: list[tuple[Decimal, int]]) -> str:
        if len(ranked) < 2 or ranked[0][0] == ranked[1][0]:
            return ""
        gap = (ranked[1][0] / ranked[0][0] - 1) * 100
        return _("The next one is %(percent)s %% above.") % {"percent": f"{gap:.1f}"}

    def split_words(self, lowest: Column) -> str:
        """What giving each line to its best price would save."""
        best = [(asked, self.comparison.best_line(asked)) for asked in self.comparison.asked]
        totals = [column.main[asked.pk].total for asked, column in best if column is not None]
        split = sum_of([total for total in totals if total is not None])
        whole = lowest.full_total
        if split is None or whole is None or len(totals) < len(best) or split >= whole or not lowest.is_awardable:
            return ""
        saved = {"total": format_money(split), "saved": format_money(whole - split)}
        return _("Each line at its lowest price would come to %(total)s, %(saved)s less.") % saved


def amount_of(column: Column) -> Decimal:
    total = column.full_total
    return Decimal(total.amount) if total is not None else Decimal("Infinity")
