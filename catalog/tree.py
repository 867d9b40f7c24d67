"""Plants the category tree from catalog/data/categories.json into the database, again after each migrate."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from catalog.categories import Category, CategoryAlias
from catalog.specs.planting import plant_attributes

SOURCE = Path(__file__).parent / "data" / "categories.json"
FIELDS = ["parent", "path", "level", "position", "names", "words", "hs"]
DEEPEST = 2  # the level of leaves


def plant(**kwargs: Any) -> None:
    """Create or update every category of the file; one that is no longer there stays, with its products.

    What staff moved, renamed or merged stays as they left it: the file says only what nobody has decided otherwise.
    """
    known = {category.slug: category for category in Category.objects.all()}
    rows = arranged(list(walk(json.loads(SOURCE.read_text("utf-8"))["categories"])), known, aliases())
    if any(row.slug not in known or known[row.slug].signature != row.signature for row in rows):
        for level in range(DEEPEST + 1):
            save_level([row for row in rows if row.level == level], known)
        Category.forget_tree()
    plant_attributes()


def aliases() -> dict[str, str]:
    return dict(CategoryAlias.objects.values_list("slug", "category__slug"))


def arranged(rows: list[Category], known: dict[str, Category], elsewhere: dict[str, str]) -> list[Category]:
    """The rows of the file in the places and with the names that staff gave them; without those that were merged."""
    slug_of = {category.pk: category.slug for category in known.values()}
    above: dict[str, str] = {}
    for row in rows:
        parent = row.path.rpartition("/")[0].rpartition("/")[2]
        kept = known.get(row.slug)
        if kept and Category.PLACE in kept.set_by_staff:
            parent, row.position = slug_of.get(kept.parent_id or 0, ""), kept.position
        if kept and Category.NAMES in kept.set_by_staff:
            row.names = kept.names
        above[row.slug] = elsewhere.get(parent, parent)
    staying = [row for row in rows if row.slug not in elsewhere]
    for row in staying:
        row.path = path_of(row.slug, above, known)
        row.level = row.path.count("/")
    return sorted(staying, key=lambda row: row.level)


def path_of(slug: str, above: dict[str, str], known: dict[str, Category]) -> str:
    """Down from the sector; what would come to lie below a leaf is put beside it."""
    parent = above.get(slug, "")
    if not parent:
        return slug
    path = path_of(parent, above, known) if parent in above else known[parent].path
    if path.count("/") >= DEEPEST:
        path = path.rpartition("/")[0]
    return f"{path}/{slug}"


def save_level(rows: list[Category], known: dict[str, Category]) -> None:
    """Parents come before children, so that the children find their parents' keys."""
    for row in rows:
        parent_path = row.path.rpartition("/")[0]
        row.parent = known[parent_path.rpartition("/")[2]] if parent_path else None
    Category.objects.bulk_create(rows, update_conflicts=True, unique_fields=["slug"], update_fields=FIELDS)
    known.update({category.slug: category for category in Category.objects.filter(slug__in=[row.slug for row in rows])})


def walk(nodes: list[dict[str, Any]], above: str = "") -> Iterator[Category]:
    for position, node in enumerate(nodes):
        path = f"{above}/{node['slug']}" if above else node["slug"]
        yield Category(
            slug=node["slug"],
            path=path,
            level=path.count("/"),
            position=position,
            names=node["names"],
            words=node.get("words", []),
            hs=node.get("hs", []),
        )
        yield from walk(node.get("children", []), path)
