"""Numbers that matter, with what they count and, where there is one, what they were before."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

FIGURES = _("Figures")


class FigureBlock(blocks.StructBlock):
    """A number that matters, with the words that say what it counts."""

    value = blocks.CharBlock(max_length=20, label=_("Number"), help_text=_("With its unit: 38 %, EUR 120,000, 3 weeks"))
    label = blocks.CharBlock(max_length=80, label=_("What it counts"))
    before = blocks.CharBlock(
        max_length=20,
        required=False,
        label=_("What it was before"),
        help_text=_("In the same unit; empty if there was none"),
    )

    class Meta:
        icon = "table"
        preview_value: ClassVar[dict[str, Any]] = {"value": "9", "label": _("days to the first order"), "before": "41"}


class FiguresBlock(blocks.ListBlock):
    """One to four numbers beside each other."""

    class Meta:
        template = "cms/blocks/figures.html"
        icon = "table"
        description = _("One to four numbers that matter, before and after.")
        preview_value: ClassVar[list[Any]] = [
            {"value": "9", "label": _("days to the first order"), "before": "41"},
            {"value": "8,000", "label": _("bearings a year"), "before": ""},
        ]


def figures() -> FiguresBlock:
    return FiguresBlock(FigureBlock(), min_num=1, max_num=4, label=_("Key figures"), group=FIGURES)
