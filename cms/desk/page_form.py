"""The editors' form of a page: what counts as a change, and so as writing."""

import re
from functools import cached_property
from html import unescape
from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamValue
from wagtail.models import get_page_models

KEY = re.compile(r' data-block-key="[^"]*"')  # the editor's own mark of a paragraph


class PageForm(WagtailAdminPageForm):
    """A form that says the same is no change, however it is written.

    Django compares a field whose default is worked out, such as today's date, with a hidden input that Wagtail's forms
    do not have. And the editor in the browser gives every paragraph a mark, every part a number and every gap an empty
    text, which pages that were not written in it (copied, imported, proposed by a company) do not have.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = False

    @cached_property
    def changed_data(self) -> list[str]:
        clean = getattr(self, "cleaned_data", {})
        return [name for name in super().changed_data if name not in clean or self.differs(name, clean[name])]

    def differs(self, name: str, value: Any) -> bool:
        return bool(meaning(self.get_initial_for_field(self.fields[name], name)) != meaning(value))


def use_careful_forms() -> None:
    """For every page type of the site but those that have such a form of their own."""
    for kind in get_page_models():
        if kind._meta.app_label == "cms" and not issubclass(getattr(kind, "base_form_class", object), PageForm):
            kind.base_form_class = PageForm


def meaning(value: Any) -> Any:
    """What is said, without marks and numbers of the editor."""
    if isinstance(value, StreamValue):
        return [(block.block_type, meaning(block.block.get_prep_value(block.value))) for block in value]
    if isinstance(value, dict):
        if value.keys() == {"id", "type", "value"}:  # an item of a list, as it is stored
            return meaning(value["value"])
        return {key: meaning(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [meaning(part) for part in value]
    if isinstance(value, str):
        return unescape(KEY.sub("", value))
    return "" if value is None else value
