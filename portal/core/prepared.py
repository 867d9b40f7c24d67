"""Statements that run with every message of a conversation, put together by Django once instead of each time.

Most of what a small query costs is the work of turning a queryset into SQL: with two dozen of them for a message that
is five times what the database takes for it. What is asked stays where it is defined, in querysets and models; kept is
only the text that came of it, for each database.

The same idea as compiled queries elsewhere (SQLAlchemy's `lambda_stmt`, Entity Framework's compiled queries).
"""

import inspect
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery, UpdateQuery

# Values no real parameter has: where one of them comes out of the compiler, the parameter goes in.
MARKS: dict[type, Callable[[int], Any]] = {
    int: lambda place: 2_147_480_000 + place,  # a column of 32 bits takes it, too
    str: lambda place: f"\x01{place}\x01",
    datetime: lambda place: datetime(1, 1, 1, microsecond=place + 1, tzinfo=UTC),
    uuid.UUID: lambda place: uuid.UUID(int=place),
}


class Prepared:
    """A query of plain values whose SQL is put together at its first use.

    `build` takes parameters of type int, str, datetime or UUID, and gives a queryset of `values_list`. It must compare
    with each parameter itself, and ask nothing that depends on the moment by another way: a time that it puts in by
    itself raises TypeError, because it would stay the same for ever.
    """

    def __init__(self, build: Callable[..., Any]) -> None:
        self.build = build
        self.kinds = {one.name: one.annotation for one in inspect.signature(build).parameters.values()}
        self.made: dict[str, tuple[str, list[tuple[str, Any]], list[Callable[[Any], Any]]]] = {}

    def rows(self, **given: Any) -> list[tuple[Any, ...]]:
        sql, places, reads = self.statement()
        with connection.cursor() as cursor:
            cursor.execute(sql, [adapt(given[name]) if name else literal for name, literal in places])
            found = cursor.fetchall()
        return [tuple(read(value) for read, value in zip(reads, row, strict=True)) for row in found]

    def row(self, **given: Any) -> tuple[Any, ...] | None:
        """The first one; None where there is none."""
        found = self.rows(**given)
        return found[0] if found else None

    def statement(self) -> tuple[str, list[tuple[str, Any]], list[Callable[[Any], Any]]]:
        """The SQL, for each of its places the parameter or the value that goes there, and how columns are read."""
        known = self.made.get(connection.vendor)
        if known is None:
            known = self.made[connection.vendor] = self.put_together()
        return known

    def put_together(self) -> tuple[str, list[tuple[str, Any]], list[Callable[[Any], Any]]]:
        marks = {name: MARKS[kind](place) for place, (name, kind) in enumerate(self.kinds.items())}
        compiler = self.query(self.build(**marks)).get_compiler(connection=connection)
        sql, values = compiler.as_sql()
        names = {adapt(mark): name for name, mark in marks.items()}
        places = [(names.get(value, ""), value) for value in values]
        if any(isinstance(value, datetime) and not name for name, value in places):
            raise TypeError("A time that is no parameter would be that of the first use for ever.")
        columns: list[Any] = [column for column, _sql, _alias in compiler.select or ()]
        return sql, places, [reader(column) for column in columns]

    def query(self, built: Any) -> Any:
        return built.query


class PreparedChange(Prepared):
    """An `update()` of the same kind: `build` gives the rows, and their new values by the names of the fields."""

    build: Callable[..., Any]

    def run(self, **given: Any) -> int:
        """How many rows were changed."""
        sql, places, _reads = self.statement()
        with connection.cursor() as cursor:
            cursor.execute(sql, [adapt(given[name]) if name else literal for name, literal in places])
            return int(cursor.rowcount)

    def query(self, built: Any) -> Any:
        rows, values = built
        query = rows.query.chain(UpdateQuery)
        query.add_update_values(values)
        return query


def adapt(value: Any) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, uuid.UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    return value


def reader(column: Any) -> Callable[[Any], Any]:
    """What Django makes of a value of this column: SQLite, for one, keeps times as text."""
    converters = [*connection.ops.get_db_converters(column), *column.get_db_converters(connection)]

    def read(value: Any) -> Any:
        for convert in converters:
            value = convert(value, column, connection)
        return value

    return read if converters else lambda value: value


INSERTS: dict[tuple[Any, ...], str] = {}
Fields = tuple[str, ...]


def insert(row: Any, unique: Fields = (), update: Fields = ()) -> None:
    """Store a new row as `save(force_insert=True)` does, without signals; its key is set.

    With `unique` a row that is there already with the same values of these fields gets those of `update` instead, and
    `row` no key.
    """
    model, key = type(row), (type(row), unique, update, connection.vendor)
    fields = [one for one in model._meta.local_concrete_fields if one is not model._meta.auto_field]
    values = [one.get_db_prep_save(one.pre_save(row, True), connection) for one in fields]
    if key not in INSERTS:
        INSERTS[key] = insertion(row, fields, unique, update)
    with connection.cursor() as cursor:
        cursor.execute(INSERTS[key], values)
        if not unique:
            row.pk = cursor.fetchone()[0]
    row._state.adding, row._state.db = False, connection.alias


def insertion(row: Any, fields: list[Any], unique: Fields, update: Fields) -> str:
    meta = type(row)._meta
    conflict: dict[str, Any] = {}
    if unique:
        named = [[meta.get_field(name) for name in names] for names in (unique, update)]
        conflict = {"on_conflict": OnConflict.UPDATE, "update_fields": named[1], "unique_fields": named[0]}
    query = InsertQuery(type(row), **conflict)
    query.insert_values(fields, [row])
    compiler: Any = query.get_compiler(connection=connection)
    compiler.returning_fields = None if unique else [meta.pk]
    ((sql, _values),) = compiler.as_sql()
    return str(sql)


def update(row: Any, *names: str) -> None:
    """Store these fields as `save(update_fields=names)` does, without signals."""
    meta, quote = type(row)._meta, connection.ops.quote_name
    fields: list[Any] = [meta.get_field(name) for name in names]
    values = [one.get_db_prep_save(one.pre_save(row, False), connection) for one in fields]
    changes = ", ".join(f"{quote(one.column)} = %s" for one in fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {quote(meta.db_table)} SET {changes} WHERE {quote(meta.pk.column)} = %s", [*values, row.pk]
        )
