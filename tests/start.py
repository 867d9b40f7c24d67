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
            same = {table for table, rows in self.tables.items() if content(cursor, table) == rows}
            for table in filled(cursor):
                if table not in same:
                    cursor.execute(f"DELETE FROM {quote(table)}")
            for table, (names, rows) in self.tables.items():
                if table not in same:
                    fill(cursor, table, names, rows)


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
