"""Words of offers are found by their three-letter pieces. Only on PostgreSQL, where `pg_trgm` may be installed.

The expressions are those that Django's `icontains` asks for. A database whose owner may not install the (trusted)
extension goes without: the same offers are found, by looking through all of them.
"""

from typing import Any

from django.db import migrations, transaction
from django.db.utils import DatabaseError

INDEXES = {"offer_title_words": "title", "offer_text_words": "text"}


def index(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        try:
            with transaction.atomic(schema_editor.connection.alias):
                cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        except DatabaseError:
            return
        for name, column in INDEXES.items():
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS {name} ON offers_offer USING gin (UPPER({column}::text) gin_trgm_ops)"
            )


def drop(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for name in INDEXES:
            schema_editor.execute(f"DROP INDEX IF EXISTS {name}")


class Migration(migrations.Migration):
    dependencies = [("offers", "0023_board_index")]

    operations = [migrations.RunPython(index, drop)]
