"""Many new rows at once: by PostgreSQL's COPY, which costs a fifth of an INSERT's work here, else by bulk_create."""

import json
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

from django.db import connection, models
from django.utils import timezone

Convert = Callable[[Any], Any]


def insert(rows: Sequence[models.Model]) -> None:
    """Write new rows of one model and give them their keys. As with bulk_create, no signals are sent.

    Raises IntegrityError, as an INSERT would.
    """
    if not rows:
        return
    model = type(rows[0])
    if connection.vendor == "postgresql":
        copy(model, rows)
    else:
        model._default_manager.bulk_create(rows)


def copy(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    fields = model._meta.concrete_fields
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    now = timezone.now()
    with connection.cursor() as cursor:
        reserve(cursor, model, rows)
        converts = [(place, convert) for place, field in enumerate(fields) if (convert := converter(field, now))]
        values_of = attrgetter(*(field.attname for field in fields))
        with (
            connection.wrap_database_errors,
            cursor.copy(f"COPY {quote(model._meta.db_table)} ({names}) FROM STDIN") as stream,
        ):
            for row in rows:
                values = list(values_of(row))
                for place, convert in converts:
                    values[place] = convert(values[place])
                stream.write_row(values)
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def reserve(cursor: Any, model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Take keys for the rows from the sequence, since COPY does not tell which it gave."""
    key = model._meta.pk
    sequence = (connection.ops.quote_name(model._meta.db_table), key.column, len(rows))
    cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)", sequence)
    for row, (number,) in zip(rows, cursor.fetchall(), strict=True):
        row.pk = number


def converter(field: Any, now: Any) -> Convert | None:
    """What a field's value needs before the database takes it; most need nothing."""
    if isinstance(field, models.JSONField):
        return json.dumps
    if isinstance(field, models.FileField):
        return str
    return (lambda _value: now) if getattr(field, "auto_now", False) else None
