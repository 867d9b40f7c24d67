"""Country reports: what a small firm should know before it sells there, each figure with a dated source."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, Page, PageManager
from wagtail.query import PageQuerySet

from cms.blocks import plain
from cms.cases.models import CountrySelect
from cms.countries.figures import CountryFigure, Part
from cms.countries.market import Rate, market_of, rates_of
from cms.models.base import IndexPage
from cms.notices import NoticesPanel
from companies.people import validate_timezone
from portal.core.http import Request
from portal.core.money import validate_currency
from portal.core.pages import paginate
from portal.core.places import country_codes, country_name, language_name
from portal.core.texts import clean_line
from portal.core.zones import place_of, wall_of

RICH = ["bold", "italic", "link", "ol", "ul", "h3"]
MOST_WORDS = 8


class Region(models.TextChoices):
    NORTH_EAST_ASIA = "north-east-asia", _("North-East Asia")
    SOUTH_EAST_ASIA = "south-east-asia", _("South-East Asia")
    SOUTH_ASIA = "south-asia", _("South and Central Asia")
    OCEANIA = "oceania", _("Oceania")
    NORTH_AMERICA = "north-america", _("North America")
    LATIN_AMERICA = "latin-america", _("Latin America")
    EUROPE = "europe", _("Europe")
    MIDDLE_EAST = "middle-east", _("Middle East")
    AFRICA = "africa", _("Africa")


class SectionBlock(blocks.StructBlock):
    """The words of a section; its figures are rows of their own, each with its source."""

    part = blocks.ChoiceBlock(choices=Part.choices, label=_("Section"))
    text = blocks.RichTextBlock(features=RICH, label=_("Text"))

    class Meta:
        icon = "doc-full"
        label = _("Section")


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    texts: list[Any]
    figures: list[CountryFigure]
    contacts: list["CountryContact"]


class CountryQuerySet(PageQuerySet):
    def open_in(self, locale_id: int) -> "CountryQuerySet":
        rows: CountryQuerySet = self.live().public().filter(locale_id=locale_id)
        return rows

    def for_cards(self) -> "CountryQuerySet":
        rows: CountryQuerySet = self.select_related("picture").prefetch_related("picture__renditions")
        return rows


class CountryPage(Page):
    """The report of one country in one language."""

    country = models.CharField(_("country"), max_length=2)
    region = models.CharField(_("region"), max_length=20, choices=Region)
    summary = models.CharField(_("summary"), max_length=300)
    picture = models.ForeignKey(
        get_image_model_string(), models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    capital = models.CharField(_("capital"), max_length=80)
    currency = models.CharField(_("currency"), max_length=3, validators=[validate_currency])
    languages = models.CharField(
        _("languages"), max_length=60, help_text=_("Codes, the most useful first: ko, en"), blank=True
    )
    zone = models.CharField(_("time zone"), max_length=64, validators=[validate_timezone])
    sections = StreamField([("section", SectionBlock())], blank=True, verbose_name=_("sections"))
    reviewed_on = models.DateField(_("looked through on"), default=timezone.localdate)

    objects = PageManager.from_queryset(CountryQuerySet)()
    template = "cms/countries/country.html"
    parent_page_types: ClassVar[list[str]] = ["cms.CountryIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        NoticesPanel(heading=_("What to look at")),
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("picture"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("country", widget=CountrySelect), FieldPanel("region")]),
                FieldRowPanel([FieldPanel("capital"), FieldPanel("currency")]),
                FieldRowPanel([FieldPanel("languages"), FieldPanel("zone")]),
                FieldPanel("reviewed_on"),
            ],
            heading=_("Key facts"),
        ),
        FieldPanel("sections"),
        InlinePanel("figures", max_num=80, heading=_("Figures with their sources"), label=_("Figure")),
        InlinePanel("contacts", max_num=20, heading=_("Contacts"), label=_("Contact")),
    ]

    class Meta:
        verbose_name = _("country report")
        verbose_name_plural = _("country reports")
        constraints = [models.CheckConstraint(condition=~models.Q(country=""), name="country_page_names_country")]

    def clean(self) -> None:
        super().clean()
        if self.country not in country_codes():  # a draft without one cannot be kept either
            raise ValidationError({"country": gettext("Choose a country.")})
        twins = CountryPage.objects.filter(country=self.country, locale_id=self.locale_id).exclude(pk=self.pk)
        if self.country and self.locale_id and twins.exists():
            raise ValidationError({"country": gettext("There is a report of this country in this language already.")})

    # -- key facts

    @property
    def name(self) -> str:
        return country_name(self.country)

    @property
    def language_names(self) -> str:
        codes = [one.strip() for one in self.languages.split(",")]
        return ", ".join(language_name(code) for code in codes if code)

    @property
    def rates(self) -> list[Rate]:
        return rates_of(self.currency)

    @property
    def local_time(self) -> Any:
        """What the clock shows there now."""
        return wall_of(timezone.now(), self.zone)

    @property
    def clock_place(self) -> str:
        return place_of(self.zone)

    # -- the report

    def parts(self) -> list[Section]:
        """The sections that say something, in the order of every report."""
        figures = list(self.figures.all())
        contacts = list(self.contacts.all())
        texts: dict[str, list[Any]] = {}
        for block in self.sections:
            texts.setdefault(block.value["part"], []).append(block.value["text"])
        found = [
            Section(
                part.value,
                str(part.label),
                texts.get(part, []),
                [one for one in figures if one.part == part],
                contacts if part == Part.CONTACTS else [],
            )
            for part in Part
        ]
        return [one for one in found if one.texts or one.figures or one.contacts]

    def stale_figures(self) -> list[CountryFigure]:
        return [one for one in self.figures.all() if one.is_stale]

    def editor_notices(self) -> Iterator[tuple[str, str]]:
        for one in self.figures.all():
            if one.is_due:
                tone = "warning" if one.is_stale else "info"
                yield (
                    tone,
                    gettext("Look again: %(figure)s (%(source)s, %(day)s)")
                    % {"figure": one, "source": one.source_name, "day": one.as_of},
                )
        missing = [str(part.label) for part in Part if part not in {one.key for one in self.parts()}]
        if missing:
            yield "info", gettext("Sections without anything: %(names)s") % {"names": ", ".join(missing)}

    @property
    def words(self) -> str:
        rows = [f"{one.label} {one.value_words}" for one in self.figures.all()]
        return " ".join([self.summary, self.capital, plain(self.sections), *rows])

    def get_context(self, request: Request, *args: Any, **kwargs: Any) -> dict[str, Any]:
        actor = getattr(request, "actor", None)
        return {
            **super().get_context(request, *args, **kwargs),
            "parts": self.parts(),
            "stale": self.stale_figures(),
            "market": market_of(self.country, self.locale_id, actor),
            "neighbours": CountryPage.objects.open_in(self.locale_id).exclude(pk=self.pk).order_by("title"),
        }


class CountryContact(Orderable):
    """An office that helps, by its public address."""

    page = ParentalKey(CountryPage, related_name="contacts")
    name = models.CharField(_("name"), max_length=120)
    what = models.CharField(_("what it helps with"), max_length=200, blank=True)
    url = models.URLField(_("address"), max_length=400)

    panels: ClassVar[list[Any]] = [FieldPanel("name"), FieldPanel("what"), FieldPanel("url")]

    def __str__(self) -> str:
        return self.name


class CountryIndexPage(IndexPage):
    template = "cms/countries/index.html"
    subpage_types: ClassVar[list[str]] = ["cms.CountryPage"]

    class Meta:
        verbose_name = _("list of country reports")

    def articles(self) -> Any:
        return CountryPage.objects.open_in(self.locale_id).for_cards().order_by("title", "pk")

    def narrowed(self, q: str, region: str) -> Any:
        """By words, which may name the country in the reader's language, and by region."""
        rows = self.articles().filter(region=region) if region else self.articles()
        for word in q.split()[:MOST_WORDS]:
            named = [code for code in country_codes() if word.casefold() in country_name(code).casefold()]
            said = models.Q(title__icontains=word) | models.Q(summary__icontains=word) | models.Q(country__in=named)
            rows = rows.filter(said | models.Q(capital__icontains=word))
        return rows

    def get_context(self, request: Request, *args: Any, **kwargs: Any) -> dict[str, Any]:
        q = clean_line(request.GET.get("q", "")[:400])[:100]
        region = request.GET.get("region", "")
        region = region if region in Region.values else ""
        counts = dict(self.narrowed(q, "").order_by().values_list("region").annotate(models.Count("pk")))
        everything = self.articles()
        return {
            **super(IndexPage, self).get_context(request, *args, **kwargs),
            "articles": paginate(request, self.narrowed(q, region), 24),
            "q": q,
            "region": region,
            "regions": [(value, label, counts[value]) for value, label in Region.choices if value in counts],
            "all_count": sum(counts.values()),
            "choices": [(one.country, one.name) for one in everything],
        }
