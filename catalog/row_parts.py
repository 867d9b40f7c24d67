"""The lists of rows on the editor's page, each with the same life: fresh from a snapshot, bound to what was typed, or
typed and not yet checked (somebody asked for one more row).

A part knows its words of the snapshot (catalog/editing.py), its section of the page, and how it is saved.
"""

import json
from collections.abc import Callable
from typing import Any, ClassVar, Self

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from catalog.editing import Snapshot, attributes_text, tiers_text
from catalog.forms import AttributeFormSet, PictureFormSet, TierFormSet
from catalog.models import Attribute, Product
from catalog.specs.editing import Specs, in_words
from catalog.specs.forms import WORD
from catalog.specs.told import PARTS
from portal.core.permissions import Refused

CODES = [code for code, _name in settings.LANGUAGES]
SUGGESTING = "suggesting"  # the field with the language in which a draft is being made
MOST_TYPED = 260  # rows that are read of a form not yet checked


class Part:
    """`name` is the prefix of its fields, the anchor of its section and its word of the snapshot."""

    name: ClassVar[str]
    label: ClassVar[Any]
    columns: ClassVar[tuple[str, ...]] = ()
    formset: ClassVar[Any]
    spare: ClassVar[int] = 0
    may_be_absent: ClassVar[bool] = True  # a form without the section leaves it as it is

    def __init__(self, product: Product) -> None:
        self.product = product
        self.is_sent = True
        self.problems: list[Any] = []  # what belongs to no field
        self.put_aside: dict[str, str] = {}  # of files that came: what their rows say instead, by field
        self.rows: Any = None

    @classmethod
    def fresh(cls, product: Product, words: Snapshot) -> Self:
        part = cls(product)
        part.show([*part.rows_in(words), *[{}] * cls.spare])
        return part

    @classmethod
    def bound(cls, product: Product, data: Any, files: Any, base: Snapshot) -> Self:
        if cls.may_be_absent and f"{cls.name}-TOTAL_FORMS" not in data:
            return cls.unsent(product, base)
        part = cls(product)
        part.bind(part.taken_in(data, files))
        return part

    @classmethod
    def unsent(cls, product: Product, base: Snapshot) -> Self:
        part = cls.fresh(product, base)
        part.is_sent, part.base = False, {name: base[name] for name in part.labels if name in base}
        return part

    @classmethod
    def grown(cls, product: Product, data: Any, files: Any, wish: str) -> Self:
        """As typed, with what the pressed button `wish` adds."""
        part = cls(product)
        part.grow(part.taken_in(data, files), wish)
        return part

    base: Snapshot

    # -- what a kind of part may do in its own way -----------------------------------------------------------------

    @property
    def labels(self) -> dict[str, Any]:
        """Its words of the snapshot, with what people call them."""
        return {self.name: self.label} if self.columns else {}

    def show(self, rows: list[dict[str, Any]]) -> None:
        self.rows = self.formset(prefix=self.name, initial=rows)

    def bind(self, data: Any) -> None:
        self.rows = self.formset(data, prefix=self.name)

    def grow(self, data: Any, wish: str) -> None:
        rows: list[dict[str, Any]] = typed_rows(data, self.name, self.formset.form.base_fields)
        self.show(rows + ([{}] if wish == self.name or not rows else []))

    def taken_in(self, data: Any, files: Any) -> Any:
        """The data with files put aside."""
        return data

    def is_valid(self) -> bool:
        return not self.problems and (not self.is_sent or bool(self.rows.is_valid()))

    def words(self) -> Snapshot:
        """What was typed; only asked when it is valid."""
        if not self.is_sent:
            return self.base
        if not self.columns:
            return {}
        kept = [[str(row.get(column) or "") for column in self.columns] for row in self.rows.filled()]
        return {self.name: json.dumps(kept, ensure_ascii=False)}

    def rows_in(self, words: Snapshot) -> list[dict[str, Any]]:
        return [dict(zip(self.columns, row, strict=False)) for row in json.loads(words.get(self.name) or "[]")]

    def readable(self, name: str, word: str) -> str:
        """A word of the snapshot for people, as lines."""
        return "\n".join(self.line(row) for row in self.rows_in({name: word}))

    def line(self, row: dict[str, Any]) -> str:
        return " ".join(str(row[column]) for column in self.columns if row[column])

    def saver(self) -> Callable[[Product], None] | None:
        """What `Product.revise` calls inside its lock; None where it takes the rows itself."""
        return None

    def blame(self, refusal: Refused) -> bool:
        """Put the refusal beside the field it is about; False if it is about none of this part."""
        return False

    # -- for the page -----------------------------------------------------------------------------------------------

    @property
    def errors(self) -> list[Any]:
        """Those that belong to no field."""
        return [*self.problems, *(self.rows.non_form_errors() if self.rows.is_bound else ())]

    @property
    def forms(self) -> list[Any]:
        return list(self.rows.forms) if self.rows.is_bound else []

    @property
    def has_errors(self) -> bool:
        return bool(self.errors) or any(form.errors for form in self.forms)


class Tiers(Part):
    name, label, columns = "tiers", _("Price ladder"), ("quantity", "amount", "currency")
    formset, spare, may_be_absent = TierFormSet, 1, False

    def words(self) -> Snapshot:
        return {"tiers": tiers_text(self.rows.tiers())}

    def line(self, row: dict[str, Any]) -> str:
        return f"{row['quantity']}: {row['currency']} {row['amount']}"


class Attributes(Part):
    """The fields that the category asks for (`specs`), and the free lines beside them."""

    name, label, columns = "attributes", _("Specifications"), ("name", "value", "unit")
    formset, spare, may_be_absent = AttributeFormSet, 2, False
    specs: Specs
    languages: tuple[str, ...] = ()  # besides the product's own, in which its lines are asked for

    @classmethod
    def fresh(cls, product: Product, words: Snapshot) -> Self:
        part = cls(product)
        lines = part.rows_in(words)
        part.languages = asked_in(words, lines)
        part.specs = Specs.of(words, lines)
        part.show([*part.specs.lines, *[{}] * cls.spare])
        return part

    @classmethod
    def bound(cls, product: Product, data: Any, files: Any, base: Snapshot) -> Self:
        part = cls(product)
        part.languages = asked_in(data, part.typed(data))
        part.specs = Specs.typed(data, base)
        part.bind(data)
        return part

    def typed(self, data: Any) -> list[dict[str, str]]:
        """The rows with the words of all languages, whichever the page asked for."""
        names = [*self.formset.form.base_fields, *(f"{part}_{code}" for code in CODES for part in PARTS)]
        return typed_rows(data, self.name, names)

    def show(self, rows: list[dict[str, Any]]) -> None:
        self.rows = self.formset(prefix=self.name, initial=rows, form_kwargs={"languages": self.languages})

    def bind(self, data: Any) -> None:
        self.rows = self.formset(data, prefix=self.name, form_kwargs={"languages": self.languages})

    def rows_in(self, words: Snapshot) -> list[dict[str, Any]]:
        """With the words of other languages beside the line's own: `name_ko`, `value_ko`."""
        kept: list[list[Any]] = json.loads(words.get(self.name) or "[]")
        return [dict(zip(self.columns, row, strict=False)) | beside(row[3] if len(row) > 3 else {}) for row in kept]

    def grow(self, data: Any, wish: str) -> None:
        rows = self.typed(data)
        self.languages = asked_in(data, rows)
        self.specs = Specs.grown(data, rows)
        rows = self.specs.lines
        self.show(rows + ([{}] if wish == self.name or not rows else []))

    @property
    def labels(self) -> dict[str, Any]:
        asked = {f"{WORD}{key}": attribute.label for key, attribute in Attribute.known().items()}
        return {self.name: self.label, **asked}

    def is_valid(self) -> bool:
        verdicts = [super().is_valid(), self.specs.form.is_valid()]
        return all(verdicts)

    def words(self) -> Snapshot:
        specifications, lines = self.specs.words(self.rows.attributes())
        return specifications | {"attributes": attributes_text(lines)}

    def readable(self, name: str, word: str) -> str:
        return in_words(name, word) if name.startswith(WORD) else super().readable(name, word)

    def line(self, row: dict[str, Any]) -> str:
        line = f"{row['name']}: {row['value']} {row['unit']}".strip()
        told = [": ".join(filter(None, (row.get(f"{part}_{code}", "") for part in PARTS))) for code in CODES]
        return " / ".join([line, *filter(None, told)])

    @property
    def forms(self) -> list[Any]:
        return [*self.rows.forms, self.specs.form] if self.rows.is_bound else []


def beside(texts: dict[str, dict[str, str]]) -> dict[str, str]:
    return {f"{part}_{code}": word for code, said in texts.items() for part, word in said.items()}


def asked_in(words: Any, lines: list[dict[str, Any]]) -> tuple[str, ...]:
    """The languages in which the product has a title besides its own or is about to get one, or a line has words."""
    own = words.get("language") or settings.LANGUAGE_CODE
    return tuple(
        code
        for code in CODES
        if (code != own and (words.get(f"title_{code}", "").strip() or words.get(SUGGESTING) == code))
        or any(line.get(f"{part}_{code}") for line in lines for part in PARTS)
    )


class Pictures(Part):
    """Those the product has; no word of the snapshot, since a picture that nobody named stays."""

    name, label, formset, may_be_absent = "pictures", _("Pictures"), PictureFormSet, False

    def rows_in(self, words: Snapshot) -> list[dict[str, Any]]:
        pictures = self.product.pictures.all() if self.product.pk else ()
        return [
            {"pk": picture.pk, "position": number, "alt": picture.alt, "picture": picture}
            for number, picture in enumerate(pictures, start=1)
        ]

    def bind(self, data: Any) -> None:
        self.rows = self.formset(data, prefix=self.name, initial=self.rows_in({}))

    def grow(self, data: Any, wish: str) -> None:
        """The saved pictures with what was typed beside them."""
        said = {row.pop("pk"): row for row in typed_rows(data, self.name, self.formset.form.base_fields)}
        self.show([{**row, **said.get(str(row["pk"]), {})} for row in self.rows_in({})])


def typed_rows(data: Any, prefix: str, names: Any) -> list[dict[str, str]]:
    """The rows as typed, without a check; the empty ones in between are kept in place."""
    total = data.get(f"{prefix}-TOTAL_FORMS", "0")
    count = min(int(total), MOST_TYPED) if total.isascii() and total.isdecimal() else 0
    return [{name: data.get(f"{prefix}-{number}-{name}", "") for name in names} for number in range(count)]
