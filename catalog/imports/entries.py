"""A product as an import finds it and as it will be; and its texts in all languages, laid over and written."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from catalog.imports.bulk import insert
from catalog.imports.rows import Draft, Price
from catalog.models import Product, ProductText
from catalog.standing.goods import Findings


@dataclass(slots=True)
class Entry:
    """A product as it is and as it will be; `row` is the row of the batch that spoke of it last."""

    product: Product
    text: ProductText
    prices: list[Price]
    others: dict[str, ProductText] = field(default_factory=dict)
    retexted: set[str] = field(default_factory=set)  # languages among the others
    untexted: list[ProductText] = field(default_factory=list)
    row: int = 0
    is_new: bool = False
    is_changed: bool = False
    is_retexted: bool = False
    is_repriced: bool = False
    is_first: bool = False
    found: Findings = field(default_factory=dict)

    @property
    def differs(self) -> bool:
        return self.is_changed or self.is_retexted or self.is_repriced or bool(self.retexted or self.untexted)


def put(row: Model, values: dict[str, Any]) -> bool:
    """Set the fields that differ; returns whether any did."""
    differing = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in differing.items():
        setattr(row, name, value)
    return bool(differing)


def lay_texts(entry: Entry, draft: Draft, language: str) -> None:
    """What a row says in `language`, that of the file, and in further ones."""
    words = {"title": draft.title, "description": draft.description}
    said = {name: text for name, text in words.items() if text is not None}
    if entry.text.language == language:
        entry.is_retexted |= put(entry.text, said)
    elif said.get("description"):
        draft.note("description", "text_untitled")
    for code, there in (draft.texts or {}).items():
        if code == entry.text.language:
            lay_own(entry, {name: text for name, text in there.items() if text or name != "title"}, said)
        else:
            lay_other(entry, draft, code, there)


def lay_own(entry: Entry, there: dict[str, str], said: dict[str, str]) -> None:
    """`title:en` in an English file: what the columns without a language say comes first."""
    entry.is_retexted |= put(entry.text, {name: text for name, text in there.items() if name not in said})


def lay_other(entry: Entry, draft: Draft, language: str, said: dict[str, str]) -> None:
    text = entry.others.get(language)
    if said.get("title") == "":
        if text is not None and language != entry.product.language:
            del entry.others[language]
            entry.retexted.discard(language)
            entry.untexted += [text] if text.pk else []
        return
    if text is None:
        if not said.get("title"):
            draft.note(f"description:{language}", "text_untitled")
            return
        text = entry.others[language] = ProductText(language=language)
    if put(text, said):
        entry.retexted.add(language)


def changed_texts(entries: list[Entry]) -> list[ProductText]:
    texts = [entry.text for entry in entries if entry.is_new or entry.is_retexted]
    for entry in entries:
        entry.text.product = entry.product
        for language in entry.retexted:
            entry.others[language].product = entry.product
            texts.append(entry.others[language])
    return texts


def store_texts(entries: list[Entry]) -> None:
    """A person's words over a machine's translation make it a reviewed one."""
    if gone := [text.pk for entry in entries for text in entry.untexted]:
        ProductText.objects.filter(pk__in=gone).delete()
    texts = changed_texts(entries)
    new, old = [text for text in texts if text.pk is None], [text for text in texts if text.pk is not None]
    for text in new:
        if text.language != text.product.language:
            text.origin = ProductText.Origin.REVIEWED
    insert(new)
    if old:
        for text in old:
            if text.origin == ProductText.Origin.MACHINE:
                text.origin = ProductText.Origin.REVIEWED
        fields = ["title", "description", "origin"]
        ProductText.objects.bulk_create(old, update_conflicts=True, unique_fields=["pk"], update_fields=fields)
