"""What a new database begins with: the work of all migrations up to some day, done at once.

Migrations one by one take minutes, nearly all of it Django drawing the models as they were in between. So `migrate`
on an empty database runs the statements kept here, marks the migrations they stand for as done, and runs only newer
ones. `bin/schema` writes the files from the migrations alone, and compares them with `--check`.

A file stands for its migrations as long as each is still there, unchanged; else the migrations are run, as ever.
"""

import hashlib
import inspect
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

FOLDER = Path(__file__).parent
LISTED = FOLDER / "migrations.txt"
VENDORS = ("postgresql", "sqlite")

Sums = dict[tuple[str, str], str]  # by application and name


def lay(connection: Any) -> bool:
    """Fill an empty database in one transaction. False, with nothing done, where there is no file that holds."""
    done = listed()
    if not (connection.vendor in VENDORS and is_empty(connection) and done and holds(done)):
        return False
    with transaction.atomic(using=connection.alias):
        run(connection, file_for(connection.vendor).read_text("utf-8"))
        rows = MigrationRecorder(connection).migration_qs
        rows.bulk_create([rows.model(app=app, name=name) for app, name in done])
    return True


def run(connection: Any, statements: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(statements)
        else:  # one at a time: executescript() would end the transaction
            for statement in parts(statements):
                cursor.execute(statement)


def parts(statements: str) -> Iterator[str]:
    """SQLite's statements one by one; the semicolons inside triggers and strings end none."""
    statement = ""
    for line in statements.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def is_empty(connection: Any) -> bool:
    return not connection.introspection.table_names()


def holds(done: Sums) -> bool:
    now = sums()
    return all(now.get(key) == value for key, value in done.items())


def sums() -> Sums:
    """A sum over the text of each migration, ours and those of the packages."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return {
        key: hashlib.sha256(Path(inspect.getfile(type(migration))).read_bytes()).hexdigest()[:16]
        for key, migration in sorted(loader.disk_migrations.items())
    }


def listed() -> Sums:
    """The migrations that the files stand for, with their sums of that day."""
    if not LISTED.exists():
        return {}
    lines = (line.split() for line in LISTED.read_text("utf-8").splitlines())
    return {(app, name): value for app, name, value in lines}


def write_list() -> None:
    LISTED.write_text("".join(f"{app} {name} {value}\n" for (app, name), value in sums().items()), "utf-8")


def file_for(vendor: str) -> Path:
    return FOLDER / f"{vendor}.sql"
