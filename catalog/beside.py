"""Rows of other tables read in a product's own query, as JSON, so that its page does not ask once for each table."""

import json
from typing import Any

from django.db.models import Aggregate, CharField, F, JSONField, Model, OuterRef, Subquery
from django.db.models.functions import Cast, JSONObject

from catalog.models import Product, ProductCertificate, ProductDocument, Variant

PARTS: dict[str, type[Model]] = {
    "variants": Variant,
    "documents": ProductDocument,
    "certificates": ProductCertificate,
}


class JsonList(Aggregate):
    """All the values of a group as one JSON list."""

    function = "JSONB_AGG"
    output_field = JSONField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return super().as_sql(compiler, connection, function="JSON_GROUP_ARRAY", **context)


def beside() -> dict[str, Subquery]:
    """Annotations for a query of products; `spread` makes rows of them."""
    return {f"beside_{name}": Subquery(listed(model)) for name, model in PARTS.items()}


def listed(model: type[Model]) -> Any:
    """Figures go as text: JSON's numbers would not keep them."""
    columns = {field.attname: text_or_own(field) for field in model._meta.concrete_fields}
    rows = model._default_manager.filter(product=OuterRef("pk")).order_by().values("product")
    return rows.annotate(rows=JsonList(JSONObject(**columns))).values("rows")


def text_or_own(field: Any) -> Any:
    kind = field.get_internal_type()
    return Cast(F(field.attname), CharField()) if kind == "DecimalField" else F(field.attname)


def spread(product: Product) -> None:
    """Let `product.variants`, `.documents` and `.certificates` be what its query brought."""
    cache = product.__dict__.setdefault("_prefetched_objects_cache", {})
    for name, model in PARTS.items():
        found = product.__dict__.pop(f"beside_{name}", None) or []
        rows = [row_of(model, one, product) for one in (json.loads(found) if isinstance(found, str) else found)]
        rows.sort(key=lambda row: (row.position, row.pk))
        known = getattr(product, name).get_queryset()
        known._result_cache, known._prefetch_done = rows, True
        cache[name] = known


def row_of(model: type[Model], values: dict[str, Any], product: Product) -> Any:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    said = {
        name: json.loads(value) if name == "axis_values" and isinstance(value, str) else value
        for name, value in values.items()
    }
    # A text that casting made of a figure, a day or a moment becomes what its field holds.
    row: Any = model.from_db("default", list(fields), [fields[name].to_python(said[name]) for name in fields])
    row.product = product
    return row
