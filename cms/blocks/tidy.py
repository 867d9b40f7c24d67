"""Rich text that is kept clean, whichever way it came in: pasted from Word, by import, or by a script."""

import re
from typing import Any

import nh3
from wagtail.blocks import RichTextBlock
from wagtail.rich_text import RichText

TAGS = {"p", "br", "b", "strong", "i", "em", "a", "ul", "ol", "li", "h3"}
# Wagtail's own way to write a link to a page or a document, and its marks for comments.
LINK = {"href", "linktype", "id"}
MARKS = {"data-block-"}
EMPTY = re.compile(r"<(p|li|h3)(?: data-block-key=\"[^\"]*\")?>(?:\s|&nbsp;|\u00a0|<br>)*</\1>")
SCHEMES = {"http", "https", "mailto", "tel"}


def tidy(source: str) -> str:
    """What the editor's toolbar offers, and nothing else: no classes, styles, fonts, comments, empty paragraphs."""
    clean = nh3.clean(
        source,
        tags=TAGS,
        attributes={"a": LINK},
        generic_attribute_prefixes=MARKS,
        url_schemes=SCHEMES,
        link_rel=None,
    )
    return EMPTY.sub("", clean).strip()


class TidyTextBlock(RichTextBlock):
    """A rich text; what is stored has passed `tidy`."""

    def get_prep_value(self, value: Any) -> str:
        return tidy(value.source or "")

    def clean(self, value: Any) -> Any:
        return super().clean(RichText(tidy(value.source or "")))

    class Meta:
        icon = "pilcrow"
