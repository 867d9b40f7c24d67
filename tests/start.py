"""The rows that a database has when its tests begin, and the way back to them."""

from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction


@dataclass(frozen=True)
class Start:
    """`rows` of each table that is not empty after the migrations."""

    rows: dict[str, tuple[list[str], list[tuple[Any, ...]]]]

    @classmethod
    def take(cls) -> "Start":
        rows = {}
        with connection.cursor() as cursor:
            for table in filled(cursor):
                cursor.execute(f"SELECT * FROM {quote(table)}")
                names = [column[0] for column in cursor.description]
                rows[table] = names, [tuple(map(storable, row)) for row in cursor.fetchall()]
        return cls(rows)

    def restore(self) -> None:
        """Empty and fill again in one transaction: the foreign keys are checked only at its end, in any order."""
        with transaction.atomic(), connection.cursor() as cursor:
            for table in filled(cursor):
                cursor.execute(f"DELETE FROM {quote(table)}")
            for table, (names, rows) in self.rows.items():
                places = ", ".join(["%s"] * len(names))
                columns = ", ".join(map(quote, names))
                cursor.executemany(f"INSERT INTO {quote(table)} ({columns}) VALUES ({places})", rows)


def quote(name: str) -> str:
    return connection.ops.quote_name(name)


def filled(cursor: Any) -> list[str]:
    """The tables with at least one row, found by one query."""
    tables = [name for name in connection.introspection.table_names(cursor) if name != "django_migrations"]
    tables = [name for name in tables if "_fts" not in name]  # SQLite keeps the parts of a text index by itself
    cursor.execute(" UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {quote(name)})" for name in tables))
    return [name for (name,) in cursor.fetchall()]


def storable(value: Any) -> Any:
    """PostgreSQL's driver reads JSON as Python objects, but does not write them as they are."""
    if isinstance(value, dict | list) and connection.vendor == "postgresql":
        from psycopg.types.json import Jsonb

        return Jsonb(value)
    return value
