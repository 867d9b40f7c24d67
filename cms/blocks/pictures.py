"""Pictures, each with what it shows in words and whose it is."""

import logging
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageBlock

logger = logging.getLogger("portal.cms")
PICTURES = _("Pictures and files")


def rendition_of(image: Any, spec: str) -> Any:
    """The picture in the size asked for; None where its file is gone or cannot be read, so that the page goes on."""
    if not image:
        return None
    try:
        return image.get_rendition(spec)
    except Exception as problem:  # decoders raise whatever broken bytes lead them to
        logger.warning("picture %s cannot be shown: %r", image.pk, problem)
        return None


class ToldImageBlock(ImageBlock):
    """A picture that says something, and therefore has words for those who do not see it. None is decoration."""

    def clean(self, value: Any) -> Any:
        if value is not None and not getattr(value, "contextual_alt_text", "") and not self.is_deferred_validation:
            problem = ValidationError(
                _("Say in one sentence what the picture shows; readers who do not see it need it.")
            )
            raise StructBlockValidationError(block_errors={"alt_text": problem})
        return super().clean(value)

    class Meta:
        icon = "image"


class PictureBlock(blocks.StructBlock):
    image = ToldImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(max_length=200, required=False, label=_("Caption"))
    credit = blocks.CharBlock(
        max_length=120,
        label=_("Whose picture it is"),
        help_text=_("Photographer or firm, and the licence if there is one"),
    )

    class Meta:
        template = "cms/blocks/picture.html"
        icon = "image"
        description = _("One picture with what it shows, a caption and whose it is.")
        preview_template = "cms/blocks/previews/picture.html"


class GalleryBlock(blocks.StructBlock):
    """Pictures side by side; each opens large."""

    pictures = blocks.ListBlock(PictureBlock(), min_num=2, max_num=24, label=_("Pictures"))

    class Meta:
        template = "cms/blocks/gallery.html"
        icon = "copy"
        description = _("Two or more pictures side by side. Each opens large.")
        preview_template = "cms/blocks/previews/gallery.html"
