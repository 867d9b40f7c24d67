"""Rows that belong to a good practice: results as figures, and what of the market it has to do with.

What is related may leave the market or be deleted: readers do not see it then, and `remembered` lets the editor know
what it was.
"""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any, ClassVar

from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from catalog.models import Product
from companies.models import Company


class CaseFigure(Orderable):
    """A result: the same thing before and after, in one unit. Without a `before` it was not there before."""

    class Good(models.TextChoices):
        MORE = "more", pgettext_lazy("of a figure", "More is better")
        LESS = "less", pgettext_lazy("of a figure", "Less is better")
        NEITHER = "neither", pgettext_lazy("of a figure", "Neither")

    case = ParentalKey("cms.CasePage", related_name="figures")
    label = models.CharField(_("what it counts"), max_length=100)
    unit = models.CharField(_("unit"), max_length=30, blank=True, help_text=_("% · days · USD a year · orders"))
    before = models.DecimalField(_("before"), max_digits=14, decimal_places=2, null=True, blank=True)
    after = models.DecimalField(_("after"), max_digits=14, decimal_places=2)
    good = models.CharField(_("good direction"), max_length=8, choices=Good, default=Good.MORE)

    panels: ClassVar[list[Any]] = [
        FieldPanel("label"),
        FieldRowPanel([FieldPanel("before"), FieldPanel("after"), FieldPanel("unit"), FieldPanel("good")]),
    ]

    def __str__(self) -> str:
        return f"{self.label}: {self.after}"

    @property
    def before_words(self) -> str:
        return "" if self.before is None else with_unit(self.before, self.unit)

    @property
    def after_words(self) -> str:
        return with_unit(self.after, self.unit)

    @property
    def change(self) -> Decimal | None:
        """By how many per cent of what it was; in points where it is a share. None from nothing."""
        if self.before is None:
            return None
        if self.is_share:
            return self.after - self.before
        if not self.before:
            return None
        return (self.after - self.before) / abs(self.before) * 100

    @property
    def is_share(self) -> bool:
        return self.unit.strip().startswith("%")

    @property
    def change_words(self) -> str:
        """`+38 %`, `−4 points`; empty where nothing can be said."""
        change = self.change
        if change is None:
            return ""
        places = 1 if abs(change) < 10 and change != change.to_integral_value() else 0
        size = abs(change).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
        number = number_format(size, places, use_l10n=True, force_grouping=True)
        sign = "+" if change > 0 else "−" if change < 0 else "±"
        if self.is_share:
            return str(_("%(number)s points") % {"number": f"{sign}{number}"})
        return f"{sign}{number} %"

    @property
    def verdict(self) -> str:
        """`better`, `worse`, or empty where neither is said or nothing changed."""
        change = self.change
        if not change or self.good == self.Good.NEITHER:
            return ""
        return "better" if (change > 0) == (self.good == self.Good.MORE) else "worse"


def with_unit(value: Decimal, unit: str) -> str:
    places = max(0, -int(value.normalize().as_tuple().exponent))
    number = number_format(value, places, use_l10n=True, force_grouping=True)
    return f"{number} {unit}".strip()


class CaseProduct(Orderable):
    case = ParentalKey("cms.CasePage", related_name="related_products")
    product = models.ForeignKey(Product, models.SET_NULL, null=True, blank=True, related_name="+")
    remembered = models.CharField(max_length=160, blank=True, editable=False)

    panels: ClassVar[list[Any]] = [FieldPanel("product", heading=_("Product"))]

    def __str__(self) -> str:
        return self.remembered

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.product:
            self.remembered = str(self.product)[:160]
        super().save(*args, **kwargs)


class CaseCompany(Orderable):
    case = ParentalKey("cms.CasePage", related_name="related_companies")
    company = models.ForeignKey(Company, models.SET_NULL, null=True, blank=True, related_name="+")
    remembered = models.CharField(max_length=160, blank=True, editable=False)

    panels: ClassVar[list[Any]] = [FieldPanel("company", heading=_("Company"))]

    def __str__(self) -> str:
        return self.remembered

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.company:
            self.remembered = self.company.name
        super().save(*args, **kwargs)


class CaseLink(Orderable):
    """Another good practice that is read with this one, named by its page of any language."""

    case = ParentalKey("cms.CasePage", related_name="related_cases")
    other = models.ForeignKey("cms.CasePage", models.CASCADE, related_name="+", verbose_name=_("good practice"))

    panels: ClassVar[list[Any]] = [FieldPanel("other")]

    def __str__(self) -> str:
        return str(self.other)
