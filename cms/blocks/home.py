"""Parts of the front page: what editors say, and what happens on the market, in the order the editors want."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.models import Locale

from catalog.models import Category
from cms.blocks.links import CallBlock
from cms.blocks.market import MARKET, CompaniesBlock, ProductsBlock, reader_of
from cms.blocks.pictures import PICTURES, PictureBlock
from cms.blocks.pulse import market_figures, sectors_with_counts
from cms.blocks.wording import WORDS, QuoteBlock, heading, paragraph, quotation_label
from cms.choosers import CommunityChooserBlock
from community.models import Community
from companies.sectors import SECTORS
from offers.models import Offer

USUAL = _("Empty: the usual words.")
SITE = _("From this site")


def title(label: Any = None) -> blocks.CharBlock:
    return blocks.CharBlock(max_length=120, required=False, label=label or _("Heading"), help_text=USUAL)


class Part(blocks.StructBlock):
    """A part of the front page; `live` gives what its template shows besides the editor's words."""

    def live(self, value: Any, context: Any) -> dict[str, Any]:
        return {}

    def get_context(self, value: Any, parent_context: Any = None) -> Any:
        context = super().get_context(value, parent_context)
        return {**context, **self.live(value, parent_context or {})}


def locale_of(context: Any) -> int:
    """The language of the page that is shown; in a preview that of the editor."""
    page = context.get("page")
    return int(page.locale_id if page is not None else Locale.get_active().pk)


class HeroPart(Part):
    headline = title(_("Headline"))
    lead = blocks.CharBlock(max_length=240, required=False, label=_("One sentence below it"), help_text=USUAL)
    has_ways = blocks.BooleanBlock(required=False, default=True, label=_("With the ways in beside it"))

    def live(self, value: Any, context: Any) -> dict[str, Any]:
        """What buyers look for now, the newest first: proof beside the search that somebody is here."""
        wanted = Offer.objects.open().visible_to(reader_of(context)).filter(side=Offer.Side.BUY)
        return {"wanted": wanted.order_by("-published_at", "-pk")[:2]}

    class Meta:
        template = "cms/home/hero.html"
        icon = "search"
        description = _("The large search field with the headline. It comes first.")


class WaysPart(Part):
    title = title()

    class Meta:
        template = "cms/home/ways.html"
        icon = "group"
        description = _("For buyers, sellers and associations: what each does first.")


class FiguresPart(Part):
    title = title()

    def live(self, value: Any, context: Any) -> dict[str, Any]:
        return {"figures": market_figures()}

    class Meta:
        template = "cms/home/figures.html"
        icon = "table"
        description = _("How much there is on the market today, and what is new this week.")


class OffersPart(Part):
    title = title()
    side = blocks.ChoiceBlock(
        choices=[("sell", pgettext_lazy("offers", "For sale")), ("buy", _("Wanted"))],
        required=False,
        label=_("Only"),
        help_text=_("Empty: both"),
    )
    sector = blocks.ChoiceBlock(choices=list(SECTORS.items()), required=False, label=_("Sector"))
    count = blocks.IntegerBlock(min_value=3, max_value=12, default=6, label=_("How many"))

    def live(self, value: Any, context: Any) -> dict[str, Any]:
        rows = Offer.objects.open().visible_to(reader_of(context)).order_by("-published_at", "-pk")
        if value["side"]:
            rows = rows.filter(side=value["side"])
        rows = rows.select_related("company", "category")  # a table has no pictures
        sector = Category.find(value["sector"]) if value["sector"] else None
        if sector is not None:
            rows = rows.in_categories([sector])
        return {"offers": rows[: value["count"] or 6], "sector": sector}

    class Meta:
        template = "cms/home/offers.html"
        icon = "tag"
        description = _("The newest offers as a table, by themselves.")


class CommunitiesPart(Part):
    title = title()
    chosen = blocks.ListBlock(
        CommunityChooserBlock(), max_num=6, default=[], label=_("Chosen"), help_text=_("None: the largest.")
    )

    def live(self, value: Any, context: Any) -> dict[str, Any]:
        """The chosen ones that the reader may see, in that order; the largest where none is left."""
        rows = Community.objects.visible_to(reader_of(context))
        wanted = [one.pk for one in value["chosen"] if one is not None]
        found = {row.pk: row for row in rows.with_figures().filter(pk__in=wanted)} if wanted else {}
        chosen = [found[pk] for pk in dict.fromkeys(wanted) if pk in found]
        return {"communities": chosen or list(rows.largest()[:3])}

    class Meta:
        template = "cms/home/communities.html"
        icon = "group"
        description = _("Communities you choose, or the largest.")


class PracticePart(Part):
    title = title()
    page = blocks.PageChooserBlock(
        page_type="cms.CasePage", required=False, label=_("Good practice"), help_text=_("Empty: the newest.")
    )

    def live(self, value: Any, context: Any) -> dict[str, Any]:
        from cms.models import CasePage  # page types are made of these blocks

        newest = CasePage.objects.newest(locale_of(context))
        chosen = newest.filter(pk=value["page"].pk).first() if value["page"] else None
        return {"case": chosen or newest.first()}

    class Meta:
        template = "cms/home/practice.html"
        icon = "pick"
        description = _("One good practice, chosen or the newest.")


class NewsPart(Part):
    title = title()
    count = blocks.IntegerBlock(min_value=1, max_value=6, default=3, label=_("How many"))

    def live(self, value: Any, context: Any) -> dict[str, Any]:
        from cms.models import NewsPage  # page types are made of these blocks

        return {"news": NewsPage.objects.newest(locale_of(context))[: value["count"] or 3]}

    class Meta:
        template = "cms/home/news.html"
        icon = "doc-full"
        description = _("The newest news in the reader's language.")


class SectorsPart(Part):
    title = title()

    def live(self, value: Any, context: Any) -> dict[str, Any]:
        return {"sectors": sectors_with_counts()}

    class Meta:
        template = "cms/home/sectors.html"
        icon = "list-ul"
        description = _("All sectors with the number of their products.")


class HomeBlock(blocks.StreamBlock):
    """The front page from top to bottom."""

    hero = HeroPart(label=_("Search and headline"), group=SITE)
    figures = FiguresPart(label=_("Figures of the market"), group=MARKET)
    offers = OffersPart(label=_("Newest offers"), group=MARKET)
    communities = CommunitiesPart(label=_("Communities"), group=MARKET)
    practice = PracticePart(label=_("Good practice"), group=SITE)
    news = NewsPart(label=_("News"), group=SITE)
    sectors = SectorsPart(label=_("Sectors"), group=MARKET)
    ways = WaysPart(label=_("Ways in"), group=SITE)
    heading = heading()
    paragraph = paragraph()
    picture = PictureBlock(label=_("Picture"), group=PICTURES)
    quote = QuoteBlock(label=quotation_label(), group=WORDS)
    products = ProductsBlock(label=_("Products"), group=MARKET)
    companies = CompaniesBlock(label=_("Companies"), group=MARKET)
    call = CallBlock(label=_("Call to action"))

    class Meta:
        block_counts: ClassVar[dict[str, dict[str, int]]] = {"hero": {"max_num": 1}}


USUAL_PARTS = ("hero", "figures", "offers", "practice", "news", "communities", "sectors")


def usual_home() -> list[tuple[str, dict[str, Any]]]:
    """What the front page is made of until editors change it."""
    return [(name, {}) for name in USUAL_PARTS]
