"""The texts of a page beside those of its translation, and what has changed in the source since both were in step."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, TextField
from django.utils.encoding import force_str
from django.utils.html import strip_tags
from django.utils.text import capfirst
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

OF_EVERY_PAGE = ("title", "seo_title", "search_description")
LONG = 40  # characters: shorter texts with a fixed meaning, such as codes of countries, are no words to translate


@dataclass(frozen=True)
class Text:
    key: str
    label: str
    words: str


@dataclass(frozen=True)
class Pair:
    """`was` is what the source said when both were in step, where it says something else now."""

    label: str
    source: str
    target: str
    was: str = ""
    is_new: bool = False

    @property
    def has_changed(self) -> bool:
        return self.is_new or bool(self.was)


def texts(page: Any) -> Iterator[Text]:
    """Everything a translator writes, in the order of the fields."""
    for field in page._meta.get_fields():
        if not is_text(page, field):
            continue
        if isinstance(field, StreamField):
            yield from of_stream(page, field)
        elif words := plain(field.value_from_object(page)):
            yield Text(field.name, label(field), words)
    yield from of_children(page)


def is_text(page: Any, field: Any) -> bool:
    if field.name in OF_EVERY_PAGE:
        return True
    if getattr(field, "model", None) is Page or not hasattr(field, "value_from_object"):
        return False
    return isinstance(field, StreamField) or is_written(field)


def is_written(field: Any) -> bool:
    """Somebody's own words, neither a choice nor a code."""
    return isinstance(field, CharField | TextField) and not field.choices and (field.max_length or 999) >= LONG


def of_stream(page: Any, field: Any) -> Iterator[Text]:
    for block in field.value_from_object(page):
        words = " ".join(plain(part) for part in block.block.get_searchable_content(block.value))
        if words.strip():
            yield Text(f"{field.name}:{block.id}", str(block.block.label), words)


def of_children(page: Any) -> Iterator[Text]:
    """What stands in lists of their own, such as the speakers of an event; paired by their place."""
    for relation in get_all_child_relations(page):
        name = relation.get_accessor_name()
        if relation.related_model._meta.app_label != page._meta.app_label:
            continue
        for number, child in enumerate(getattr(page, name).all()):
            for field in filter(is_written, child._meta.concrete_fields):
                if words := plain(field.value_from_object(child)):
                    yield Text(f"{name}.{number}.{field.name}", label(field), words)


def plain(value: Any) -> str:
    return strip_tags(force_str(value or "")).strip()


def label(field: Any) -> str:
    return str(capfirst(field.verbose_name))


def pairs(source: Any, target: Any, at_mark: Revision | None) -> list[Pair]:
    """One for each text of the source, then what only the translation has. A copy keeps the keys of its blocks."""
    translated = {text.key: text for text in texts(target)}
    former = {text.key: text.words for text in texts(at_mark.as_object())} if at_mark else None
    rows = []
    for text in texts(source):
        mine = translated.pop(text.key, None) or next_of_its_field(text, translated)
        was = "" if former is None else former.get(text.key, "")
        rows.append(
            Pair(
                text.label,
                text.words,
                mine.words if mine else "",
                was if was != text.words else "",
                is_new=former is not None and text.key not in former,
            )
        )
    return rows + [Pair(text.label, "", text.words) for text in translated.values()]


def next_of_its_field(text: Text, left: dict[str, Text]) -> Text | None:
    """Blocks that were written anew have keys of their own: the next of the same field and kind stands beside it."""
    field = text.key.partition(":")[0]
    for key, other in left.items():
        if key.startswith(f"{field}:") and other.label == text.label:
            return left.pop(key)
    return None


def removed(source: Any, at_mark: Revision | None) -> list[Text]:
    """What the source does not say any more."""
    if at_mark is None:
        return []
    now = {text.key for text in texts(source)}
    return [text for text in texts(at_mark.as_object()) if text.key not in now]
