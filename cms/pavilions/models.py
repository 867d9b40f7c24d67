"""A pavilion and its stands."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, Page

from catalog.models import Product
from cms.blocks import StoryBlock, plain
from companies.models import Company
from companies.sectors import sector_name
from portal.core.actor import Actor
from portal.core.http import Request

SHOWN = 3  # products at a stand


class PavilionPage(Page):
    """Below a fair or on its own below the home page. Before it opens and after it closes its page says so, and the
    companies can be looked at all the same: a buyer who comes late is still a buyer."""

    summary = models.CharField(_("summary"), max_length=300, help_text=_("Shown in lists; one or two sentences."))
    exhibition = models.ForeignKey(
        "cms.ExhibitionPage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("trade fair"),
    )
    hall = models.CharField(_("hall and stand on site"), max_length=80, blank=True)
    opens_on = models.DateField(_("open from"), null=True, blank=True)
    closes_on = models.DateField(_("until"), null=True, blank=True)
    is_example = models.BooleanField(_("invented, as an example"), default=False)
    picture = models.ForeignKey(
        get_image_model_string(), models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    body = StreamField(StoryBlock(), verbose_name=_("text"), use_json_field=True, blank=True)

    template = "cms/pavilions/pavilion.html"
    parent_page_types: ClassVar[list[str]] = [
        "cms.ExhibitionPage",
        "cms.ExhibitionIndexPage",
        "cms.HomePage",
        "cms.SectionPage",
    ]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("exhibition"),
        FieldRowPanel([FieldPanel("hall"), FieldPanel("opens_on"), FieldPanel("closes_on")]),
        FieldPanel("picture"),
        InlinePanel("stands", label=_("company"), heading=_("Companies")),
        FieldPanel("body"),
        FieldPanel("is_example"),
    ]

    class Meta:
        verbose_name = _("on-line pavilion")
        verbose_name_plural = _("on-line pavilions")
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on=None) | Q(closes_on=None) | Q(closes_on__gte=models.F("opens_on")),
                name="pavilion_forward",
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if self.opens_on and self.closes_on and self.closes_on < self.opens_on:
            raise ValidationError({"closes_on": gettext("It cannot close before it opens.")})

    @property
    def words(self) -> str:
        """For the search."""
        names = " ".join(str(stand.company) for stand in self.stands.select_related("company"))
        return f"{self.summary} {names} {plain(self.body)}"

    @property
    def is_ahead(self) -> bool:
        return bool(self.opens_on and timezone.localdate() < self.opens_on)

    @property
    def is_over(self) -> bool:
        return bool(self.closes_on and self.closes_on < timezone.localdate())

    @cached_property
    def fair(self) -> Any:
        """The fair in this page's language, while it is published for everybody."""
        if self.exhibition is None:
            return None
        same = type(self.exhibition).objects.live().public().filter(translation_key=self.exhibition.translation_key)
        return same.filter(locale_id=self.locale_id).first()

    def get_context(self, request: Request, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        stands = list(self.stands.open_to(request.actor))
        wanted = request.GET.get("sector", "")
        show(stands)
        sectors = sorted({(stand.sector, stand.sector_name) for stand in stands}, key=lambda pair: pair[1])
        kept = [stand for stand in stands if stand.sector == wanted] if wanted in dict(sectors) else stands
        return {**context, "stands": stands, "halls": list(halls(kept)), "sectors": sectors, "sector": wanted}


class StandQuerySet(models.QuerySet["PavilionStand"]):
    def open_to(self, actor: Actor) -> "StandQuerySet":
        """Those of companies that this reader may see, in the editors' order."""
        rows = self.filter(company__in=Company.objects.visible_to(actor)).select_related("company")
        return rows.order_by("sort_order", "pk")


class PavilionStand(Orderable):
    """A company in a pavilion. It shows the products that it put first on its own page, else its newest."""

    pavilion = ParentalKey(PavilionPage, related_name="stands")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+", verbose_name=_("company"))
    number = models.CharField(_("stand"), max_length=16, blank=True)
    says = models.CharField(_("what it brings to the fair"), max_length=200, blank=True)

    objects = StandQuerySet.as_manager()
    panels: ClassVar[list[Any]] = [FieldPanel("company"), FieldPanel("number"), FieldPanel("says")]
    products: list[Product]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["pavilion", "company"], name="one_stand_for_a_company")]

    def __str__(self) -> str:
        return f"{self.number} {self.company}".strip()

    @property
    def sector(self) -> str:
        return self.company.sector or "others"

    @property
    def sector_name(self) -> str:
        return str(sector_name(self.sector))


def show(stands: list[PavilionStand]) -> None:
    """Give each stand its products, in one query however many there are."""
    firms = [stand.company_id for stand in stands]
    newest = models.Window(
        models.functions.RowNumber(),
        partition_by="company_id",
        order_by=[models.F("published_at").desc(nulls_last=True), models.F("pk").desc()],
    )
    rows = Product.objects.published().filter(company_id__in=firms).alias(place=newest).filter(place__lte=SHOWN)
    found: dict[int, list[Product]] = {}
    for product in rows.for_cards():
        found.setdefault(product.company_id, []).append(product)
    for stand in stands:
        stand.products = found.get(stand.company_id, [])


def halls(stands: list[PavilionStand]) -> Iterator[tuple[str, list[PavilionStand]]]:
    """The stands of each sector, in the order in which the first of it stands."""
    found: dict[str, list[PavilionStand]] = {}
    for stand in stands:
        found.setdefault(stand.sector_name, []).append(stand)
    yield from found.items()
