"""Plants the category tree from catalog/data/categories.json into the database, again after each migrate."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from catalog.models import Category

SOURCE = Path(__file__).parent / "data" / "categories.json"


def plant(**kwargs: Any) -> None:
    """Create or update every category of the file; one that is no longer there stays, with its products."""
    rows = list(walk(json.loads(SOURCE.read_text("utf-8"))["categories"]))
    known = {category.slug: category for category in Category.objects.all()}
    if {slug: known[slug].signature for slug in known} == {row.slug: row.signature for row in rows}:
        return
    for level in range(3):
        save_level([row for row in rows if row.level == level], known)
    Category.forget_tree()


def save_level(rows: list[Category], known: dict[str, Category]) -> None:
    """Parents come before children, so that the children find their parents' keys."""
    for row in rows:
        parent_path = row.path.rpartition("/")[0]
        row.parent = known[parent_path.rpartition("/")[2]] if parent_path else None
    Category.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=["parent", "path", "level", "position", "names", "words", "hs"],
    )
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
