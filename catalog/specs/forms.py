"""The fields of a category's attributes in the editor: they read and check what was typed, and never write."""

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.categories import Category
from catalog.specs.models import Attribute
from catalog.specs.values import LONGEST, Unfit, read

PREFIX = "spec"
SHOWN = "spec-shown"  # the category whose fields were on the page, so that a box left empty is told from one not there
WORD = "spec_"  # what the keys of attributes begin with in a snapshot
PART_NAMES = {
    "length": _("Length"), "width": _("Width"), "height": _("Height"), "diameter": _("Diameter"), "depth": _("Depth"),
    "from": pgettext_lazy("number", "From"), "to": _("to"),
}  # fmt: skip


@dataclass(frozen=True)
class SpecRow:
    """An attribute with its fields: one, or one for each end or part."""

    attribute: Attribute
    fields: list[Any]

    @property
    def is_parted(self) -> bool:
        return len(self.fields) > 1

    @property
    def errors(self) -> list[str]:
        return [problem for field in self.fields for problem in field.errors]

    @property
    def anchor(self) -> str:
        return f"id_{PREFIX}-{self.attribute.key}"


def parts_of(attribute: Attribute) -> list[str]:
    """The names that its fields end in; one empty name for most kinds."""
    if attribute.kind == Attribute.Kind.RANGE:
        return ["from", "to"]
    return attribute.part_names if attribute.kind == Attribute.Kind.DIMENSION else [""]


def field_name(attribute: Attribute, part: str) -> str:
    return f"{attribute.key}.{part}" if part else attribute.key


class SpecsForm(forms.Form):
    """Built for one category. `initial` holds canonical values by attribute key."""

    def __init__(self, category: Category | None, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        self.asked = category.attributes_asked if category else []
        self.given = initial or {}
        self.values: dict[str, Any] = {}
        super().__init__(data, prefix=PREFIX, initial=self.flattened())
        for attribute in self.asked:
            for part in parts_of(attribute):
                self.fields[field_name(attribute, part)] = field_of(attribute, part, self.given.get(attribute.key))

    def flattened(self) -> dict[str, Any]:
        """The values as their fields hold them."""
        found: dict[str, Any] = {}
        for attribute in self.asked:
            value = self.given.get(attribute.key)
            for part in parts_of(attribute):
                own = value.get(part) if part and isinstance(value, dict) else value
                found[field_name(attribute, part)] = typed_form(own)
        return found

    @property
    def rows(self) -> list[SpecRow]:
        return [
            SpecRow(attribute, [self[field_name(attribute, part)] for part in parts_of(attribute)])
            for attribute in self.asked
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for attribute in self.asked:
            names = [field_name(attribute, part) for part in parts_of(attribute)]
            raw = raw_of(attribute, {name: cleaned.get(name, "") for name in names})
            if raw is None or any(name in self.errors for name in names):
                continue
            try:
                self.values[attribute.key] = read(attribute, raw)
            except Unfit as problem:
                self.add_error(names[0], problem.words)
        return cleaned

    def words(self) -> dict[str, str]:
        return words_of(self.asked, self.values)


def raw_of(attribute: Attribute, typed: dict[str, Any]) -> Any:
    """What stands in the fields of an attribute, as `read` takes it; None when all are empty."""
    if not any(typed.values()):
        return None
    if len(typed) == 1:
        return next(iter(typed.values()))
    return {name.rpartition(".")[2]: value for name, value in typed.items()}


def words_of(asked: list[Attribute], values: dict[str, Any]) -> dict[str, str]:
    """For a snapshot: each attribute that is asked for, its value as JSON, empty where there is none."""
    return {
        f"{WORD}{one.key}": json.dumps(values[one.key], ensure_ascii=False, sort_keys=True) if one.key in values else ""
        for one in asked
    }


def values_in(words: dict[str, str]) -> dict[str, Any]:
    return {name[len(WORD) :]: json.loads(word) for name, word in words.items() if name.startswith(WORD) and word}


def typed_form(value: Any) -> Any:
    """A canonical value as it stands in an input."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{Decimal(str(value)):f}"
    return "" if value is None else value


def field_of(attribute: Attribute, part: str, value: Any) -> forms.Field:
    label = format_lazy("{} – {}", attribute.name, PART_NAMES.get(part, part)) if part else attribute.name
    options: dict[str, Any] = {"label": label, "required": False}
    pairs = list(attribute.choice_names.items())
    if attribute.kind == Attribute.Kind.MULTI_CHOICE:
        return forms.MultipleChoiceField(
            choices=with_current(pairs, value), widget=forms.CheckboxSelectMultiple, **options
        )
    if attribute.kind == Attribute.Kind.BOOLEAN:
        return forms.ChoiceField(choices=[("", _("Not stated")), ("yes", _("Yes")), ("no", _("No"))], **options)
    if attribute.kind == Attribute.Kind.CHOICE:
        return forms.ChoiceField(choices=[("", _("Not stated")), *with_current(pairs, value)], **options)
    is_text = attribute.kind == Attribute.Kind.TEXT
    widget = forms.TextInput({} if is_text else {"inputmode": "decimal", "class": "input spec-number"})
    return forms.CharField(max_length=LONGEST if is_text else 60, widget=widget, **options)


def with_current(pairs: list[tuple[str, str]], value: Any) -> list[tuple[str, str]]:
    """A code that the definition no longer has must survive an edit of something else."""
    known = {code for code, _name in pairs}
    codes = value if isinstance(value, list) else [value] if isinstance(value, str) and value else []
    return [*pairs, *((code, code) for code in codes if code not in known)]
