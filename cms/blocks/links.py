"""What the reader can do next: a call to action, or a form."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

DOING = _("To do something")


class Target(blocks.StructValue):
    """Where a call leads; empty when its page is gone or not published."""

    @property
    def href(self) -> str:
        page = self.get("page")
        if page is not None:
            return str(page.url or "") if page.live else ""
        return str(self.get("address") or "")


class CallBlock(blocks.StructBlock):
    """One thing to do now, with a button."""

    title = blocks.CharBlock(max_length=100, label=_("Heading"))
    text = blocks.CharBlock(max_length=240, required=False, label=_("One sentence"))
    button = blocks.CharBlock(max_length=40, label=_("Words on the button"), help_text=_("Begin with a verb."))
    page = blocks.PageChooserBlock(required=False, label=_("Page of this site"))
    address = blocks.CharBlock(
        max_length=400,
        required=False,
        label=_("Or an address"),
        help_text=_("On the market beginning with a slash: /offers/new/; elsewhere beginning with https://"),
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        problems = {}
        address = str(cleaned["address"] or "")
        if bool(cleaned["page"]) == bool(address):
            problems["page"] = ValidationError(_("Choose a page or give an address, one of the two."))
        elif address and (address.startswith("//") or not address.startswith(("/", "https://", "mailto:"))):
            problems["address"] = ValidationError(_("Begin with a slash, with https:// or with mailto:."))
        if problems:
            raise StructBlockValidationError(block_errors=problems)
        return cleaned

    class Meta:
        template = "cms/blocks/call.html"
        icon = "pick"
        value_class = Target
        group = DOING
        description = _("One thing to do now, with a button.")
        preview_value: ClassVar[dict[str, Any]] = {
            "title": _("Bring your own price list"),
            "text": _("A dry run shows what was understood, and changes nothing."),
            "button": _("Bring products"),
            "address": "/my/import/",
        }


class FormBlock(blocks.StructBlock):
    """A form of the site inside a text. It is sent to its own page, which keeps what was written on error."""

    page = blocks.PageChooserBlock(page_type="cms.FormPage", label=_("Form"))
    is_folded = blocks.BooleanBlock(required=False, label=_("Only a link to it"))

    def get_context(self, value: Any, parent_context: Any = None) -> Any:
        page = value["page"].specific if value["page"] else None
        shown = page if page is not None and page.live else None
        form = shown.blank_form() if shown is not None and not value["is_folded"] else None
        return {**super().get_context(value, parent_context), "asked": shown, "form": form}

    class Meta:
        template = "cms/blocks/form.html"
        icon = "form"
        group = DOING
        description = _("A contact or registration form. Make the form first, as a page of its own.")
        preview_template = "cms/blocks/previews/form.html"
