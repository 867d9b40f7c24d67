"""Files to take along, and films with what is said in them."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from cms.blocks.tidy import TidyTextBlock
from cms.blocks.wording import SHORT, sample

FILMS = {"mp4": "video/mp4", "webm": "video/webm"}


class FileBlock(blocks.StructBlock):
    """A document with its kind and size, so that nobody on a slow line is surprised."""

    document = DocumentChooserBlock(label=_("File"))
    title = blocks.CharBlock(
        max_length=160, required=False, label=_("Title"), help_text=_("Empty: the title of the file.")
    )
    about = blocks.CharBlock(max_length=240, required=False, label=_("What is in it"))

    class Meta:
        template = "cms/blocks/file.html"
        icon = "doc-full"
        description = _("A file to take along, with its kind and size.")
        preview_template = "cms/blocks/previews/file.html"


class VideoBlock(blocks.StructBlock):
    """A film of ours that plays here, or a card that leads to one elsewhere; nothing of others loads before a click."""

    title = blocks.CharBlock(max_length=160, label=_("Title"))
    film = DocumentChooserBlock(
        required=False, label=_("Film"), help_text=_("An MP4 or WebM file among the documents.")
    )
    link = blocks.URLBlock(
        required=False, label=_("Or its address elsewhere"), help_text=_("Readers are told which host they go to.")
    )
    captions = DocumentChooserBlock(required=False, label=_("Subtitles"), help_text=_("A WebVTT file (.vtt)."))
    still = ImageChooserBlock(required=False, label=_("Picture before it plays"))
    length = blocks.CharBlock(max_length=20, required=False, label=_("Length"), help_text=_("3 min"))
    transcript = TidyTextBlock(
        features=[*SHORT, "ul"],
        label=_("What is said and shown"),
        help_text=_("For those who cannot hear, see or load it."),
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        film, problems = cleaned["film"], {}
        if bool(film) == bool(cleaned["link"]):
            problems["film"] = ValidationError(_("Choose a film or give its address, one of the two."))
        elif film and film.file_extension.lower() not in FILMS:
            problems["film"] = ValidationError(_("Browsers play MP4 and WebM; this file is neither."))
        if cleaned["captions"] and cleaned["captions"].file_extension.lower() != "vtt":
            problems["captions"] = ValidationError(_("Subtitles are a WebVTT file (.vtt)."))
        if problems:
            raise StructBlockValidationError(block_errors=problems)
        return cleaned

    def get_context(self, value: Any, parent_context: Any = None) -> Any:
        film = value.get("film")
        kind = FILMS.get(film.file_extension.lower(), "") if film else ""
        return {**super().get_context(value, parent_context), "kind": kind}

    class Meta:
        template = "cms/blocks/video.html"
        icon = "media"
        description = _("A film with its words. Nothing is loaded from another host before the reader clicks.")
        preview_value: ClassVar[dict[str, Any]] = {
            "title": _("A dye house shows its water"),
            "link": "https://video.example/dye-house",
            "length": _("3 min"),
            "transcript": sample(_("The camera follows the water from the vat to the basin.")),
        }
