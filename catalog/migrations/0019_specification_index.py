"""An index over the typed specifications alone: free lines, which are many, are never filtered by."""

from typing import Any

from django.db import migrations

# As in catalog/specs/filters.py: PostgreSQL uses the index for the same expression only.
TYPED = "jsonb_path_query_array(attributes, '$[*] ? (exists (@.key))')"


def create(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"CREATE INDEX product_typed ON catalog_product USING gin (({TYPED}) jsonb_path_ops)")


def drop(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS product_typed")


class Migration(migrations.Migration):
    dependencies = [("catalog", "0018_category_arrangement")]

    operations = [migrations.RunPython(create, drop)]
