"""Taking a merge of two categories back, as long as it is clear what would go where.

What went over is noted with the merge. Back goes what is still in the other category; what somebody has put elsewhere
since, and what came in new, stays where it is.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.arranging import followers, forget, put_below, tell
from catalog.categories import Category
from catalog.permissions import can_arrange_categories
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import WrongState, require
from portal.core.states import locked

if TYPE_CHECKING:
    Rows = dict[str, list[int]]

LASTS = timedelta(days=30)
BATCH = 5000  # keys in one statement


class CategoryMergeQuerySet(models.QuerySet["CategoryMerge"]):
    def standing(self) -> "CategoryMergeQuerySet":
        """Not taken back, the latest first."""
        return self.filter(undone_at=None).select_related("category", "into", "by").order_by("-pk")


class CategoryMerge(models.Model):
    """One category taken into another: `moved` holds the keys of the rows by model, `children` those of categories.

    `words` are those by which the other is found since. All of it is needed for thirty days and small for a category.
    """

    category = models.ForeignKey(Category, models.CASCADE, related_name="merges")
    into = models.ForeignKey(Category, models.CASCADE, related_name="merges_into")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    merged_at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True)
    moved = models.JSONField(default=dict)
    children = models.JSONField(default=list)
    aliases = models.JSONField(default=list)
    asks = models.JSONField(default=list)
    words = models.JSONField(default=list)

    objects = CategoryMergeQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("merge of categories")
        verbose_name_plural = gettext_lazy("merges of categories")
        constraints = [
            models.UniqueConstraint(
                fields=["category"], condition=models.Q(undone_at=None), name="category_merged_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.category} → {self.into}"

    @property
    def until(self) -> Any:
        """When it can no longer be taken back."""
        return self.merged_at + LASTS

    @property
    def count(self) -> int:
        """How many products and other rows went over."""
        return sum(map(len, self.moved.values()))

    @classmethod
    def note(cls, category: Category, into: Category, by: Actor) -> None:
        """Remember what is about to go over; inside the merge's lock, before anything moves."""
        has = list(into.asks.values_list("attribute", flat=True))
        words = [*category.names.values(), *category.words, *category.former_words]
        cls.objects.create(
            category=category,
            into=into,
            by=by.user,
            moved=rows_of(category),
            children=list(category.children.filter(is_merged=False).values_list("pk", flat=True)),
            aliases=list(category.aliases.values_list("slug", flat=True)),
            asks=list(category.asks.exclude(attribute__in=has).values_list("pk", flat=True)),
            words=[word for word in dict.fromkeys(words) if word not in into.former_words],
        )

    # -- whether it can be taken back ----------------------------------------------------------------------------

    def obstacle(self, tree: dict[int, Category] | None = None) -> str:
        """Why it cannot be taken back, as a sentence; empty when it can."""
        tree = tree or {row.pk: row for row in Category.objects.all()}
        category, into = tree[self.category_id], tree[self.into_id]
        parent = tree.get(category.parent_id or 0)
        if self.undone_at or not category.is_merged:
            return _("This merge was taken back already.")
        if timezone.now() > self.until:
            return _("The merge is older than thirty days. Make a new category and move the products into it.")
        if into.is_merged:
            return _("“%(name)s” was merged itself meanwhile. Take that merge back first.") % {"name": into.name}
        if parent is None or parent.is_merged:
            return _("The category above it is no longer in the tree. Take its merge back first.")
        moved = [tree[pk].name for pk in self.children if pk in tree and tree[pk].parent_id != into.pk]
        if moved:
            words = _("These were moved meanwhile and would be torn from their place: %(names)s.")
            return words % {"names": ", ".join(moved)}
        return ""

    def returning(self) -> "dict[str, tuple[int, int]]":
        """By kind: how many go back, and how many went over."""
        found: dict[str, tuple[int, int]] = {}
        for model, field in followers(Category):
            keys = self.moved.get(model._meta.label_lower, [])
            if keys:
                name = str(model._meta.verbose_name_plural)
                found[name] = sum(still.count() for still in those_in(model, field, keys, self.into_id)), len(keys)
        return found

    # -- taking it back ------------------------------------------------------------------------------------------

    def undo(self, by: Actor) -> int:
        """The category is in the tree again, with what is still in the other; how many rows went back.

        Raises PermissionDenied, and WrongState with the reason when it cannot be done.
        """
        with locked(self):
            require(can_arrange_categories(by), _("You may look at the categories, not change them."))
            tree = {row.pk: row for row in Category.objects.select_for_update(no_key=True).order_by("pk")}
            if obstacle := self.obstacle(tree):
                raise WrongState(obstacle)
            category, into = tree[self.category_id], tree[self.into_id]
            self.restore_tree(category, into, tree.values())
            count = self.restore_rows(category, by)
            self.undone_at = timezone.now()
            self.save(update_fields=["undone_at"])
            record("category.unmerged", category, by=by, slug=category.slug, out_of=into.slug, count=count)
            forget()
        forget()
        return count

    def restore_tree(self, category: Category, into: Category, tree: Iterable[Category]) -> None:
        """The node, its children, its old addresses and what it asks for."""
        category.is_merged = False
        category.save(update_fields=["is_merged"])
        into.aliases.filter(slug=category.slug).delete()
        into.aliases.filter(slug__in=self.aliases).update(category=category)
        into.asks.filter(pk__in=self.asks).update(category=category, position=models.F("position") - 100)
        into.former_words = [word for word in into.former_words if word not in self.words]
        into.save(update_fields=["former_words"])
        rows = list(tree)
        for child in [row for row in rows if row.pk in set(self.children)]:
            child.parent_id = category.pk
            child.save(update_fields=["parent"])
            put_below(child, category, rows)

    def restore_rows(self, category: Category, by: Actor) -> int:
        count = 0
        for model, field in followers(Category):
            changes: dict[str, Any] = {field: category.pk}
            if any(one.name == "updated_at" for one in model._meta.fields):
                changes["updated_at"] = timezone.now()  # by which the search index knows a newer state
            kept = self.moved.get(model._meta.label_lower, [])
            for rows in those_in(model, field, kept, self.into_id):
                keys = list(rows.order_by("pk").values_list("pk", flat=True))
                model._base_manager.filter(pk__in=keys).update(**changes)
                tell(model, keys, by)
                count += len(keys)
        return count


def rows_of(category: Category) -> "Rows":
    """The keys of what stands in the category itself, by model."""
    found = {}
    for model, field in followers(Category):
        rows = model._base_manager.filter(**{field: category.pk}).order_by("pk")
        if keys := list(rows.values_list("pk", flat=True)):
            found[model._meta.label_lower] = keys
    return found


def those_in(model: Any, field: str, keys: list[int], category: int) -> Iterable[Any]:
    """Those of the rows that are in the category, some thousand at a time."""
    for start in range(0, len(keys), BATCH):
        yield model._base_manager.filter(pk__in=keys[start : start + BATCH], **{field: category})
