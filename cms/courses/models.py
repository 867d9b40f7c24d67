"""Training courses for those who export, import or help others to."""

import math
from datetime import date
from typing import Any, ClassVar, cast

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.documents import get_document_model_string
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, PageManager
from wagtail.query import PageQuerySet

from cms.blocks import StoryBlock, plain
from cms.models.base import IndexPage
from cms.news.models import Topic
from portal.core.http import Request
from portal.core.pages import paginate
from portal.core.places import country_choices, country_name, language_choices, language_name
from portal.core.texts import clean_line


class CourseQuerySet(PageQuerySet):
    def of_language(self, locale_id: int) -> "CourseQuerySet":
        """The next one first, then those without a date, then what is over."""
        rows = self.live().public().filter(locale_id=locale_id)
        return cast("CourseQuerySet", rows.order_by(F("starts_on").asc(nulls_last=True), "title", "pk"))

    def to_come(self, day: date) -> "CourseQuerySet":
        """Self-paced ones, and those that are not over."""
        return cast("CourseQuerySet", self.filter(Q(starts_on__isnull=True) | Q(ends_on__gte=day)))

    def narrowed(
        self, topic: str = "", level: str = "", taught_in: str = "", way: str = "", words: str = ""
    ) -> "CourseQuerySet":
        rows = self
        if topic:
            rows = rows.filter(topics__slug=topic).distinct()
        if level:
            rows = rows.filter(level=level)
        if taught_in:
            rows = rows.filter(taught_in=taught_in)
        if way in WAYS:
            rows = rows.filter(WAYS[way][1])
        for word in words.split()[:8]:
            rows = rows.filter(Q(title__icontains=word) | Q(summary__icontains=word) | Q(provider__icontains=word))
        return rows


# How one takes part, for the filter: the words and the rows.
WAYS: dict[str, tuple[Any, Q]] = {
    "self-paced": (_("At your own pace"), Q(starts_on__isnull=True)),
    "online": (_("On line, with a date"), Q(starts_on__isnull=False, is_online=True)),
    "place": (_("At a place"), Q(is_online=False)),
}


class CoursePage(Page):
    """A course: what one learns, how long it takes, when, where, and who gives it."""

    class Level(models.TextChoices):
        FIRST = "first", _("For beginners")
        MIDDLE = "middle", _("With some experience")
        EXPERT = "expert", _("For experts")

    summary = models.CharField(_("summary"), max_length=300)
    level = models.CharField(_("level"), max_length=8, choices=Level, default=Level.FIRST)
    taught_in = models.CharField(_("language of teaching"), max_length=8, default="en")
    hours = models.DecimalField(_("hours in all"), max_digits=5, decimal_places=1, validators=[MinValueValidator(0.5)])
    starts_on = models.DateField(_("first day"), null=True, blank=True, help_text=_("Empty: at one's own pace."))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    is_online = models.BooleanField(_("on line"), default=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    provider = models.CharField(_("given by"), max_length=120)
    provider_address = models.URLField(_("address of the provider"), blank=True)
    seats = models.PositiveSmallIntegerField(_("seats"), null=True, blank=True)
    booking_address = models.URLField(_("where to book a seat"), blank=True)
    body = StreamField(StoryBlock(), verbose_name=_("text"), use_json_field=True)
    topics = ParentalManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))

    objects = PageManager.from_queryset(CourseQuerySet)()
    template = "cms/courses/course.html"
    parent_page_types: ClassVar[list[str]] = ["cms.CourseIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("level"), FieldPanel("taught_in"), FieldPanel("hours")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                FieldPanel("is_online"),
                FieldRowPanel([FieldPanel("place"), FieldPanel("country")]),
            ],
            heading=_("When and where"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("provider"),
                FieldPanel("provider_address"),
                FieldRowPanel([FieldPanel("seats"), FieldPanel("booking_address")]),
            ],
            heading=_("Who gives it, and how to take part"),
        ),
        FieldPanel("body"),
        InlinePanel("materials", label=_("file"), heading=_("Materials")),
        FieldPanel("topics"),
    ]

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True, ends_on__isnull=True)
                | Q(starts_on__isnull=False, ends_on__isnull=False, ends_on__gte=F("starts_on")),
                name="course_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=Q(is_online=True) | ~Q(place=""), name="course_somewhere"),
            models.CheckConstraint(condition=Q(hours__gt=0), name="course_takes_time"),
        ]

    @property
    def words(self) -> str:
        return f"{self.summary} {self.provider} {plain(self.body)}"

    @property
    def whole_hours(self) -> int:
        """For the plural of the word."""
        return math.ceil(self.hours)

    @property
    def is_over(self) -> bool:
        return self.ends_on is not None and self.ends_on < timezone.localdate()

    @property
    def language(self) -> str:
        return language_name(self.taught_in)

    @property
    def country_name(self) -> str:
        return country_name(self.country) if self.country else ""

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        if self.starts_on and not self.ends_on:
            self.ends_on = self.starts_on  # a course of one day
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        problems: dict[str, str] = {}
        if self.ends_on and (not self.starts_on or self.ends_on < self.starts_on):
            problems["ends_on"] = gettext("The last day comes after the first.")
        if not self.is_online and not self.place:
            problems["place"] = gettext("Where does it take place? Or tick “on line”.")
        if self.country and self.country not in dict(country_choices()):
            problems["country"] = gettext("Please give a country by its two letters, such as KR.")
        if self.taught_in not in dict(language_choices()):
            problems["taught_in"] = gettext("Please give a language by its code, such as en or ko.")
        if problems:
            raise ValidationError(problems)

    def get_context(self, request: Request, *args: Any, **kwargs: Any) -> dict[str, Any]:
        names = Topic.names(self.locale_id)
        slugs = list(self.topics.values_list("slug", flat=True))
        return {
            **super().get_context(request, *args, **kwargs),
            "materials": self.materials.select_related("file"),
            "topic_names": [(slug, names[slug]) for slug in slugs if slug in names],
        }


class CourseMaterial(Orderable):
    """A file for those who take part."""

    page = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="materials")
    title = models.CharField(_("title"), max_length=120)
    file = models.ForeignKey(get_document_model_string(), models.CASCADE, related_name="+", verbose_name=_("file"))

    panels: ClassVar[list[Any]] = [FieldPanel("title"), FieldPanel("file")]


class CourseIndexPage(IndexPage):
    template = "cms/courses/index.html"
    subpage_types: ClassVar[list[str]] = ["cms.CoursePage"]

    class Meta:
        verbose_name = _("list of courses")

    def articles(self) -> Any:
        return CoursePage.objects.of_language(self.locale_id)

    def get_context(self, request: Request, *args: Any, **kwargs: Any) -> dict[str, Any]:
        rows, asked = self.articles(), request.GET
        used = set(rows.order_by().values_list("topics__slug", flat=True))
        topics = {slug: name for slug, name in Topic.names(self.locale_id).items() if slug in used}
        taught = {code: language_name(code) for code in rows.order_by().values_list("taught_in", flat=True)}
        choices: dict[str, dict[str, Any]] = {
            "topic": topics,
            "level": dict(CoursePage.Level.choices),
            "taught_in": taught,
            "way": WAYS,
        }
        chosen = {name: asked.get(name, "") if asked.get(name) in known else "" for name, known in choices.items()}
        words = clean_line(asked.get("words", "")[:100])
        found = rows.narrowed(**chosen, words=words)
        past = "past" in asked
        found = found if past else found.to_come(timezone.localdate())
        return {
            **super().get_context(request, *args, **kwargs),
            **chosen,
            "articles": paginate(request, found, 12),
            "words": words,
            "past": past,
            "topics": topics,
            "levels": CoursePage.Level.choices,
            "languages_taught": taught,
            "ways": [(key, label) for key, (label, _of) in WAYS.items()],
            "is_narrowed": bool(words or any(chosen.values())),
        }
