"""The key facts of two countries, row by row; each figure keeps its own source and day."""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.countries.figures import CountryFigure, Measure
from cms.countries.models import CountryPage


@dataclass(frozen=True)
class Cell:
    texts: list[str]
    figure: CountryFigure | None = None


@dataclass(frozen=True)
class Row:
    label: Any
    first: Cell
    second: Cell


def comparison_of(first: CountryPage, second: CountryPage) -> list[Row]:
    """Key facts, then every measure that one of the two has; an empty cell says that there is no figure."""
    ends = zip(key_facts(first), key_facts(second), strict=True)
    rows = [Row(label, Cell(one), Cell(other)) for (label, one), (_label, other) in ends]
    known, others = measures(first), measures(second)
    both = [measure for measure in Measure if measure in known or measure in others]
    rows += [Row(measure.label, cell(known.get(measure)), cell(others.get(measure))) for measure in both]
    return rows


def key_facts(page: CountryPage) -> list[tuple[str, list[str]]]:
    clock = f"{page.local_time:%H:%M} ({page.clock_place})"
    return [
        (_("Region"), [str(page.get_region_display())]),
        (_("Capital"), [page.capital]),
        (_("Currency"), [page.currency, *rate_words(page)]),
        (_("Languages"), [page.language_names]),
        (_("Time there now"), [clock]),
    ]


def rate_words(page: CountryPage) -> list[str]:
    """The rates with their day, or that there is none."""
    rates = page.rates
    if not rates:
        return [_("The European Central Bank publishes no rate for it.")]
    day = date_format(rates[0].day, "DATE_FORMAT")
    return [*(rate.text for rate in rates), _("ECB rate of %(day)s") % {"day": day}]


def measures(page: CountryPage) -> dict[str, CountryFigure]:
    """The newest figure of each measure."""
    return {one.measure: one for one in sorted(page.figures.all(), key=lambda one: one.as_of) if one.measure}


def cell(figure: CountryFigure | None) -> Cell:
    return Cell([figure.value_words], figure) if figure else Cell([])
