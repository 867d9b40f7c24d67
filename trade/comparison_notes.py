"""The footnotes of a comparison: every assumption that stands behind a figure, numbered where it matters."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from moneyed import Money

from portal.core.money import format_money
from trade.comparison_terms import KINDS

if TYPE_CHECKING:
    from trade.comparison import Comparison
    from trade.comparison_prices import Column


class Notes:
    """`words` in order; each column knows the numbers of those that concern it."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def number(self, words: str) -> int:
        """The same words are the same note."""
        if words not in self.words:
            self.words.append(words)
        return self.words.index(words) + 1

    def note(self, words: str, columns: "Iterable[Column]") -> None:
        concerned = list(columns)
        if concerned:
            number = self.number(words)
            for column in concerned:
                column.notes.append(number)

    def tell(self, comparison: "Comparison") -> None:
        self.columns = comparison.columns
        self.tell_rates(comparison.basis.currency)
        self.tell_delivery(comparison.basis.incoterm)
        for column in self.columns:
            self.tell_estimate(column, comparison.basis.incoterm)
            self.tell_state(column)
        self.tell_rounding()
        self.tell_quantities(comparison)

    def tell_rates(self, currency: str) -> None:
        for day in sorted({column.rate_day for column in self.columns if column.rate_day}):
            words = _(
                "Converted to %(currency)s at the European Central Bank's reference rate of %(day)s; "
                "the price in the original currency holds."
            )
            told = words % {"currency": currency, "day": date_format(day, "DATE_FORMAT")}
            self.note(told, [column for column in self.columns if column.rate_day == day])
        for code in sorted({column.version.currency for column in self.columns if column.rate is None}):
            told = _("No exchange rate is published for %(currency)s: what is quoted in it takes no part.")
            concerned = [column for column in self.columns if column.version.currency == code]
            self.note(told % {"currency": code}, concerned)

    def tell_delivery(self, incoterm: str) -> None:
        terms = {column.version.incoterm for column in self.columns}
        if not incoterm and len(terms) > 1:
            words = _("The prices end at different places (%(terms)s). Freight, insurance and duty are not evened out.")
            named = ", ".join(sorted(term or _("not stated") for term in terms))
            self.note(words % {"terms": named}, self.columns)
        alike = [column for column in self.columns if column.version.incoterm and not column.signs]
        for term in sorted({column.version.incoterm for column in alike}):
            concerned = [column for column in alike if column.version.incoterm == term]
            places = sorted({column.version.incoterm_place for column in concerned})
            if len({place.casefold() for place in places}) > 1:
                told = _("%(term)s at different places (%(places)s): what lies between them is not evened out.")
                self.note(told % {"term": term, "places": ", ".join(places)}, concerned)

    def tell_estimate(self, column: "Column", incoterm: str) -> None:
        estimate, own = column.estimate, column.version
        if not column.signs or estimate is None or column.missing:
            return
        figures = {
            "company": column.supplier,
            "own": f"{own.incoterm} {own.incoterm_place}".strip(),
            "wanted": incoterm,
            "costs": listed(
                f"{'+' if sign > 0 else '−'} {format_money(Money(estimate.amount_of(kind) or 0, estimate.currency))} "
                f"{KINDS[kind]}"
                for kind, sign in column.signs.items()
            ),
        }
        words = _(
            "%(company)s, from %(own)s to %(wanted)s: your own estimate (%(costs)s), spread over the lines by their "
            "value. It is not part of the quotation."
        )
        source = " " + _("Source: %(note)s.") % {"note": estimate.note} if estimate.note else ""
        self.note(words % figures + source, [column])
        if column.factor is None:
            told = _("%(company)s: your estimate takes out more than the whole price. Look at it again.")
            self.note(told % {"company": column.supplier}, [column])

    def tell_state(self, column: "Column") -> None:
        version = {"company": column.supplier, "version": column.version.number}
        if column.is_countered:
            told = _("%(company)s: version %(version)s is shown. Your counter-offer to it is not answered yet.")
            self.note(told % version, [column])
        elif column.quotation.needs_confirmation:
            told = _(
                "%(company)s has not confirmed version %(version)s since the request was changed: shown, but taking no "
                "part."
            )
            self.note(told % version, [column])

    def tell_rounding(self) -> None:
        rounded_up = [
            column for column in self.columns
            if any(price.is_rounded_up and price.exact is not None for price in column.main.values())
        ]  # fmt: skip
        words = _("Only whole units are sold: the quantity asked for is rounded up, and each price names the quantity.")
        self.note(words, rounded_up)

    def tell_quantities(self, comparison: "Comparison") -> None:
        step = comparison.basis.step
        lacking = [line for line in comparison.asked if step >= len(line.quantities)]
        if step and lacking:
            told = _("Lines that name no such further quantity stay at the quantity asked for: %(lines)s.")
            self.number(told % {"lines": listed(line.title for line in lacking)})
        if any(column.beyond for column in self.columns):
            told = _("What a supplier quotes beyond the lines of the request is not in the totals for comparison.")
            self.note(told, [column for column in self.columns if column.beyond])


def listed(words: "Iterable[Any] | Sequence[Any]") -> str:
    return ", ".join(str(word) for word in words)
