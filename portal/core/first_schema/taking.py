"""Writes down what the migrations have made of a database, as the statements that make it again."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

KEEPERS = "django_migrations"  # its rows are made when the statements are run
UUID = re.compile(r"\b[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}\b")


def statements(connection: Any) -> str:
    """Tables, constraints, triggers and rows, in an order in which they can be made.

    Raises CommandError where PostgreSQL's `pg_dump` is not at hand.
    """
    return postgresql(connection) if connection.vendor == "postgresql" else "".join(sqlite(connection))


def same(one: str, other: str) -> bool:
    """Whether two are alike but for the identifiers that migrations draw by chance."""
    return UUID.sub("", one) == UUID.sub("", other)


def clear(connection: Any) -> None:
    """Take everything out of a database that was made for this alone."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    else:
        connection.close()
        Path(connection.settings_dict["NAME"]).unlink()


def postgresql(connection: Any) -> str:
    told = connection.get_connection_params()
    environment = {**os.environ, "PGPASSWORD": str(told.get("password", ""))}
    where = [f"--{name}={told[key]}" for name, key in (("host", "host"), ("port", "port"), ("username", "user"))]
    command = [pg_dump(), *where, "--no-owner", "--no-privileges", "--no-comments", "--rows-per-insert=100"]
    command += [f"--exclude-table-data={KEEPERS}", str(told["dbname"])]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise CommandError(done.stderr)
    # Not its remarks and blank lines, nor its settings: they would stay with the portal's own connection.
    kept = [line for line in done.stdout.splitlines() if line and not line.startswith(("--", "SET ", "\\"))]
    kept = [line for line in kept if "pg_catalog.set_config('search_path'" not in line]
    return "SET LOCAL check_function_bodies = false;\n" + "\n".join(kept) + "\n"


def pg_dump() -> str:
    """The newest that is installed: it reads older servers, but none newer than itself."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_dump"), key=lambda path: int(path.parts[-3]))
    known = str(found[-1]) if found else shutil.which("pg_dump")
    if not known:
        raise CommandError("pg_dump is not installed; it comes with PostgreSQL's clients.")
    return known


def sqlite(connection: Any) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
            "ORDER BY type != 'table', rowid"
        )
        made = cursor.fetchall()
        texts = [name for _kind, name, _table, sql in made if sql.startswith("CREATE VIRTUAL TABLE")]
        made = [row for row in made if not any(row[1].startswith(f"{text}_") for text in texts)]  # their inner parts
        tables = [(name, sql) for kind, name, _table, sql in made if kind == "table"]
        yield from (f"{sql};\n" for _name, sql in tables)
        for name, _sql in tables:
            if name not in (*texts, KEEPERS):
                yield from rows(cursor, name)
        yield from (f"{sql};\n" for kind, _name, _table, sql in made if kind != "table")
        yield "DELETE FROM sqlite_sequence;\n"
        yield from rows(cursor, "sqlite_sequence", f"WHERE name != '{KEEPERS}'")


def rows(cursor: Any, table: str, condition: str = "") -> list[str]:
    """The table's rows as statements, each value as SQLite itself would quote it."""
    cursor.execute(f'SELECT name FROM pragma_table_info("{table}")')
    names = [f'"{name}"' for (name,) in cursor.fetchall()]
    values = " || ', ' || ".join(f"quote({name})" for name in names)
    cursor.execute(f'SELECT {values} FROM "{table}" {condition} ORDER BY rowid')
    return [f'INSERT INTO "{table}" ({", ".join(names)}) VALUES ({found});\n' for (found,) in cursor.fetchall()]
