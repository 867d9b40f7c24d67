"""What is on the market, shown live: as it is when the page is read, and only to those who may see it."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from catalog.models import Product
from cms.choosers import CommunityChooserBlock, CompanyChooserBlock, OfferChooserBlock, ProductChooserBlock
from community.models import Community
from companies.models import Company
from offers.models import Offer
from portal.core.actor import VISITOR, Actor

MARKET = _("From the market")


def reader_of(context: Any) -> Actor:
    """Who reads the page the component stands on; a visitor in feeds, previews and the search."""
    request = (context or {}).get("request")
    actor: Actor = getattr(request, "actor", VISITOR)
    return actor


class LiveBlock(blocks.StructBlock):
    """Chosen rows of one kind. What is gone, or is not for the reader, is left out; the editor is told (missing.py)."""

    title = blocks.CharBlock(max_length=120, required=False, label=_("Heading above them"))

    model: ClassVar[Any]

    def rows(self, actor: Actor) -> Any:
        """With what a card shows, those that the reader may see."""
        return self.model._default_manager.visible_to(actor).for_cards()

    def sample_rows(self, context: Any) -> list[Any]:
        """The newest two, so that the editor's preview shows the market as it is."""
        return list(self.rows(VISITOR).order_by("-pk")[:2])

    def get_context(self, value: Any, parent_context: Any = None) -> Any:
        chosen = [one.pk for one in value["chosen"] if one is not None]
        found = {row.pk: row for row in self.rows(reader_of(parent_context)).filter(pk__in=chosen)} if chosen else {}
        rows = [found[pk] for pk in dict.fromkeys(chosen) if pk in found]
        if (parent_context or {}).get("block_def") is self:  # Wagtail's preview of the component
            rows = self.sample_rows(parent_context)
        return {**super().get_context(value, parent_context), "rows": rows}


class ProductsBlock(LiveBlock):
    chosen = blocks.ListBlock(ProductChooserBlock(), min_num=1, max_num=12, label=_("Products"))
    model = Product

    class Meta:
        template = "cms/blocks/products.html"
        icon = "pick"
        description = _("Products with price and supplier, as they are on the market now.")
        preview_value: ClassVar[dict[str, Any]] = {"title": _("Products of this firm"), "chosen": []}


class OffersBlock(LiveBlock):
    chosen = blocks.ListBlock(OfferChooserBlock(), min_num=1, max_num=12, label=_("Offers"))
    model = Offer

    def rows(self, actor: Actor) -> Any:
        """Those past their last day are left out, too."""
        return super().rows(actor).open()

    class Meta:
        template = "cms/blocks/offers.html"
        icon = "tag"
        description = _("Offers and requests with price and last day; what has ended leaves the page by itself.")
        preview_value: ClassVar[dict[str, Any]] = {"title": _("Offers that go with this"), "chosen": []}


class CompaniesBlock(LiveBlock):
    chosen = blocks.ListBlock(CompanyChooserBlock(), min_num=1, max_num=12, label=_("Companies"))
    model = Company

    def rows(self, actor: Actor) -> Any:
        return Company.objects.visible_to(actor).with_texts()

    class Meta:
        template = "cms/blocks/companies.html"
        icon = "site"
        description = _("Companies with country and how far they were checked.")
        preview_value: ClassVar[dict[str, Any]] = {"title": _("The firms in this story"), "chosen": []}


class CommunitiesBlock(LiveBlock):
    chosen = blocks.ListBlock(CommunityChooserBlock(), min_num=1, max_num=12, label=_("Communities"))
    model = Community

    def rows(self, actor: Actor) -> Any:
        return Community.objects.visible_to(actor).with_figures()

    class Meta:
        template = "cms/blocks/communities.html"
        icon = "group"
        description = _("Communities with their members and threads of today.")
        preview_value: ClassVar[dict[str, Any]] = {"title": _("Where it goes on"), "chosen": []}
