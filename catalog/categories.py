"""The category tree."""

from time import monotonic
from typing import Any, ClassVar

from django.core.cache import cache
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class CategoryQuerySet(models.QuerySet["Category"]):
    def sectors(self) -> "CategoryQuerySet":
        return self.filter(level=0)


class Category(models.Model):
    """A node of the tree: sector, group, or leaf. `path` holds the slugs from the sector down, by slashes."""

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

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["path"]

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
            known = {category.slug: category for category in cls.objects.order_by("level", "position")}
            cache.set(cls.TREE_KEY, known, 300)
        cls.remembered = (monotonic(), known)
        return known

    @classmethod
    def forget_tree(cls) -> None:
        cls.remembered = (0.0, {})
        cache.delete(cls.TREE_KEY)

    @property
    def slugs(self) -> list[str]:
        return self.path.split("/")

    @property
    def ancestors(self) -> list["Category"]:
        """From the sector down to the parent, without a query when the tree is cached."""
        tree = self.tree()
        return [tree[slug] for slug in self.slugs[:-1] if slug in tree]
