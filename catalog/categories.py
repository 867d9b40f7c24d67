"""The category tree."""

from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.cache import cache
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from catalog.arranging import (
    arranging,
    hand_over,
    next_position,
    put_below,
    refuse_merge,
    refuse_place,
    tell_of_products,
)
from portal.core.events import record

if TYPE_CHECKING:
    from catalog.specs.models import Attribute
    from portal.core.actor import Actor


class CategoryQuerySet(models.QuerySet["Category"]):
    def sectors(self) -> "CategoryQuerySet":
        return self.filter(level=0)

    def standing(self) -> "CategoryQuerySet":
        """Those that are in the tree: not merged into another."""
        return self.filter(is_merged=False)


class Category(models.Model):
    """A node of the tree: sector, group, or leaf. `path` holds the slugs from the sector down, by slashes.

    `hs` names chapters (two digits) and headings (four) of the Harmonized System that usually fit. `set_by_staff` says
    what a new planting leaves alone: PLACE, NAMES. A category that was merged into another stays as a row out of the
    tree, so that who still has the old tree in memory can save; an alias leads from its slug to the other.
    """

    TREE_KEY: ClassVar[str] = "catalog.tree"
    REMEMBERED_FOR: ClassVar[int] = 30  # seconds
    remembered: ClassVar[tuple[float, dict[str, "Category"]]] = (0.0, {})

    slug = models.SlugField(max_length=60, unique=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    path = models.CharField(max_length=200, unique=True)
    level = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField(default=0)
    names = models.JSONField()
    words = models.JSONField(default=list)
    hs = models.JSONField(default=list)
    former_words = models.JSONField(default=list)
    set_by_staff = models.JSONField(default=list)
    is_merged = models.BooleanField(default=False)

    PLACE: ClassVar[str] = "place"
    NAMES: ClassVar[str] = "names"

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["path"]
        permissions = [("arrange_category", "Can move, merge and rename categories")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return str(self.names.get(get_language() or "en") or self.names["en"])

    @property
    def signature(self) -> tuple[Any, ...]:
        return self.path, self.position, self.names, self.words, self.hs

    def get_absolute_url(self) -> str:
        return reverse("catalog:category", args=[self.slug])

    @classmethod
    def tree(cls) -> dict[str, "Category"]:
        """All categories by slug, from the process's memory: a few hundred rows that hardly change.

        The shared cache in between spares the database; unpickling it for every use would cost milliseconds each.
        """
        read_at, known = cls.remembered
        if known and monotonic() - read_at < cls.REMEMBERED_FOR:
            return known
        known = cache.get(cls.TREE_KEY) or {}
        if not known:
            known = {category.slug: category for category in cls.objects.standing().order_by("level", "position")}
            cache.set(cls.TREE_KEY, known, 300)
        cls.remembered = (monotonic(), known)
        return known

    @classmethod
    def forget_tree(cls) -> None:
        cls.remembered = (0.0, {})
        cache.delete(cls.TREE_KEY)
        CategoryAlias.forget()

    @classmethod
    def find(cls, slug: str) -> "Category | None":
        """By its slug, also by one it had, or that of a category merged into it."""
        tree = cls.tree()
        return tree.get(slug) or tree.get(CategoryAlias.known().get(slug, ""))

    @property
    def attributes_asked(self) -> "list[Attribute]":
        """What products here should state, its own first, then what the categories above ask for; from memory."""
        from catalog.specs.models import asked_by  # it needs the tree itself

        return asked_by(self)

    @property
    def hs_headings(self) -> list[str]:
        return [code for code in self.hs if len(code) == 4]

    def takes_hs(self, code: str) -> bool:
        """Whether the code lies in a chapter that is usual here; true where nothing is known, as for services."""
        chapters = {one[:2] for one in self.hs} - {"99"}
        return not code or not chapters or code[:2] in chapters

    # -- what staff arrange -------------------------------------------------------------------------------------

    def move(self, to_parent: "Category", by: "Actor") -> None:
        """Put it, with all below it, under another category. Raises PermissionDenied or Refused."""
        with arranging(self, by) as tree:
            target = tree[to_parent.pk]
            refuse_place(self, target, tree.values())
            before = self.path
            self.parent_id, self.position = target.pk, next_position(target, tree.values())
            self.set_by_staff = sorted({*self.set_by_staff, self.PLACE})
            self.save(update_fields=["parent", "position", "set_by_staff"])
            put_below(self, target, tree.values())
            record("category.moved", self, by=by, slug=self.slug, before=before, after=self.path)
            tell_of_products([self], by)

    def rename(self, names: dict[str, str], by: "Actor") -> None:
        """Give it other names, by language; the English one is needed. The old ones stay words by which it is found."""
        with arranging(self, by):
            before = dict(self.names)
            self.names = {**self.names, **{language: name for language, name in names.items() if name}}
            if self.names == before:
                return
            old = [name for name in before.values() if name not in self.names.values()]
            self.former_words = list(dict.fromkeys([*self.former_words, *old]))
            self.set_by_staff = sorted({*self.set_by_staff, self.NAMES})
            self.save(update_fields=["names", "former_words", "set_by_staff"])
            record("category.renamed", self, by=by, slug=self.slug, before=before, after=self.names)
            tell_of_products([self], by)

    def merge(self, into: "Category", by: "Actor") -> None:
        """Take it out of the tree: its products, offers and children go to `into`, and so does its old address.

        What it asked of products is asked there too. For thirty days it can be taken back (`CategoryMerge.undo`).
        Raises PermissionDenied or Refused.
        """
        from catalog.unmerging import CategoryMerge  # it needs the tree itself

        with arranging(self, by) as tree:
            target = tree[into.pk]
            refuse_merge(self, target, tree.values())
            CategoryMerge.note(self, target, by)
            hand_over(self, target, tree.values(), by)
            words = [*self.names.values(), *self.words, *self.former_words]
            target.former_words = list(dict.fromkeys([*target.former_words, *words]))
            target.save(update_fields=["former_words"])
            self.is_merged = True
            self.save(update_fields=["is_merged"])
            record("category.merged", self, by=by, slug=self.slug, into=target.slug)

    @property
    def slugs(self) -> list[str]:
        return self.path.split("/")

    def inside(self) -> models.Q:
        """Rows whose category is this one or stands anywhere below it."""
        return models.Q(category__path=self.path) | models.Q(category__path__startswith=f"{self.path}/")

    def answers_to(self, text: str) -> bool:
        """Whether the text stands in its slug, its names in any language, or its words."""
        words = [self.slug, *self.names.values(), *map(str, self.words), *self.former_words]
        return any(text.casefold() in word.casefold() for word in words)

    @staticmethod
    def tallied(rows: models.QuerySet[Any]) -> dict[str, int]:
        """Rows by category slug, each counted in all categories above its own too; one query."""
        known: dict[str, int] = {}
        for path, number in rows.values_list("category__path").annotate(models.Count("pk")):
            for slug in path.split("/"):
                known[slug] = known.get(slug, 0) + number
        return known

    @property
    def parent_slug(self) -> str:
        return self.slugs[-2] if self.level else ""

    @property
    def ancestors(self) -> list["Category"]:
        """From the sector down to the parent, without a query when the tree is cached."""
        tree = self.tree()
        return [tree[slug] for slug in self.slugs[:-1] if slug in tree]


class CategoryAlias(models.Model):
    """A slug that a category no longer has: old addresses, filters and import files lead to the new one."""

    STORE_KEY: ClassVar[str] = "catalog.aliases"
    REMEMBERED_FOR: ClassVar[int] = 30  # seconds
    remembered: ClassVar[tuple[float, dict[str, str]]] = (0.0, {})

    slug = models.SlugField(max_length=60, unique=True)
    category = models.ForeignKey(Category, models.CASCADE, related_name="aliases")

    class Meta:
        verbose_name = _("former category")
        verbose_name_plural = _("former categories")

    def __str__(self) -> str:
        return self.slug

    @classmethod
    def known(cls) -> dict[str, str]:
        """Old slugs to those that hold now, from memory as the tree is."""
        read_at, known = cls.remembered
        if read_at and monotonic() - read_at < cls.REMEMBERED_FOR:
            return known
        kept = cache.get(cls.STORE_KEY)
        if kept is None:
            kept = dict(cls.objects.values_list("slug", "category__slug"))
            cache.set(cls.STORE_KEY, kept, 300)
        cls.remembered = (monotonic(), kept)
        return dict(kept)

    @classmethod
    def forget(cls) -> None:
        cls.remembered = (0.0, {})
        cache.delete(cls.STORE_KEY)
