"""What a good practice has beside its text. Typed, so that the page, the PDF and the search know what is what."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

WORDS = ["bold", "italic", "link", "ol", "ul"]  # features of a rich text here
POINT = 200  # signs of one point of a table of strengths and weaknesses


class CaseQuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Words"), max_length=600)
    who = blocks.CharBlock(max_length=80, label=_("Who said it"))
    job = blocks.CharBlock(max_length=80, required=False, label=_("Job"))

    class Meta:
        icon = "openquote"
        label = _("Quotation of a person")


class CreditedPictureBlock(blocks.StructBlock):
    """The picture's description is asked for by Wagtail's own block; who made it, we ask."""

    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(max_length=200, required=False, label=_("Caption"))
    credit = blocks.CharBlock(max_length=120, label=_("Made by"), help_text=_("Who took or drew it."))

    class Meta:
        icon = "image"
        label = _("Picture with credit")


def points(label: object) -> blocks.ListBlock:
    return blocks.ListBlock(blocks.CharBlock(max_length=POINT, label=_("Point")), min_num=0, max_num=6, label=label)


class SwotBlock(blocks.StructBlock):
    """Two by two: from inside or outside of the firm, helping or hindering. Empty quarters are left out."""

    strengths = points(_("Strengths"))
    weaknesses = points(_("Weaknesses"))
    opportunities = points(_("Opportunities"))
    threats = points(_("Threats"))

    class Meta:
        icon = "table"
        label = _("Strengths, weaknesses, opportunities, threats")
