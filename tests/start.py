"""The rows that a database has when its tests begin, and the way back to them."""

from dataclasses import dataclass
from time import monotonic
from typing import Any

from django.db import connection, transaction
from django.db.models.base import ModelState

from catalog.models import Attribute, Category, CategoryAlias
from catalog.specs.models import Definitions

Table = tuple[list[str], list[tuple[Any, ...]]]  # the names of its columns, and its rows


@dataclass(frozen=True)
class Start:
    """The content of each table that is not empty after the migrations."""

    tables: dict[str, Table]

    @classmethod
    def take(cls) -> "Start":
        with connection.cursor() as cursor:
            return cls({table: content(cursor, table) for table in filled(cursor)})

    def restore(self) -> None:
        """Only what differs, in one transaction: the foreign keys are checked at its end, in any order."""
        with transaction.atomic(), connection.cursor() as cursor:
            leave_keys_unchecked(cursor)
            same = {table for table, rows in self.tables.items() if content(cursor, table) == rows}
            for table in filled(cursor):
                if table not in same:
                    cursor.execute(f"DELETE FROM {quote(table)}")
            for table, (names, rows) in self.tables.items():
                if table not in same:
                    fill(cursor, table, names, rows)


def leave_keys_unchecked(cursor: Any) -> None:
    """Until the transaction ends: the content was whole when it was taken, and dozens of tables point to each company.

    PostgreSQL lets only an administrator of the server do so; for others the way back takes a third of a second.
    """
    if connection.vendor == "postgresql":
        cursor.execute(
            "SELECT set_config('session_replication_role', 'replica', true)"
            " FROM pg_roles WHERE rolname = current_user AND rolsuper"
        )


def content(cursor: Any, table: str) -> Table:
    cursor.execute(f"SELECT * FROM {quote(table)}")
    return [column[0] for column in cursor.description], cursor.fetchall()


def fill(cursor: Any, table: str, names: list[str], rows: list[tuple[Any, ...]]) -> None:
    places = ", ".join(["%s"] * len(names))
    columns = ", ".join(map(quote, names))
    values = [tuple(map(storable, row)) for row in rows]
    cursor.executemany(f"INSERT INTO {quote(table)} ({columns}) VALUES ({places})", values)


def quote(name: str) -> str:
    return connection.ops.quote_name(name)


def filled(cursor: Any) -> list[str]:
    """The tables with at least one row, found by one query."""
    names = [name for name in with_storage(cursor) if name != "django_migrations"]
    cursor.execute(" UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {quote(name)})" for name in names))
    return [name for (name,) in cursor.fetchall()]


def with_storage(cursor: Any) -> list[str]:
    """The tables that may have rows: PostgreSQL plans a question to all 360 longer than the rest of the way back."""
    if connection.vendor == "postgresql":
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
            " AND pg_relation_size(oid) > 0"
        )
        return [name for (name,) in cursor.fetchall()]
    tables = connection.introspection.table_names(cursor)
    return [name for name in tables if "_fts" not in name]  # SQLite keeps the parts of a text index by itself


def storable(value: Any) -> Any:
    """PostgreSQL's driver reads JSON as Python objects, but does not write them as they are."""
    if isinstance(value, dict | list) and connection.vendor == "postgresql":
        from psycopg.types.json import Jsonb

        return Jsonb(value)
    return value


class Known:
    """What every process of the portal knows by heart within a minute of its start: the tree of categories, and what
    they ask of products. Reading it takes a twentieth of a second, which is as long as many a test.
    """

    tree: dict[str, Category] = {}
    definitions: Definitions | None = None


def know_at_the_start() -> None:
    Known.tree, Known.definitions = Category.tree(), Attribute.definitions()


def remember_the_start() -> None:
    """As each test finds the database, with objects of its own. Who changes the tree has it forgotten, as in use."""
    if Known.definitions is None:
        return  # no test has needed a database yet
    now = monotonic()
    Category.remembered = now, {slug: another(one) for slug, one in Known.tree.items()}
    CategoryAlias.remembered = now, {}
    Attribute.remembered = now, Known.definitions


def another(row: Any) -> Any:
    made = type(row).__new__(type(row))
    made.__dict__.update(row.__dict__)
    made._state = ModelState()
    made._state.db, made._state.adding = row._state.db, False
    return made
