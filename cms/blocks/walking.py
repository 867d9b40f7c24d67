"""All values in the bodies of a page, whatever type of page it is."""

from collections.abc import Iterator
from typing import Any

from wagtail.blocks import ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField


def bodies_of(page: Any) -> Iterator[Any]:
    """The page's StreamFields."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            yield getattr(page, field.name)


def parts_of(page: Any) -> Iterator[tuple[Any, Any, Any]]:
    """Block, value and what it stands in (None at the top) of everything in the page's bodies, outer before inner."""
    for body in bodies_of(page):
        yield from inside(body.stream_block, body, None)


def inside(block: Any, value: Any, outer: Any) -> Iterator[tuple[Any, Any, Any]]:
    yield block, value, outer
    if isinstance(block, StreamBlock):
        for child in value:
            yield from inside(child.block, child.value, value)
    elif isinstance(block, ListBlock):
        for one in value:
            yield from inside(block.child_block, one, value)
    elif isinstance(block, StructBlock) and hasattr(value, "items"):  # a picture is its own value
        for name, one in value.items():
            yield from inside(block.child_blocks[name], one, value)
