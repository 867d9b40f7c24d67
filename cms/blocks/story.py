"""The body of a page."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.figures import FIGURES, figures
from cms.blocks.files import FileBlock, VideoBlock
from cms.blocks.links import CallBlock, FormBlock
from cms.blocks.market import MARKET, CommunitiesBlock, CompaniesBlock, OffersBlock, ProductsBlock
from cms.blocks.pictures import PICTURES, GalleryBlock, PictureBlock
from cms.blocks.tables import ChartBlock, TableBlock
from cms.blocks.wording import (
    WORDS,
    AccordionBlock,
    ComparisonBlock,
    QuoteBlock,
    heading,
    paragraph,
    quotation_label,
    steps,
)


class StoryBlock(blocks.StreamBlock):
    """The body of an article."""

    heading = heading()
    paragraph = paragraph()
    picture = PictureBlock(label=_("Picture"), group=PICTURES)
    gallery = GalleryBlock(label=_("Gallery"), group=PICTURES)
    quote = QuoteBlock(label=quotation_label(), group=WORDS)
    figures = figures()
    chart = ChartBlock(label=_("Chart"), group=FIGURES)
    table = TableBlock(label=_("Table"), group=FIGURES)
    steps = steps()
    accordion = AccordionBlock(label=_("Accordion"), group=WORDS)
    comparison = ComparisonBlock(label=_("Comparison"), group=WORDS)
    file = FileBlock(label=_("File"), group=PICTURES)
    video = VideoBlock(label=_("Film"), group=PICTURES)
    products = ProductsBlock(label=_("Products"), group=MARKET)
    offers = OffersBlock(label=_("Offers"), group=MARKET)
    companies = CompaniesBlock(label=_("Companies"), group=MARKET)
    communities = CommunitiesBlock(label=_("Communities"), group=MARKET)
    call = CallBlock(label=_("Call to action"))
    form = FormBlock(label=_("Form"))


def plain(stream: Any) -> str:
    """All words of a body, for the search and for feeds."""
    return " ".join(word for block in stream for word in block.block.get_searchable_content(block.value))
