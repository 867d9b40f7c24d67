"""Figures of a country report. None goes without its source and the day for which it holds."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

SOON = timedelta(days=90)  # editors hear that long before a figure is called old


class Part(models.TextChoices):
    """The sections of every report, in this order."""

    GLANCE = "glance", _("The market at a glance")
    BUSINESS = "business", _("How business is done")
    ENTRY = "entry", _("Entry rules")
    TARIFFS = "tariffs", _("Tariffs and agreements")
    PAYMENT = "payment", _("Payment habits")
    HOLIDAYS = "holidays", _("Holidays")
    LOGISTICS = "logistics", _("Logistics")
    OPPORTUNITIES = "opportunities", _("Opportunities")
    CONTACTS = "contacts", _("Contacts")


class Measure(models.TextChoices):
    """What can be compared between countries; a figure of another kind has none."""

    POPULATION = "population", _("Population")
    GDP_HEAD = "gdp_head", _("Gross domestic product per person")
    GROWTH = "growth", _("Growth of the economy")
    VAT = "vat", _("Standard value-added tax")
    WTO = "wto", _("Member of the WTO since")
    APEC = "apec", _("Member of APEC since")
    CISG = "cisg", _("UN sales convention (CISG) in force since")
    ARBITRATION = "arbitration", _("New York Convention on arbitration since")
    RCEP = "rcep", _("RCEP in force since")
    CPTPP = "cptpp", _("CPTPP in force since")


class Age(models.IntegerChoices):
    """Months after which a figure must be looked at again."""

    NEVER = 0, pgettext_lazy("a figure", "Does not age")
    SIX = 6, _("After 6 months")
    YEAR = 12, _("After a year")
    EIGHTEEN = 18, _("After 18 months")
    TWO_YEARS = 24, _("After 2 years")


class CountryFigure(Orderable):
    page = ParentalKey("cms.CountryPage", related_name="figures")
    part = models.CharField(_("section"), max_length=16, choices=Part, default=Part.GLANCE)
    measure = models.CharField(_("can be compared as"), max_length=16, choices=Measure, blank=True)
    label = models.CharField(_("what"), max_length=120)
    value = models.CharField(_("figure"), max_length=160)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    source_name = models.CharField(_("source"), max_length=120, help_text=_("World Bank, WTO, national statistics …"))
    source_url = models.URLField(_("address of the source"), max_length=400)
    as_of = models.DateField(_("as of"), help_text=_("The day for which the source gives it, or you last looked."))
    ages = models.PositiveSmallIntegerField(_("look again"), choices=Age, default=Age.EIGHTEEN)

    panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("part"), FieldPanel("measure")]),
        FieldRowPanel([FieldPanel("label"), FieldPanel("value"), FieldPanel("unit")]),
        FieldRowPanel([FieldPanel("source_name"), FieldPanel("source_url")]),
        FieldRowPanel([FieldPanel("as_of"), FieldPanel("ages")]),
    ]

    class Meta(Orderable.Meta):
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(source_name="") & ~models.Q(source_url="") & ~models.Q(value=""),
                name="country_figure_has_source",
            ),
            models.CheckConstraint(
                condition=models.Q(source_url__startswith="https://") | models.Q(source_url__startswith="http://"),
                name="country_figure_source_is_web",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.value_words}"

    @property
    def value_words(self) -> str:
        return f"{self.value} {self.unit}".strip()

    @property
    def old_on(self) -> date | None:
        """The day from which it is old; None for what does not age."""
        return months_after(self.as_of, self.ages) if self.ages else None

    @property
    def is_stale(self) -> bool:
        return self.old_on is not None and self.old_on <= timezone.localdate()

    @property
    def is_due(self) -> bool:
        """Old, or soon."""
        return self.old_on is not None and self.old_on <= timezone.localdate() + SOON


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last one where a month is shorter."""
    total = day.month - 1 + months
    year, month = day.year + total // 12, total % 12 + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day.day - 1), following - timedelta(days=1))
