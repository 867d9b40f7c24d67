"""Pages of trade fairs and the calendar that lists them."""

from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from catalog.models import Category
from cms.blocks import StoryBlock, plain
from cms.exhibitions.following import FairFollow
from cms.filters import COUNTRY, SECTOR, Listing, Months, Tick, month_said
from cms.models.filtered import FilteredIndexPage
from cms.widgets import CountrySelect
from companies.sectors import sector_name
from portal.core.http import Request
from portal.core.icalendar import Entry
from portal.core.places import country_choices, country_name
from portal.core.structured import Absolute, event_data


def pavilion_said(value: str) -> str:
    return str(_("With a pavilion of the programme")) if value == "yes" else ""


class FairListing(Listing):
    FILTERS: ClassVar[dict[str, Any]] = {
        "sector": SECTOR,
        "country": COUNTRY,
        "month": Months(_("Month"), "starts_on", month_said, rank=str),
        "pavilion": Tick(_("Pavilion"), "has_pavilion", pavilion_said, stands_alone=True),
    }


SOON = timedelta(days=30)  # a deadline this near is pointed at


class ExhibitionQuerySet(PageQuerySet):
    def ahead(self) -> Any:
        """Those that are not over, the next one first; a fair's last day is a day on which it can be visited."""
        return self.filter(ends_on__gte=timezone.localdate()).order_by("starts_on", "pk")

    def over(self) -> Any:
        return self.filter(ends_on__lt=timezone.localdate()).order_by("-starts_on", "-pk")

    def saying(self, words: str) -> "ExhibitionQuerySet":
        """Those with each of the words in their name, place, organiser or summary."""
        rows = self
        for word in words.split()[:6]:
            fields = ("title", "summary", "city", "venue", "organiser")
            said = models.Q(*((f"{name}__icontains", word) for name in fields), _connector=models.Q.OR)
            rows = rows.filter(said)
        return rows

    def for_cards(self) -> Any:
        return self.select_related("picture").prefetch_related("sectors", "picture__renditions")


class ExhibitionPage(Page):
    """One edition of a fair. Days are those of its place; a fair of one day begins and ends on the same."""

    class Cycle(models.TextChoices):
        YEARLY = "yearly", _("every year")
        TWICE = "twice", _("twice a year")
        BIENNIAL = "biennial", _("every two years")
        OTHER = "other", _("at longer intervals")
        ONCE = "once", _("once")

    summary = models.CharField(_("summary"), max_length=300, help_text=_("Shown in lists; one or two sentences."))
    edition = models.CharField(_("edition"), max_length=40, blank=True, help_text=_("Such as “24th” or “2027”."))
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    venue = models.CharField(_("venue"), max_length=120, blank=True)
    city = models.CharField(_("city"), max_length=80)
    country = models.CharField(_("country"), max_length=2)
    sectors = ParentalManyToManyField(
        Category, verbose_name=_("sectors"), related_name="+", limit_choices_to={"level": 0}, blank=True
    )
    organiser = models.CharField(_("organiser"), max_length=120, blank=True)
    website = models.URLField(_("its own site"), max_length=300, blank=True)
    cycle = models.CharField(_("how often"), max_length=10, choices=Cycle, blank=True)
    languages = models.CharField(_("languages spoken"), max_length=120, blank=True)
    visitors = models.PositiveIntegerField(_("visitors"), null=True, blank=True)
    exhibitors = models.PositiveIntegerField(_("exhibitors"), null=True, blank=True)
    figures_source = models.CharField(
        _("who counted them, and when"), max_length=160, blank=True, help_text=_("Figures are shown only with it.")
    )
    has_pavilion = models.BooleanField(_("the programme has a pavilion there"), default=False)
    apply_by = models.DateField(_("apply until"), null=True, blank=True)
    is_example = models.BooleanField(_("invented, as an example"), default=False)
    picture = models.ForeignKey(
        get_image_model_string(), models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    body = StreamField(StoryBlock(), verbose_name=_("text"), use_json_field=True, blank=True)

    objects = PageManager.from_queryset(ExhibitionQuerySet)()
    template = "cms/exhibitions/exhibition.html"
    parent_page_types: ClassVar[list[str]] = ["cms.ExhibitionIndexPage"]
    subpage_types: ClassVar[list[str]] = ["cms.PavilionPage"]
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on"), FieldPanel("edition")]),
                FieldRowPanel([FieldPanel("venue"), FieldPanel("city")]),
                FieldRowPanel([FieldPanel("country", widget=CountrySelect), FieldPanel("cycle")]),
            ],
            heading=_("When and where"),
        ),
        FieldPanel("sectors", widget=forms.CheckboxSelectMultiple),
        MultiFieldPanel(
            [FieldPanel("organiser"), FieldPanel("website"), FieldPanel("languages")], heading=_("Who runs it")
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("visitors"), FieldPanel("exhibitors")]), FieldPanel("figures_source")],
            heading=_("Figures of the last edition"),
        ),
        FieldRowPanel([FieldPanel("has_pavilion"), FieldPanel("apply_by"), FieldPanel("is_example")]),
        FieldPanel("picture"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("trade fair")
        verbose_name_plural = _("trade fairs")
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="exhibition_forward"),
        ]
        indexes = [models.Index(fields=["ends_on", "starts_on"], name="exhibition_days")]

    def clean(self) -> None:
        super().clean()
        problems = {}
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            problems["ends_on"] = _("The last day cannot be before the first.")
        if (self.visitors or self.exhibitors) and not self.figures_source:
            problems["figures_source"] = _("Say who counted, and when: “organiser, 2025”.")
        if self.country and self.country not in dict(country_choices()):
            problems["country"] = _("Two letters of a country, such as KR.")
        if problems:
            raise ValidationError(problems)

    @property
    def words(self) -> str:
        """For the search."""
        return f"{self.summary} {self.venue} {self.city} {self.country_name} {self.organiser} {plain(self.body)}"

    @property
    def country_name(self) -> str:
        return country_name(self.country)

    @property
    def sector_names(self) -> list[str]:
        return [str(sector_name(sector.slug)) for sector in self.sectors.all()]

    @property
    def is_over(self) -> bool:
        return self.ends_on < timezone.localdate()

    @property
    def is_deadline_near(self) -> bool:
        return bool(self.apply_by and timezone.localdate() <= self.apply_by <= timezone.localdate() + SOON)

    @property
    def is_deadline_over(self) -> bool:
        return bool(self.apply_by and self.apply_by < timezone.localdate())

    @cached_property
    def place(self) -> str:
        return ", ".join(part for part in (self.venue, self.city, self.country_name) if part)

    def entry(self) -> Entry:
        """For calendars; the day of a deadline stands in its words."""
        lines = [self.summary, self.organiser, self.full_url or ""]
        if self.apply_by:
            lines.insert(1, str(_("Apply until %(day)s") % {"day": self.apply_by.isoformat()}))
        return Entry(
            uid=f"exhibition-{self.translation_key}",
            start=self.starts_on,
            end=self.ends_on,
            summary=self.title,
            description="\n".join(line for line in lines if line),
            location=self.place,
            url=self.full_url or "",
            changed_at=self.last_published_at,
        )

    def structured_data(self, absolute: Absolute) -> list[dict[str, Any]]:
        facts = {
            "place": self.place,
            "description": self.summary,
            "organizer": {"@type": "Organization", "name": self.organiser} if self.organiser else None,
            "inLanguage": self.locale.language_code,
        }
        known = event_data(self.title, absolute(self.url or ""), self.starts_on, self.ends_on, **facts)
        return [] if self.is_example else [known]

    def get_context(self, request: Request, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cms.pavilions.models import PavilionPage

        context = super().get_context(request, *args, **kwargs)
        near = ExhibitionPage.objects.live().public().filter(locale_id=self.locale_id).exclude(pk=self.pk).ahead()
        pavilions = PavilionPage.objects.live().public().filter(exhibition__translation_key=self.translation_key)
        return {
            **context,
            "pavilions": pavilions.filter(locale_id=self.locale_id),
            "alike": near.filter(sectors__in=self.sectors.all()).distinct().for_cards()[:3],
            "file_url": reverse("exhibition_file", args=[self.slug]),
            "can_follow": bool(self.apply_by) and not (self.is_deadline_over or self.is_over),
            "follow": FairFollow.of(self, request.actor) if request.actor.user else None,
        }


class ExhibitionIndexPage(FilteredIndexPage):
    """The calendar of fairs, narrowed by filters; those that are over stand behind a tab."""

    listing = FairListing
    calendar = "exhibition_calendar"
    template = "cms/exhibitions/index.html"
    subpage_types: ClassVar[list[str]] = ["cms.ExhibitionPage", "cms.PavilionPage"]

    class Meta:
        verbose_name = pgettext_lazy("page type", "exhibition calendar")

    def articles(self) -> Any:
        return ExhibitionPage.objects.live().public().filter(locale_id=self.locale_id)
