"""The database into a file and back: PostgreSQL by its own tools, SQLite by its backup interface, both while in use."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connection, transaction

FILES = {"postgresql": "database.dump", "sqlite": "database.sqlite3"}
# As a new database has it: the owner of the database owns the schema, and everybody may look names up in it.
ANEW = (
    "DROP SCHEMA public CASCADE; CREATE SCHEMA public; ALTER SCHEMA public OWNER TO pg_database_owner; "
    "GRANT USAGE ON SCHEMA public TO PUBLIC"
)


class DatabaseToolFailed(Exception):
    """What PostgreSQL's tools or SQLite said when they could not do it."""


def save(folder: Path) -> tuple[str, dict[str, int], list[str]]:
    """Writes the database of one moment below `folder`: the file's name, the rows of each table, its migrations."""
    path = folder / FILES[connection.vendor]
    if connection.vendor == "postgresql":
        return path.name, *save_postgresql(path)
    return path.name, *save_sqlite(path)


def save_postgresql(path: Path) -> tuple[dict[str, int], list[str]]:
    """The rows are counted in the very snapshot that pg_dump reads."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        options = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={path}"]
        run([tool("pg_dump"), *options, *address()])
        return counted(cursor, connection.introspection.table_names(cursor)), migrations(cursor)


def save_sqlite(path: Path) -> tuple[dict[str, int], list[str]]:
    source = Path(connection.settings_dict["NAME"])
    if not source.exists():
        raise DatabaseToolFailed(f"there is no database at {source}")
    with (
        closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)) as there,
        closing(sqlite3.connect(path)) as here,
    ):
        there.backup(here)
        here.execute("PRAGMA journal_mode=DELETE")  # one file that needs no other beside it
        here.execute("PRAGMA ignore_check_constraints=ON")  # some of them call functions that only Django gives SQLite
        if (said := here.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
            raise DatabaseToolFailed(f"SQLite finds the database damaged: {said}")
        cursor = here.cursor()
        names = [name for (name,) in cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return counted(cursor, [name for name in names if not name.startswith("sqlite_")]), migrations(cursor)


def counted(cursor: Any, tables: Sequence[str]) -> dict[str, int]:
    found = {}
    for table in sorted(tables):
        cursor.execute(f"SELECT count(*) FROM {quote(table)}")
        found[table] = cursor.fetchone()[0]
    return found


def migrations(cursor: Any) -> list[str]:
    cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
    return [f"{app}.{name}" for app, name in cursor.fetchall()]


def is_empty() -> bool:
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return True
    return not connection.introspection.table_names()


def load(path: Path, aside: Path | None) -> None:
    """Puts the saved database in the place of what is there: all of it or, when something fails, nothing.

    `aside` is where the file of an embedded database that is replaced goes; None where the place is empty.
    """
    connection.close()
    if connection.vendor == "postgresql":
        load_postgresql(path, is_replacing=aside is not None)
    else:
        load_sqlite(path, aside)
    connection.close()


def load_postgresql(path: Path, is_replacing: bool) -> None:
    """In one transaction."""
    before = ["-c", ANEW] if is_replacing else []
    psql = [tool("psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1", "--single-transaction", *before, "-f", "-", *address()]
    script = [tool("pg_restore"), "--no-owner", "--no-privileges", "--exit-on-error", "-f", "-", str(path)]
    try:
        with subprocess.Popen(script, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as reading:
            done = subprocess.run(psql, stdin=reading.stdout, capture_output=True, text=True, check=False, env=login())
            said = reading.communicate()[1].decode(errors="replace")
    except OSError as problem:
        raise DatabaseToolFailed(str(problem)) from None
    if reading.returncode or done.returncode:
        raise DatabaseToolFailed(last_words(said if reading.returncode > 0 else done.stderr))


def load_sqlite(path: Path, aside: Path | None) -> None:
    target = Path(connection.settings_dict["NAME"])
    target.parent.mkdir(parents=True, exist_ok=True)
    coming = target.with_name(f"{target.name}.restored")
    shutil.copyfile(path, coming)
    for part in (target, *(target.with_name(f"{target.name}{end}") for end in ("-wal", "-shm"))):
        if part.exists():
            if aside is None:
                part.unlink()  # an empty database, as a look at it leaves it behind
            else:
                aside.mkdir(parents=True, exist_ok=True)
                shutil.move(part, aside / part.name)
    coming.replace(target)


# -- PostgreSQL's tools -----------------------------------------------------------------------------------------


def tool(name: str) -> str:
    """The newest at hand, which reads older servers, too; Debian keeps those of each version in a folder of its own."""
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    found = str(kept[-1]) if kept else shutil.which(name)
    if not found:
        raise DatabaseToolFailed(f"{name} was not found: install PostgreSQL's client (Debian: postgresql-client)")
    return found


def address() -> list[str]:
    """Host, port, user and database, as all its tools take them; the password goes by the environment."""
    return list(connection.client.settings_to_cmd_args_env(connection.settings_dict, [])[0][1:])


def login() -> dict[str, str]:
    return {**os.environ, **(connection.client.settings_to_cmd_args_env(connection.settings_dict, [])[1] or {})}


def run(command: Sequence[str]) -> None:
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True, env=login())
    except OSError as problem:
        raise DatabaseToolFailed(str(problem)) from None
    if done.returncode:
        raise DatabaseToolFailed(last_words(done.stderr))


def last_words(said: str) -> str:
    lines = [line for line in said.strip().splitlines() if line.strip()]
    return " / ".join(lines[-3:])[:600] or "it said nothing"


def quote(name: str) -> str:
    return connection.ops.quote_name(name)
