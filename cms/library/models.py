"""Publications and research papers: what was found out, by whom, and how to cite it."""

import re
from typing import Any, ClassVar, cast

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from stdnum import isbn
from stdnum.exceptions import ValidationError as WrongNumber
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.documents import get_document_model_string
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from cms.models.base import IndexPage
from cms.news.models import Topic
from portal.core.http import Request
from portal.core.pages import paginate
from portal.core.places import language_choices, language_name
from portal.core.texts import clean_line

FIRST_YEAR = 1800
# ISO 26324 with the registrants that Crossref gives out: “10.”, four to nine figures, a slash, and a name.
DOI = RegexValidator(r"^10\.\d{4,9}/[^\s\"<>]+$", _("A DOI looks like 10.1000/182."))


def validate_isbn(text: str) -> None:
    """ISO 2108: thirteen figures, or ten of before 2007, with the right last one."""
    try:
        isbn.validate(text)
    except WrongNumber as problem:
        raise ValidationError(gettext("This is no ISBN: its figures do not fit together.")) from problem


def this_year() -> int:
    return timezone.localdate().year


class PublicationQuerySet(PageQuerySet):
    def of_language(self, locale_id: int) -> "PublicationQuerySet":
        rows = self.live().public().filter(locale_id=locale_id).order_by("-year", "title", "pk")
        return cast("PublicationQuerySet", rows.prefetch_related("topics"))

    def narrowed(
        self, topic: str = "", year: int | None = None, kind: str = "", words: str = ""
    ) -> "PublicationQuerySet":
        rows = self
        if topic:
            rows = rows.filter(topics__slug=topic)
        if year:
            rows = rows.filter(year=year)
        if kind:
            rows = rows.filter(kind=kind)
        for word in words.split()[:8]:
            rows = rows.filter(Q(title__icontains=word) | Q(abstract__icontains=word) | Q(authors__icontains=word))
        return cast("PublicationQuerySet", rows.distinct()) if topic else rows


class PublicationPage(Page):
    """A publication, in the language of this page; its own language may be another."""

    class Kind(models.TextChoices):
        PAPER = "paper", _("Research paper")
        REPORT = "report", pgettext_lazy("publication", "Report")
        GUIDE = "guide", _("Guide")
        BOOK = "book", _("Book")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.REPORT)
    authors = models.TextField(
        _("authors"),
        max_length=1000,
        help_text=_("One a line: family name, comma, given name. A body as it is called."),
    )
    year = models.PositiveSmallIntegerField(
        _("year of publication"), default=this_year, validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(2100)]
    )
    publisher = models.CharField(_("publisher"), max_length=160, blank=True)
    published_in = models.CharField(_("journal or series"), max_length=160, blank=True)
    volume = models.CharField(_("volume and number"), max_length=40, blank=True)
    pages = models.CharField(_("pages"), max_length=30, blank=True, help_text=_("Such as 12–34."))
    written_in = models.CharField(_("language of the text"), max_length=8, default="en")
    doi = models.CharField("DOI", max_length=120, blank=True, validators=[DOI])
    isbn = models.CharField("ISBN", max_length=20, blank=True, validators=[validate_isbn])
    abstract = models.TextField(_("abstract"), max_length=4000)
    file = models.ForeignKey(
        get_document_model_string(), models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    address = models.URLField(_("address elsewhere"), blank=True, help_text=_("Where the text is, if not here."))
    topics = ParentalManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))

    objects = PageManager.from_queryset(PublicationQuerySet)()
    template = "cms/library/publication.html"
    parent_page_types: ClassVar[list[str]] = ["cms.PublicationIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("year"), FieldPanel("written_in")]),
        FieldPanel("authors"),
        FieldPanel("abstract"),
        MultiFieldPanel(
            [
                FieldPanel("publisher"),
                FieldPanel("published_in"),
                FieldRowPanel([FieldPanel("volume"), FieldPanel("pages")]),
                FieldRowPanel([FieldPanel("doi"), FieldPanel("isbn")]),
            ],
            heading=_("Where it was published"),
        ),
        MultiFieldPanel([FieldPanel("file"), FieldPanel("address")], heading=_("Where to read it")),
        FieldPanel("topics"),
    ]

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        constraints = [
            models.CheckConstraint(condition=Q(year__gte=FIRST_YEAR, year__lte=2100), name="publication_year_is_a_year")
        ]

    @property
    def words(self) -> str:
        return f"{self.authors} {self.abstract}"

    @property
    def people(self) -> list[str]:
        """As they were typed: “Kim, Minji”."""
        return [name for line in self.authors.splitlines() if (name := clean_line(line))]

    @property
    def language(self) -> str:
        return language_name(self.written_in)

    @property
    def bibtex_address(self) -> str:
        return reverse("publication_bibtex", args=[self.slug])

    def clean(self) -> None:
        super().clean()
        if self.written_in not in dict(language_choices()):
            raise ValidationError({"written_in": gettext("Please give a language by its code, such as en or ko.")})

    def get_context(self, request: Request, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cms.library.citing import citation

        slugs = list(self.topics.values_list("slug", flat=True))
        names = Topic.names(self.locale_id)
        return {
            **super().get_context(request, *args, **kwargs),
            "citation": citation(self),
            "topic_names": [(slug, names[slug]) for slug in slugs if slug in names],
        }


class PublicationIndexPage(IndexPage):
    template = "cms/library/index.html"
    subpage_types: ClassVar[list[str]] = ["cms.PublicationPage"]

    class Meta:
        verbose_name = _("list of publications")

    def articles(self) -> Any:
        return PublicationPage.objects.of_language(self.locale_id)

    def get_context(self, request: Request, *args: Any, **kwargs: Any) -> dict[str, Any]:
        rows, asked = self.articles(), request.GET
        years = sorted(set(rows.order_by().values_list("year", flat=True)), reverse=True)
        used = set(rows.order_by().values_list("topics__slug", flat=True))
        topics = {slug: name for slug, name in Topic.names(self.locale_id).items() if slug in used}
        topic = asked.get("topic", "") if asked.get("topic") in topics else ""
        kind = asked.get("kind", "") if asked.get("kind") in PublicationPage.Kind.values else ""
        year = int(asked["year"]) if asked.get("year", "") in map(str, years) else None
        words = clean_line(asked.get("words", "")[:100])
        chosen = {"topic": topic, "kind": kind, "year": year, "words": words}
        return {
            **super().get_context(request, *args, **kwargs),
            **chosen,
            "articles": paginate(request, rows.narrowed(**chosen), 12),
            "topics": topics,
            "years": years,
            "kinds": PublicationPage.Kind.choices,
            "is_narrowed": any(chosen.values()),
        }


def key_of(name: str) -> str:
    """Letters and figures of a name, for the key of a citation."""
    return re.sub(r"[\W_]+", "", name.partition(",")[0]).lower()
