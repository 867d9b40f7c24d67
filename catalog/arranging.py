"""What moving, renaming and merging categories need: one lock over the tree, its rules, and who has to hear of it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.cache import cache
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.permissions import can_arrange_categories
from portal.core.actor import Actor
from portal.core.events import record_many
from portal.core.permissions import Refused, WrongState, require
from portal.core.timed import every

if TYPE_CHECKING:
    from catalog.categories import Category

DEEPEST = 2  # the level of leaves
BATCH = 500  # rows that one event tells of
OWN = frozenset({"category", "categoryalias", "categoryattribute", "categorymerge"})


@contextmanager
def arranging(category: "Category", by: Actor) -> Iterator[dict[int, "Category"]]:
    """The whole tree by key, locked: two who rearrange it at once come one after the other. `category` is among them.

    Raises PermissionDenied; Refused for a sector; WrongState when it was merged meanwhile.
    """
    model = type(category)
    with transaction.atomic():
        require(can_arrange_categories(by), _("You may look at the categories, not change them."))
        tree = {row.pk: row for row in model.objects.select_for_update(no_key=True).order_by("pk")}
        category.refresh_from_db()
        tree[category.pk] = category
        if category.is_merged:
            raise WrongState(_("This category was merged into another meanwhile."))
        if category.level == 0:
            raise Refused(_("Sectors stay as they are: companies and communities are ordered by them."))
        yield tree
        forget()
        transaction.on_commit(forget)


def forget() -> None:
    """What processes remember of the tree; others see the change within half a minute."""
    apps.get_model("catalog", "Category").forget_tree()
    apps.get_model("catalog", "Attribute").forget()
    cache.delete("catalog.counts")


# -- the rules ----------------------------------------------------------------------------------------------------


def below(category: "Category", tree: Iterable["Category"]) -> list["Category"]:
    """Everything under it, merged ones too: their paths go along."""
    return [row for row in tree if row.path.startswith(f"{category.path}/")]


def depth_of(category: "Category", tree: Iterable["Category"]) -> int:
    """How many levels there are below it."""
    return max((row.level - category.level for row in below(category, tree) if not row.is_merged), default=0)


def refuse_place(category: "Category", target: "Category", tree: Iterable["Category"]) -> None:
    if target.is_merged:
        raise WrongState(_("The other category was merged meanwhile."))
    if target.pk == category.pk or target.path.startswith(f"{category.path}/"):
        raise Refused(_("A category cannot stand below itself."))
    if target.pk == category.parent_id:
        raise Refused(_("It stands there already."))
    if target.level + 1 + depth_of(category, tree) > DEEPEST:
        raise Refused(_("The tree has three levels: sector, group, category. There would be a fourth."))


def refuse_merge(category: "Category", target: "Category", tree: Iterable["Category"]) -> None:
    if target.is_merged:
        raise WrongState(_("The other category was merged meanwhile."))
    if target.pk == category.pk:
        raise Refused(_("A category cannot be merged with itself."))
    if target.path.startswith(f"{category.path}/"):
        raise Refused(_("The other one stands below this one. Move it out first."))
    depth = depth_of(category, tree)
    if depth and target.level + depth > DEEPEST:
        raise Refused(_("What stands below this category finds no place there. Move it elsewhere first."))


def next_position(target: "Category", tree: Iterable["Category"]) -> int:
    return max((row.position + 1 for row in tree if row.parent_id == target.pk), default=0)


# -- doing it -----------------------------------------------------------------------------------------------------


def put_below(category: "Category", target: "Category", tree: Iterable["Category"]) -> None:
    """Its path, and those of everything below it, as its new place has them."""
    rows = [category, *below(category, tree)]
    old, new = category.path, f"{target.path}/{category.slug}"
    for row in rows:
        row.path = new + row.path[len(old) :]
        row.level = row.path.count("/")
    type(category).objects.bulk_update(rows, ["path", "level"])


def hand_over(category: "Category", target: "Category", tree: Iterable["Category"], by: Actor) -> None:
    """Children, products and whatever else names the category, its aliases and what it asks for."""
    rows = list(tree)
    for child in [row for row in rows if row.parent_id == category.pk and not row.is_merged]:
        child.parent_id, child.position = target.pk, next_position(target, rows)
        child.set_by_staff = sorted({*child.set_by_staff, child.PLACE})
        child.save(update_fields=["parent", "position", "set_by_staff"])
        put_below(child, target, rows)
        tell_of_products([child], by)
    reclassify([category.pk], target.pk, by)
    category.aliases.update(category=target)
    target.aliases.create(slug=category.slug)
    has = target.asks.values_list("attribute", flat=True)
    category.asks.exclude(attribute__in=list(has)).update(category=target, position=models.F("position") + 100)


def followers(model: type[models.Model]) -> list[tuple[type[models.Model], str]]:
    """The models that put their rows into a category, with the name of the field."""
    found = [relation for relation in model._meta.related_objects if relation.one_to_many]
    return [
        (relation.related_model, relation.field.name)
        for relation in found
        if relation.related_model._meta.model_name not in OWN
    ]


def reclassify(lost: list[int], kept: int, by: Actor | None) -> int:
    """Set-based: a statement for each model, and an event for each five hundred rows; returns how many went."""
    category = apps.get_model("catalog", "Category")
    moved = 0
    for model, field in followers(category):
        rows = model._base_manager.filter(**{f"{field}__in": lost})
        keys = list(rows.order_by("pk").values_list("pk", flat=True))
        changes: dict[str, Any] = {field: kept}
        if any(one.name == "updated_at" for one in model._meta.fields):
            changes["updated_at"] = timezone.now()  # by which the search index knows a newer state
        if keys:
            rows.update(**changes)
        tell(model, keys, by)
        moved += len(keys)
    return moved


def tell_of_products(categories: list["Category"], by: Actor | None) -> None:
    """Whatever stands in these categories or below is found by other words now."""
    inside = models.Q()
    for one in categories:
        inside |= models.Q(category__path=one.path) | models.Q(category__path__startswith=f"{one.path}/")
    for model, _field in followers(type(categories[0])):
        rows = model._base_manager.filter(inside)
        tell(model, list(rows.order_by("pk").values_list("pk", flat=True)), by)


def tell(model: type[models.Model], keys: list[int], by: Actor | None) -> None:
    for start in range(0, len(keys), BATCH):
        record_many(f"{model._meta.model_name}.reclassified", model, keys[start : start + BATCH], by=by)


@every(minutes=1)
def collect_stragglers() -> None:
    """What was put into a merged category by somebody who still had the old tree before them."""
    category: Any = apps.get_model("catalog", "Category")
    aliases: Any = apps.get_model("catalog", "CategoryAlias")
    merged = dict(category.objects.filter(is_merged=True).values_list("slug", "pk"))
    for slug, kept in aliases.objects.filter(slug__in=list(merged)).values_list("slug", "category"):
        with transaction.atomic():
            reclassify([merged[slug]], kept, None)
