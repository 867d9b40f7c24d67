"""Good practices: what small firms did, so that others can do it too."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.utils.cache import patch_vary_headers
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import PageManager

from catalog.models import Product
from cms.blocks import plain
from cms.cases.blocks import WORDS, CaseQuoteBlock, CreditedPictureBlock, SwotBlock
from cms.cases.consent import CaseConsent
from cms.cases.library import Library
from cms.cases.rows import CaseQuerySet
from cms.cases.topics import CaseTopic
from cms.models.base import Article, IndexPage
from cms.notices import NoticesPanel
from companies.models import Company
from companies.sectors import SECTORS, sector_name
from portal.core.http import Request
from portal.core.places import country_choices, country_name

RELATED = 3  # other good practices below one
SWOT = ("strengths", "weaknesses", "opportunities", "threats")


class CountrySelect(forms.Select):
    """All countries by name, in the editor's language."""

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> Any:
        self.choices = [("", "—"), *country_choices()]
        return super().optgroups(name, value, attrs)


class CasePage(Article):
    """A good practice: what a firm wanted, what it did, what came of it, in numbers where there are any.

    The firm is a company of the market, another one by name, an invented one marked as an example, or has no name.
    A real one is named to readers only while its consent is in force (cms/cases/consent.py).
    """

    company = models.ForeignKey(
        Company, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("company on the market")
    )
    company_name = models.CharField(
        _("or the firm's name"), max_length=120, blank=True, help_text=_("Leave it empty if it does not want a name.")
    )
    is_example = models.BooleanField(
        _("invented firm"), default=False, help_text=_("Readers are told that it is an example.")
    )
    country = models.CharField(_("country"), max_length=2, blank=True)
    sector = models.CharField(_("sector"), max_length=40, blank=True, choices=list(SECTORS.items()))
    size = models.CharField(_("people"), max_length=8, blank=True, choices=Company.Employees)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True, help_text=_("When it happened."))
    topics = ParentalManyToManyField(CaseTopic, blank=True, related_name="cases", verbose_name=_("topics"))
    result = models.CharField(_("result in one line"), max_length=160, blank=True)
    problem = RichTextField(_("problem"), blank=True, features=WORDS)
    solution = RichTextField(_("solution"), blank=True, features=WORDS)
    quotes = StreamField([("quote", CaseQuoteBlock())], blank=True, max_num=4, verbose_name=_("quotations"))
    pictures = StreamField(
        [("picture", CreditedPictureBlock())], blank=True, max_num=8, verbose_name=_("further pictures")
    )
    lessons = StreamField(
        [("lesson", blocks.TextBlock(label=_("Lesson"), max_length=400))],
        blank=True,
        max_num=8,
        verbose_name=_("lessons for others"),
    )
    swot = StreamField([("swot", SwotBlock())], blank=True, max_num=1, verbose_name=_("strengths and weaknesses"))

    objects = PageManager.from_queryset(CaseQuerySet)()
    template = "cms/cases/case.html"
    parent_page_types: ClassVar[list[str]] = ["cms.CaseIndexPage"]
    content_panels: ClassVar[list[Any]] = [
        NoticesPanel(heading=_("What readers do not see")),
        *Article.content_panels[:-1],
        MultiFieldPanel(
            [
                FieldPanel("company"),
                FieldPanel("company_name"),
                FieldPanel("is_example"),
                FieldRowPanel([FieldPanel("country", widget=CountrySelect), FieldPanel("sector")]),
                FieldRowPanel([FieldPanel("size"), FieldPanel("year")]),
                FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
                HelpPanel(template="cms/office/consent.html"),
            ],
            heading=_("The firm"),
        ),
        MultiFieldPanel([FieldPanel("problem"), FieldPanel("solution")], heading=_("What happened")),
        FieldPanel("result"),
        InlinePanel("figures", max_num=8, heading=_("Results as figures"), label=_("Figure")),
        FieldPanel("quotes"),
        FieldPanel("pictures"),
        FieldPanel("lessons"),
        FieldPanel("swot"),
        FieldPanel("body", heading=_("Further text")),
        InlinePanel("related_companies", max_num=6, heading=_("Related companies"), label=_("Company")),
        InlinePanel("related_products", max_num=6, heading=_("Related products"), label=_("Product")),
        InlinePanel("related_cases", max_num=RELATED, heading=_("Read with it"), label=_("Good practice")),
    ]

    class Meta:
        verbose_name = _("good practice")
        verbose_name_plural = _("good practices")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(company=None) | models.Q(is_example=False), name="case_company_is_no_example"
            ),
            models.CheckConstraint(
                condition=models.Q(year=None) | models.Q(year__gte=1950, year__lte=2100), name="case_year_sensible"
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if self.company_id and self.is_example:
            raise forms.ValidationError({"is_example": gettext("A company on the market is not an invented one.")})
        if self.year is not None and not 1950 <= self.year <= 2100:
            raise forms.ValidationError({"year": gettext("Give the year with four digits.")})

    # -- the firm

    @cached_property
    def is_named(self) -> bool:
        """Whether readers may know who it is."""
        if self.is_example:
            return bool(self.company_name)
        if not self.company_id and not self.company_name:
            return False
        known: bool | None = getattr(self, "has_consent", None)  # a list has asked for all of its rows
        return self.agrees(CaseConsent.of_case(self)) if known is None else known

    def agrees(self, consent: CaseConsent | None) -> bool:
        """Whether it is the consent of this firm: a draft may name another than the published page."""
        if consent is None:
            return False
        if consent.company_id:
            return bool(consent.company_id == self.company_id)
        return not self.company_id and consent.firm == self.company_name

    @property
    def shown_name(self) -> str:
        if not self.is_named:
            return ""
        return self.company.name if self.company else self.company_name

    @property
    def shown_company(self) -> Company | None:
        """The company to lead to: named, and still on the market."""
        return self.company if self.is_named and self.company and self.company.is_active else None

    @property
    def consent(self) -> CaseConsent | None:
        return CaseConsent.of_case(self)

    @property
    def sector_name(self) -> str:
        return str(sector_name(self.sector))

    @property
    def facts(self) -> list[tuple[Any, str]]:
        """What kind of firm it is, for the page and the PDF; without its name."""
        rows = [
            (_("Country"), country_name(self.country) if self.country else ""),
            (_("Sector"), self.sector_name),
            (_("People"), self.get_size_display() if self.size else ""),
            (_("Year"), str(self.year or "")),
        ]
        return [row for row in rows if row[1]]

    # -- what belongs to it

    def products_shown(self) -> list[Product]:
        """Those published now, in the editor's order."""
        keys = [row.product_id for row in self.related_products.all() if row.product_id]
        found = {one.pk: one for one in Product.objects.published().filter(pk__in=keys).for_cards()}
        return [found[key] for key in dict.fromkeys(keys) if key in found]

    def companies_shown(self) -> list[Company]:
        keys = [row.company_id for row in self.related_companies.all() if row.company_id]
        found = {one.pk: one for one in Company.objects.filter(pk__in=keys, is_active=True).with_texts()}
        own = self.shown_company
        return [found[key] for key in dict.fromkeys(keys) if key in found and (own is None or key != own.pk)]

    def cases_shown(self) -> list["CasePage"]:
        """Those the editor chose, in this page's language, then others of the same sector or country."""
        rows = CasePage.objects.newest(self.locale_id).exclude(pk=self.pk)
        keys = [row.other.translation_key for row in self.related_cases.select_related("other").all()]
        chosen = sorted(rows.filter(translation_key__in=keys), key=lambda one: keys.index(one.translation_key))
        found: list[CasePage] = list(chosen)
        for field in ("sector", "country"):
            value = getattr(self, field)
            if value and len(found) < RELATED:
                known = [one.pk for one in found]
                found += rows.filter(**{field: value}).exclude(pk__in=known)[: RELATED - len(found)]
        return found[:RELATED]

    @property
    def pictures_shown(self) -> list[Any]:
        """Those whose file is still in the library."""
        return [block.value for block in self.pictures if block.value.get("image")]

    @property
    def swot_parts(self) -> list[tuple[str, str, list[str]]]:
        """(name, heading, points) of the quarters that have any."""
        if not self.swot:
            return []
        value = self.swot[0].value
        headings = {name: str(value.block.child_blocks[name].label) for name in SWOT}
        parts = [(name, headings[name], [point for point in value[name] if point]) for name in SWOT]
        return [part for part in parts if part[2]]

    def gone(self) -> Iterator[str]:
        """Names of related things that readers do not see."""
        shown = {one.pk for one in self.products_shown()}
        for row in self.related_products.all():
            if row.product_id not in shown:
                yield str(row.product or row.remembered or gettext("a product"))
        keys = [row.company_id for row in self.related_companies.all() if row.company_id]
        active = set(Company.objects.filter(is_active=True, pk__in=keys).values_list("pk", flat=True))
        for one in self.related_companies.all():
            if one.company_id not in active:
                yield str(one.company or one.remembered or gettext("a company"))

    def editor_notices(self) -> Iterator[tuple[str, str]]:
        if not self.is_example and (self.company_id or self.company_name) and not self.is_named:
            yield (
                "warning",
                gettext("The firm's name is hidden until its consent is recorded. Take it out of the text."),
            )
        if self.company and not self.company.is_active:
            yield (
                "info",
                gettext("%(name)s is not on the market any more: no link leads there.") % {"name": self.company.name},
            )
        for name in self.gone():
            yield "warning", gettext("%(name)s is not on the market any more and is left out.") % {"name": name}
        lost = len(self.pictures) - len(self.pictures_shown)
        if lost:
            yield "warning", gettext("Pictures deleted from the library, left out here: %(n)s") % {"n": lost}

    @property
    def words(self) -> str:
        texts = [strip_tags(self.problem), strip_tags(self.solution), self.result, plain(self.lessons)]
        return " ".join([super().words, *texts, plain(self.quotes)])

    def get_context(self, request: Request, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "products": self.products_shown(),
            "companies": self.companies_shown(),
            "others": self.cases_shown(),
            "figures": list(self.figures.all()),
            "topics": list(self.topics.prefetch_related("names")) if self.pk else [],
        }


class CaseIndexPage(IndexPage):
    """The library of good practices, with filters that the address keeps."""

    template = "cms/cases/library.html"
    subpage_types: ClassVar[list[str]] = ["cms.CasePage"]

    class Meta:
        verbose_name = _("list of good practices")

    def articles(self) -> Any:
        return CasePage.objects.newest(self.locale_id)

    def get_template(self, request: Request, *args: Any, **kwargs: Any) -> str:
        """Whole, or for htmx the part that changes with the filters."""
        htmx = getattr(request, "htmx", None)  # a preview in the editor has none
        return f"{self.template}#results" if htmx and not htmx.history_restore_request else self.template

    def get_context(self, request: Request, *args: Any, **kwargs: Any) -> dict[str, Any]:
        library = Library(CasePage.objects.open_in(self.locale_id), request.GET)
        groups = library.groups()
        return {
            **super(IndexPage, self).get_context(request, *args, **kwargs),
            "articles": library.page(),
            "listing": library,
            "groups": groups,
            "chips": library.chips(groups),
            "sorts": library.sorts(),
        }

    def serve(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        response = super().serve(request, *args, **kwargs)
        patch_vary_headers(response, ["HX-Request"])
        return response
