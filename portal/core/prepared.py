"""Statements that run with every message of a conversation, put together by Django once instead of each time.

Most of what a small query costs is the work of turning a queryset into SQL: with two dozen of them for a message that
is five times what the database takes for it. What is asked stays where it is defined, in querysets and models; kept is
only the text that came of it, for each database.

The same idea as compiled queries elsewhere (SQLAlchemy's `lambda_stmt`, Entity Framework's compiled queries).
"""

import inspect
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery, UpdateQuery

# Values no real parameter has: where one of them comes out of the compiler, the parameter goes in.
MARKS: dict[type, Callable[[int], Any]] = {
    int: lambda place: 2_147_480_000 + place,  # a column of 32 bits takes it, too
    str: lambda place: f"\x01{place}\x01",
    datetime: lambda place: datetime(1, 1, 1, microsecond=place + 1, tzinfo=UTC),
    uuid.UUID: lambda place: uuid.UUID(int=place),
}
MARKS |= {list[kind]: (lambda place, mark=mark: [mark(place)]) for kind, mark in MARKS.items()}  # type: ignore[valid-type, misc]  # `list[kind]` is made here


@dataclass(frozen=True)
class Asked:
    """A statement with its values, ready to be sent; `reads` make of each column what Django would."""

    sql: str
    values: Sequence[Any] = ()
    reads: Sequence[Callable[[Any], Any]] | None = None


@dataclass(frozen=True)
class Answer:
    """The rows that came back, and how many were found or changed."""

    rows: list[tuple[Any, ...]]
    count: int


NOTHING = Asked("")


def together(*asked: Asked) -> list[Answer]:
    """The answers to several statements, one after the other: to PostgreSQL they go in one message.

    Each sees what those before it have done or waited for, as if it had been sent by itself.
    """
    sent = [one for one in asked if one.sql]
    answers = iter(in_one(sent) if connection.vendor == "postgresql" and len(sent) > 1 else one_by_one(sent))
    return [next(answers) if one.sql else Answer([], 0) for one in asked]


def in_one(asked: list[Asked]) -> list[Answer]:
    answers = []
    with connection.cursor() as cursor:
        cursor.execute("; ".join(one.sql for one in asked), [value for one in asked for value in one.values])
        for place, one in enumerate(asked):
            if place:
                cursor.nextset()
            answers.append(answer_of(cursor, one))
    return answers


def one_by_one(asked: list[Asked]) -> list[Answer]:
    answers = []
    with connection.cursor() as cursor:
        for one in asked:
            cursor.execute(one.sql, list(one.values))
            answers.append(answer_of(cursor, one))
    return answers


def answer_of(cursor: Any, asked: Asked) -> Answer:
    found = cursor.fetchall() if cursor.description is not None else []
    if asked.reads is not None:
        found = [tuple(read(value) for read, value in zip(asked.reads, row, strict=True)) for row in found]
    return Answer(found, int(cursor.rowcount))


class Prepared:
    """A query of plain values whose SQL is put together at its first use.

    `build` takes parameters of type int, str, datetime or UUID, or lists of these for `__in`, and gives a queryset of
    `values_list`. It must compare with each parameter itself, and ask nothing that depends on the moment by another
    way: a time that it puts in by itself raises TypeError, because it would stay the same for ever.
    """

    def __init__(self, build: Callable[..., Any]) -> None:
        self.build = build
        self.kinds = {one.name: one.annotation for one in inspect.signature(build).parameters.values()}
        self.made: dict[str, tuple[list[str], list[tuple[str, Any]], list[Callable[[Any], Any]]]] = {}

    def asked(self, **given: Any) -> Asked:
        """The statement, to be sent with others; an empty list finds nothing, and nothing is sent."""
        pieces, places, reads = self.statement()
        sql, values = [pieces[0]], []
        for piece, (name, literal) in zip(pieces[1:], places, strict=True):
            value = given[name] if name else literal
            several = list(value) if name and isinstance(value, list) else [value]
            if not several:
                return NOTHING
            sql += [", ".join(["%s"] * len(several)), piece]
            values += [adapt(one) for one in several] if name else several
        return Asked("".join(sql), values, reads)

    def rows(self, **given: Any) -> list[tuple[Any, ...]]:
        return together(self.asked(**given))[0].rows

    def row(self, **given: Any) -> tuple[Any, ...] | None:
        """The first one; None where there is none."""
        found = self.rows(**given)
        return found[0] if found else None

    def statement(self) -> tuple[list[str], list[tuple[str, Any]], list[Callable[[Any], Any]]]:
        """The SQL between its places, for each of these the parameter or the value that goes there, and the readers."""
        known = self.made.get(connection.vendor)
        if known is None:
            known = self.made[connection.vendor] = self.put_together()
        return known

    def put_together(self) -> tuple[list[str], list[tuple[str, Any]], list[Callable[[Any], Any]]]:
        marks = {name: MARKS[kind](place) for place, (name, kind) in enumerate(self.kinds.items())}
        compiler = self.query(self.build(**marks)).get_compiler(connection=connection)
        sql, values = compiler.as_sql()
        names = {adapt(mark[0] if isinstance(mark, list) else mark): name for name, mark in marks.items()}
        places = [(names.get(value, ""), value) for value in values]
        if any(isinstance(value, datetime) and not name for name, value in places):
            raise TypeError("A time that is no parameter would be that of the first use for ever.")
        columns: list[Any] = [column for column, _sql, _alias in compiler.select or ()]
        return sql.split("%s"), places, [reader(column) for column in columns]

    def query(self, built: Any) -> Any:
        return built.query


class PreparedChange(Prepared):
    """An `update()` of the same kind: `build` gives the rows, and their new values by the names of the fields."""

    build: Callable[..., Any]

    def run(self, **given: Any) -> int:
        """How many rows were changed."""
        return together(self.asked(**given))[0].count

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
    (answer,) = together(inserting([row], unique, update))
    if not unique:
        inserted([row], answer)


def inserting(rows: Sequence[Any], unique: Fields = (), update: Fields = ()) -> Asked:
    """The statement that stores these rows of one model; with `unique` no two of them have the same values of it."""
    if not rows:
        return NOTHING
    model, key = type(rows[0]), (type(rows[0]), unique, update, connection.vendor)
    fields = [one for one in model._meta.local_concrete_fields if one is not model._meta.auto_field]
    here = connections[DEFAULT_DB_ALIAS]  # asked for once: each look through `connection` costs
    values = [one.get_db_prep_save(one.pre_save(row, True), here) for row in rows for one in fields]
    if key not in INSERTS:
        INSERTS[key] = insertion(rows[0], fields, unique, update)
    one = f"({', '.join(['%s'] * len(fields))})"
    return Asked(INSERTS[key].replace(one, ", ".join([one] * len(rows)), 1), values)


def inserted(rows: Sequence[Any], answer: Answer) -> None:
    """Give the rows the keys that the database has given them, in the order of the statement."""
    for row, (key,) in zip(rows, answer.rows, strict=True):
        row.pk, row._state.adding, row._state.db = key, False, connection.alias


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
    together(updating([row], *names))


def updating(rows: Sequence[Any], *names: str) -> Asked:
    """The statement that stores these fields of rows of one model, each once."""
    if not rows:
        return NOTHING
    meta, quote = type(rows[0])._meta, connection.ops.quote_name
    key, here = quote(meta.pk.column), connections[DEFAULT_DB_ALIAS]
    changes, values = [], []
    for field in (meta.get_field(name) for name in names):
        own = [field.get_db_prep_save(field.pre_save(row, False), here) for row in rows]
        is_same = all(value == own[0] for value in own)
        cases = "%s" if is_same else f"CASE {key} {'WHEN %s THEN %s ' * len(rows)}END"
        changes.append(f"{quote(field.column)} = {cases}")
        values += own[:1] if is_same else [one for row, value in zip(rows, own, strict=True) for one in (row.pk, value)]
    which = ", ".join(["%s"] * len(rows))
    sql = f"UPDATE {quote(meta.db_table)} SET {', '.join(changes)} WHERE {key} IN ({which})"
    return Asked(sql, [*values, *(row.pk for row in rows)])
