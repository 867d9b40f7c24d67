"""What can be said of goods in a form that can be filtered and compared, and which category asks for it."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from time import monotonic
from typing import ClassVar

from django.core.cache import cache
from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from catalog.categories import Category
from catalog.specs.spoken import unit_words

SIGNS = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """A name or a value as people write it, for comparison: case, spaces and signs do not matter."""
    return SIGNS.sub(" ", text.casefold()).strip()


@dataclass(slots=True)
class Definitions:
    """All attributes by key, the keys that each category asks for itself, and what was worked out from the two."""

    known: dict[str, "Attribute"]
    asked: dict[str, list[str]]
    by_path: dict[str, list["Attribute"]] = field(default_factory=dict)
    names: dict[str, dict[str, "Attribute"]] = field(default_factory=dict)


class Attribute(models.Model):
    """A property with a kind; `unit` is the symbol its numbers are kept in, `unit_code` the same in UN/CEFACT Rec 20.

    `others` are names that spreadsheets use, `parts` those of a dimension, `low` and `high` the bounds within which a
    number makes sense, both included.
    """

    class Kind(models.TextChoices):
        TEXT = "text", _("text")
        NUMBER = "number", pgettext_lazy("kind of specification", "number")
        CHOICE = "choice", _("one of a list")
        MULTI_CHOICE = "multi_choice", _("some of a list")
        BOOLEAN = "boolean", _("yes or no")
        RANGE = "range", _("from – to")
        DIMENSION = "dimension", _("dimensions")

    STORE_KEY: ClassVar[str] = "catalog.attributes"
    REMEMBERED_FOR: ClassVar[int] = 30  # seconds
    remembered: ClassVar[tuple[float, Definitions | None]] = (0.0, None)

    key = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=12, choices=Kind)
    names = models.JSONField()
    others = models.JSONField(default=list)
    choices = models.JSONField(default=list)
    parts = models.JSONField(default=list)
    unit = models.CharField(max_length=12, blank=True, default="")
    unit_code = models.CharField(max_length=3, blank=True, default="")
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)

    class Meta:
        verbose_name = _("attribute")
        verbose_name_plural = _("attributes")
        ordering = ["key"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self.names)

    @property
    def label(self) -> str:
        """`Bore diameter (mm)`."""
        return f"{self.name} ({unit_words(self.unit)})" if self.unit else self.name

    @property
    def choice_names(self) -> dict[str, str]:
        """Codes and what the reader calls them, in the order of the definition."""
        return {one["code"]: in_language(one["names"]) for one in self.choices}

    @cached_property
    def codes(self) -> dict[str, str]:
        """Every word for a choice, in all languages, and its code."""
        found: dict[str, str] = {}
        for part in ("others", "names", "code"):  # the later ones win: a code means itself
            for one in self.choices:
                said = one.get(part, [])
                words = said.values() if isinstance(said, dict) else [said] if isinstance(said, str) else said
                found |= {plain(word): one["code"] for word in words}
        return found

    @cached_property
    def part_names(self) -> list[str]:
        return list(self.parts) or ["length", "width", "height"]

    @property
    def is_ticked(self) -> bool:
        """Whether buyers filter by ticking values of it."""
        return self.kind in {self.Kind.CHOICE, self.Kind.MULTI_CHOICE, self.Kind.BOOLEAN}

    @property
    def is_measured(self) -> bool:
        """Whether buyers filter by it from – to."""
        return self.kind in {self.Kind.NUMBER, self.Kind.RANGE}

    # -- from the process's memory ------------------------------------------------------------------------------

    @classmethod
    def definitions(cls) -> Definitions:
        """As `Category.tree`: a few hundred rows that change with a release, kept for half a minute."""
        read_at, kept = cls.remembered
        if kept and monotonic() - read_at < cls.REMEMBERED_FOR:
            return kept
        rows = cache.get(cls.STORE_KEY)
        if not rows:
            asked: dict[str, list[str]] = {}
            pairs = CategoryAttribute.objects.order_by("position").values_list("category__slug", "attribute__key")
            for slug, key in pairs:
                asked.setdefault(slug, []).append(key)
            rows = ({one.key: one for one in cls.objects.all()}, asked)
            cache.set(cls.STORE_KEY, rows, 300)
        kept = Definitions(*rows)
        cls.remembered = (monotonic(), kept)
        return kept

    @classmethod
    def known(cls) -> dict[str, "Attribute"]:
        return cls.definitions().known

    @classmethod
    def forget(cls) -> None:
        cls.remembered = (0.0, None)
        cache.delete(cls.STORE_KEY)


class CategoryAttribute(models.Model):
    """A category asks for an attribute, and so do all below it; its own come before those of the ones above."""

    category = models.ForeignKey(Category, models.CASCADE, related_name="asks")
    attribute = models.ForeignKey(Attribute, models.CASCADE, related_name="asked_by")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("attribute of a category")
        verbose_name_plural = _("attributes of categories")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["category", "attribute"], name="category_asks_once")]

    def __str__(self) -> str:
        return f"{self.category_id}: {self.attribute_id}"


def in_language(names: dict[str, str]) -> str:
    return str(names.get(get_language() or "en") or names["en"])


def asked_by(category: Category) -> list[Attribute]:
    """What a category asks for: its own attributes first, then those of the categories above it, each once."""
    store = Attribute.definitions()
    found = store.by_path.get(category.path)
    if found is None:
        keys = dict.fromkeys(key for slug in reversed(category.slugs) for key in store.asked.get(slug, ()))
        found = [store.known[key] for key in keys if key in store.known]
        store.by_path[category.path] = found
    return found


def names_asked_by(category: Category) -> dict[str, Attribute]:
    """The attributes of a category by every name they have: key, names in all languages, names of spreadsheets."""
    store = Attribute.definitions()
    found = store.names.get(category.path)
    if found is None:
        found = names_of(asked_by(category))
        store.names[category.path] = found
    return found


def names_of(attributes: list[Attribute]) -> dict[str, Attribute]:
    """A proper name of one wins over another name of an earlier one: “width” is not every attribute's width."""
    found: dict[str, Attribute] = {}
    for one in attributes:
        for name in (one.key, *one.names.values()):
            found.setdefault(plain(name), one)
    for one in attributes:
        for name in one.others:
            found.setdefault(plain(name), one)
    return found
