"""What editors put a page together from: a few blocks that always look right, no free HTML."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

RICH = ["bold", "italic", "link", "document-link", "ol", "ul"]


class FigureBlock(blocks.StructBlock):
    """A number that matters, with the words that say what it counts."""

    value = blocks.CharBlock(max_length=20, label=_("Number"), help_text=_("With its unit: 38 %, EUR 120,000, 3 weeks"))
    label = blocks.CharBlock(max_length=80, label=_("What it counts"))


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Words"))
    who = blocks.CharBlock(max_length=120, label=_("Who said it"), help_text=_("Name, job, company"))

    class Meta:
        template = "cms/blocks/quote.html"
        icon = "openquote"


class PictureBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(max_length=200, required=False, label=_("Caption"))

    class Meta:
        template = "cms/blocks/picture.html"
        icon = "image"


class StoryBlock(blocks.StreamBlock):
    """The body of an article."""

    heading = blocks.CharBlock(max_length=120, label=_("Heading"), template="cms/blocks/heading.html", icon="title")
    paragraph = blocks.RichTextBlock(features=RICH, label=_("Paragraph"))
    picture = PictureBlock(label=_("Picture"))
    quote = QuoteBlock(label=pgettext_lazy("words of somebody", "Quotation"))
    figures = blocks.ListBlock(
        FigureBlock(), min_num=1, max_num=4, label=_("Key figures"), template="cms/blocks/figures.html", icon="table"
    )
    steps = blocks.ListBlock(
        blocks.RichTextBlock(features=["bold", "italic", "link"]),
        label=_("Steps"),
        template="cms/blocks/steps.html",
        icon="list-ol",
    )


def plain(stream: Any) -> str:
    """All words of a body, for the search and for feeds."""
    return " ".join(word for block in stream for word in block.block.get_searchable_content(block.value))
