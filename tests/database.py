"""The migrated database that every test process begins with a copy of.

It is made once (portal/core/first_schema), as a template named by a sum of all migration files: beside the test
databases on the PostgreSQL server, or a file in var/ for SQLite. It stays there between runs. A migration that is
added, changed or taken away makes another sum, and so another template.

What follows each `migrate` (content types, permissions, categories, the home page) depends on more than the
migrations. It is not in the template: pytest-django still runs `migrate` on each copy, which then does only that.

`python -m tests.database` migrates the database of DATABASE_URL into such a template; it is called from here.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from portal.core import first_schema
from tests.processes import address_of

PREFIX = "jangteo_template_"
FOLDER = Path(__file__).resolve().parent.parent / "var" / "tests"  # for SQLite
KEPT = 8  # other branches and clones may use the same server


def provide(connection: Any, folder: Path = FOLDER) -> None:
    """Let the test database of this connection be made as a copy of the template, which is built if it is missing."""
    if connection.vendor == "postgresql":
        # A test fills empty tables within one transaction. Plans of foreign-key checks that were made when they were
        # empty, and kept, would read the whole table for each of 100,000 rows.
        connection.settings_dict["OPTIONS"]["options"] = "-c plan_cache_mode=force_custom_plan"
        connection.settings_dict["TEST"]["TEMPLATE"] = on_server(connection, PREFIX + sum_of_migrations())
    else:
        template = in_folder(folder, f"{PREFIX}{sum_of_migrations()}.sqlite3")
        shutil.copyfile(template, connection.settings_dict["TEST"]["NAME"])


def template(connection: Any) -> str:
    """The one that `provide` has found or made for this connection."""
    if connection.vendor == "postgresql":
        return str(connection.settings_dict["TEST"]["TEMPLATE"])
    return str(in_folder(FOLDER, f"{PREFIX}{sum_of_migrations()}.sqlite3"))


def copy(connection: Any, source: str, name: str) -> None:
    """Make `name` a copy of a database that nobody is connected to."""
    if connection.vendor == "sqlite":
        shutil.copyfile(source, name)
        return
    drop(connection, name)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')


def drop(connection: Any, name: str) -> None:
    if connection.vendor == "sqlite":
        Path(name).unlink(missing_ok=True)
        return
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def sum_of_migrations() -> str:
    """Over the text of all migration files, ours and those of the packages."""
    return hashlib.sha256(repr(first_schema.sums()).encode()).hexdigest()[:16]


def on_server(connection: Any, name: str) -> str:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone():
            return name  # no need to wait until somebody has built another
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [PREFIX])  # given back with the connection
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY oid DESC", [PREFIX])
        unfinished = f"{PREFIX}unfinished"
        there = [row[0] for row in cursor.fetchall() if row[0] != unfinished]
        if name in there:
            return name
        for old in (unfinished, *there[KEPT:]):
            cursor.execute(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{unfinished}"')
        migrate(address_of({**connection.settings_dict, "NAME": unfinished}, connection.vendor))
        cursor.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{name}"')
    return name


def in_folder(folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder / "lock"):
        if not (folder / name).exists():
            unfinished = folder / "unfinished.sqlite3"
            for old in (*sorted(folder.glob(f"{PREFIX}*"), key=os.path.getmtime)[:-KEPT], unfinished):
                old.unlink(missing_ok=True)
            migrate(address_of({"NAME": unfinished}, "sqlite"))
            unfinished.rename(folder / name)
    return folder / name


@contextmanager
def locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def migrate(address: str) -> None:
    """In a process of its own: this one's settings and connections name another database."""
    root = Path(__file__).resolve().parent.parent
    command = [sys.executable, "-m", "tests.database"]
    subprocess.run(command, check=True, cwd=root, env={**os.environ, "DATABASE_URL": address})


def main() -> None:
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    with patch("django.core.management.commands.migrate.emit_post_migrate_signal"):
        call_command("migrate", interactive=False, verbosity=0)


if __name__ == "__main__":
    main()
