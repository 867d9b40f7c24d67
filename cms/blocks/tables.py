"""A table, and a chart drawn from one."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.blocks.cells import Cells, CellsField
from cms.blocks.drawing import MOST_POINTS, MOST_SERIES, draw, series_of

SAMPLE = "Year\tFirms\tOrders\n2024\t120\t310\n2025\t185\t540\n2026\t240\t910"


class TableBlock(blocks.StructBlock):
    """Rows and columns. A long one is cut on the page, and whole in its file."""

    caption = blocks.CharBlock(max_length=160, label=_("What the table shows"))
    cells = CellsField()
    source = blocks.CharBlock(
        max_length=200, required=False, label=_("Source"), help_text=_("Who counted it, and for which day or year")
    )

    class Meta:
        template = "cms/blocks/table.html"
        icon = "table"
        value_class = Cells
        description = _("Cells from your spreadsheet. The first 25 rows stand on the page, all of them in a CSV file.")
        preview_value: ClassVar[dict[str, Any]] = {
            "caption": _("Firms and orders by year (example)"),
            "cells": SAMPLE,
            "source": _("Counted by the programme, 2026"),
        }


class ChartBlock(blocks.StructBlock):
    """A drawing made by the server from cells: names in the first column, numbers in up to three further ones."""

    title = blocks.CharBlock(max_length=120, label=_("Title"))
    says = blocks.CharBlock(
        max_length=300,
        label=_("What it says"),
        help_text=_("One sentence with the numbers that matter, for everybody."),
    )
    kind = blocks.ChoiceBlock(
        choices=[
            ("bars", _("Bars: compares things with long names")),
            ("columns", _("Columns: compares a few periods")),
            ("line", _("Line: a course over many periods")),
        ],
        default="bars",
        label=_("Kind"),
    )
    cells = CellsField()
    unit = blocks.CharBlock(max_length=40, required=False, label=_("Unit"), help_text=_("EUR, tonnes, days …"))
    source = blocks.CharBlock(max_length=200, required=False, label=_("Source"))

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        problem = problem_of(cleaned)
        if problem is not None:
            raise StructBlockValidationError(block_errors={"cells": problem})
        return cleaned

    def get_context(self, value: Any, parent_context: Any = None) -> Any:
        return {**super().get_context(value, parent_context), "drawing": draw(value, value.get("kind") or "bars")}

    class Meta:
        template = "cms/blocks/chart.html"
        icon = "order"
        value_class = Cells
        description = _(
            "A chart drawn from cells of your spreadsheet, with its table below for those who want the numbers."
        )
        preview_value: ClassVar[dict[str, Any]] = {
            "title": _("Orders by year (example)"),
            "says": _("Orders grew from 310 to 910 in two years, faster than the number of firms."),
            "kind": "columns",
            "cells": SAMPLE,
            "unit": "",
            "source": _("Counted by the programme, 2026"),
        }


def problem_of(cells: Cells) -> ValidationError | None:
    """Why no chart can be drawn of these cells; None where one can."""
    series = series_of(cells)
    if not series:
        return ValidationError(_("No column of numbers was found: put names in the first column, numbers in the next."))
    if len(series) > MOST_SERIES or cells.total > MOST_POINTS:
        sentence = _("A chart shows up to %(series)s columns of numbers and %(points)s rows; show more as a table.")
        return ValidationError(sentence, params={"series": MOST_SERIES, "points": MOST_POINTS})
    return None
