"""The specifications in the editor: the fields of the chosen category, and the free lines beside them.

Nothing that was typed is lost when the category changes: a free line that the new one asks for fills its field, and
what it does not ask for becomes a free line.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from catalog.categories import Category
from catalog.specs.entries import Entry, as_line, entry_of, split, typed_line
from catalog.specs.forms import PREFIX, SHOWN, WORD, SpecsForm, parts_of, raw_of, values_in, words_of
from catalog.specs.models import Attribute, names_asked_by
from catalog.specs.values import Unfit, read, shown

if TYPE_CHECKING:
    from catalog.products import Product

Line = dict[str, Any]


def snapshot_of(product: "Product") -> tuple[dict[str, str], list[Entry]]:
    """The words of the asked attributes, and the lines that stand beside them."""
    values, lines = split(product.attributes, product.category)
    return words_of(product.category.attributes_asked, values), lines


class Specs:
    """`form` has the fields of `category`; `left` are lines that came out of fields which it does not ask for."""

    def __init__(self, category: Category | None, values: dict[str, Any], lines: list[Line]) -> None:
        """Not yet checked, showing canonical values; `lines` are the free ones, of which some may become typed."""
        self.category = category
        self.lines = lines
        self.left: list[Line] = []
        self.kept: dict[str, Any] = {}
        self.fit(values)
        self.form = SpecsForm(category, initial=self.values)

    def fit(self, values: dict[str, Any]) -> None:
        asked = {one.key for one in self.asked}
        known = Attribute.known()
        self.values = {key: value for key, value in values.items() if key in asked}
        gone = [
            as_line(entry_of(known[key], value)) for key, value in values.items() if key not in asked and key in known
        ]
        entries, self.lines = absorbed(self.category, [*self.lines, *gone], set(self.values))
        self.values |= {entry["key"]: entry["value"] for entry in entries}

    @classmethod
    def of(cls, words: dict[str, str], lines: list[Line]) -> "Specs":
        """From a snapshot, and the lines that it holds."""
        return cls(Category.find(words.get("category", "")), values_in(words), lines)

    @classmethod
    def typed(cls, data: Any, before: dict[str, str]) -> "Specs":
        """Bound; `before` is the snapshot that the editing began from."""
        specs = cls.__new__(cls)
        specs.category = Category.find(data.get("category", ""))
        specs.lines = []
        specs.form = SpecsForm(specs.category, data, values_in(before))
        asked = {one.key for one in specs.asked}
        was_shown = {one.key for one in asked_by_slug(data.get(SHOWN, ""))}
        values = values_in(before)
        # Of what the page did not show nobody said that it is to go.
        specs.kept = {key: values[key] for key in asked - was_shown if key in values and not is_typed(data, key)}
        specs.left = [
            as_typed(one, data)
            for one in Attribute.known().values()
            if one.key not in asked and is_typed(data, one.key)
        ]
        return specs

    @classmethod
    def grown(cls, data: Any, rows: list[Line]) -> "Specs":
        """As typed, without complaints, for the category that is chosen now; `rows` are the free lines as typed."""
        known = Attribute.known()
        category = Category.find(data.get("category", ""))
        specs = cls(category, {}, [])
        asked = {one.key for one in specs.asked}
        typed = [known[key] for key in known if is_typed(data, key)]
        left = [as_typed(one, data) for one in typed if one.key not in asked]
        entries, lines = absorbed(category, [*rows, *left], {one.key for one in typed})
        specs.lines = lines
        specs.form = SpecsForm(category, initial={entry["key"]: entry["value"] for entry in entries})
        shown_again = {
            name[len(PREFIX) + 1 :]: data.getlist(name) if is_list(known.get(key)) else data.get(name)
            for name in data
            if name.startswith(f"{PREFIX}-") and (key := name[len(PREFIX) + 1 :].partition(".")[0]) in asked
        }
        specs.form.initial = {**specs.form.initial, **shown_again}
        return specs

    @property
    def asked(self) -> list[Attribute]:
        return self.category.attributes_asked if self.category else []

    def found(self) -> dict[str, Any]:
        """The values of the fields, and of those that were not on the page."""
        return {**self.kept, **self.form.values}

    def words(self, lines: list[Line]) -> tuple[dict[str, str], list[Line]]:
        """For a snapshot: the words of the asked attributes, and the lines that stay free."""
        values, rest = self.settled(lines)
        return words_of(self.asked, values), rest

    def settled(self, lines: list[Line]) -> tuple[dict[str, Any], list[Line]]:
        values = self.found()
        entries, rest = absorbed(self.category, [*lines, *self.left], set(values))
        return values | {entry["key"]: entry["value"] for entry in entries}, rest

    def attributes(self, lines: list[Line]) -> list[Entry]:
        """What the product keeps: the typed entries in the order in which they are asked for, then the free lines."""
        values, rest = self.settled(lines)
        return [*(entry_of(one, values[one.key]) for one in self.asked if one.key in values), *rest]


def absorbed(category: Category | None, lines: Iterable[Line], taken: set[str]) -> tuple[list[Entry], list[Line]]:
    """The lines whose name is that of an asked attribute, as entries, unless its field is `taken`; and the others."""
    names = names_asked_by(category) if category else {}
    entries: dict[str, Entry] = {}
    rest: list[Line] = []
    for line in lines:
        try:
            entry = typed_line(names, line)
        except Unfit:
            entry = None
        if entry is None or entry["key"] in taken or entry["key"] in entries:
            rest.append(line)
        else:
            entries[entry["key"]] = entry
    return list(entries.values()), rest


def asked_by_slug(slug: str) -> list[Attribute]:
    category = Category.find(slug)
    return category.attributes_asked if category else []


def is_list(attribute: Attribute | None) -> bool:
    return attribute is not None and attribute.kind == Attribute.Kind.MULTI_CHOICE


def typed_in(attribute: Attribute, data: Any) -> Any:
    names = [f"{PREFIX}-{attribute.key}" + (f".{part}" if part else "") for part in parts_of(attribute)]
    if is_list(attribute):
        return data.getlist(names[0]) if hasattr(data, "getlist") else data.get(names[0])
    return raw_of(attribute, {name: str(data.get(name, "")).strip() for name in names})


def is_typed(data: Any, key: str) -> bool:
    attribute = Attribute.known().get(key)
    return attribute is not None and bool(typed_in(attribute, data))


def as_typed(attribute: Attribute, data: Any) -> Line:
    """What stands in the fields of an attribute as a free line, in words where it can be read."""
    raw = typed_in(attribute, data)
    try:
        return as_line(entry_of(attribute, read(attribute, raw)))
    except Unfit:
        parts = raw.values() if isinstance(raw, dict) else raw if isinstance(raw, list) else [raw]
        value = " ".join(str(part) for part in parts if part)[:500]
        return {"name": attribute.names["en"], "value": value, **({"unit": attribute.unit} if attribute.unit else {})}


def label_of(word: str) -> str:
    """What people call a word of a snapshot."""
    attribute = Attribute.known().get(word[len(WORD) :])
    return attribute.label if attribute else _("Specifications")


def in_words(name: str, word: str) -> str:
    """Its value, for the comparison of two editors."""
    attribute = Attribute.known().get(name[len(WORD) :])
    value = values_in({name: word}).get(name[len(WORD) :])
    if attribute is None or value is None:
        return ""
    if isinstance(value, bool):
        return str(_("Yes")) if value else str(_("No"))
    return str(shown(attribute, value))
