"""What the templates of components need: anchors of headings, and pictures that may be gone."""

from typing import Any
from urllib.parse import urlsplit

from django import template
from django.utils.text import slugify

from cms.blocks.contents import anchors_of
from cms.blocks.pictures import rendition_of

register = template.Library()


@register.filter
def anchors(body: Any) -> dict[str, str]:
    """For each heading of a body the name that links lead to."""
    return anchors_of(body)


@register.filter
def host(address: str) -> str:
    """Where a link leads, so that nobody is surprised."""
    return urlsplit(address).hostname or address


@register.simple_tag(takes_context=True)
def anchor(context: Any, text: str) -> str:
    """The name of the heading that is being shown; from its words alone where nobody counted the headings."""
    shown = context.get("block")
    return str(
        (context.get("anchors") or {}).get(getattr(shown, "id", None)) or slugify(text, allow_unicode=True) or "part"
    )


@register.simple_tag
def rendition(image: Any, spec: str) -> Any:
    """A picture in a size, such as `width-960|format-webp`; None where its file cannot be read."""
    return rendition_of(image, spec)
