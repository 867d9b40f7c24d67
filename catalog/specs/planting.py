"""Plants the attributes from catalog/data/attributes.json, and who asks for them, again after each migrate."""

import json
from pathlib import Path
from typing import Any

from catalog.categories import Category, CategoryAlias
from catalog.specs.models import Attribute, CategoryAttribute

SOURCE = Path(__file__).parent.parent / "data" / "attributes.json"
FIELDS = ("kind", "names", "others", "choices", "parts", "unit", "unit_code", "low", "high")
BLANK: dict[str, Any] = {
    "others": [], "choices": [], "parts": [], "unit": "", "unit_code": "", "low": None, "high": None,
}  # fmt: skip


def plant_attributes(**kwargs: Any) -> None:
    """Create or update the definitions of the file; one that is no longer there stays, with its values."""
    data = json.loads(SOURCE.read_text("utf-8"))
    rows = [
        Attribute(key=one["key"], **{name: one.get(name, BLANK.get(name)) for name in FIELDS})
        for one in data["attributes"]
    ]
    known = {one.key: one for one in Attribute.objects.all()}
    stale = [row for row in rows if row.key not in known or signature(known[row.key]) != signature(row)]
    if stale:
        Attribute.objects.bulk_create(stale, update_conflicts=True, unique_fields=["key"], update_fields=list(FIELDS))
    plant_asked(data["asked"])
    Attribute.forget()


def signature(attribute: Attribute) -> tuple[Any, ...]:
    return tuple(getattr(attribute, name) for name in FIELDS)


def plant_asked(asked: dict[str, list[str]]) -> None:
    """A category that was merged into another leaves what it asks for to that one."""
    categories = dict(Category.objects.values_list("slug", "pk"))
    categories |= dict(CategoryAlias.objects.values_list("slug", "category_id"))
    attributes = dict(Attribute.objects.values_list("key", "pk"))
    wanted: dict[tuple[int, int], int] = {}
    for slug, keys in asked.items():
        for position, key in enumerate(keys):
            if slug in categories:
                wanted.setdefault((categories[slug], attributes[key]), position)
    found = {
        (row[0], row[1]): row[2] for row in CategoryAttribute.objects.values_list("category", "attribute", "position")
    }
    if found == wanted:
        return
    CategoryAttribute.objects.all().delete()
    CategoryAttribute.objects.bulk_create(
        [CategoryAttribute(category_id=pair[0], attribute_id=pair[1], position=place) for pair, place in wanted.items()]
    )
