"""Puts a backup into an empty place, or in the place of what is there."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from portal.core import relay
from portal.core.backup import databases
from portal.core.backup.databases import counted
from portal.core.backup.manifest import Manifest
from portal.core.backup.taking import roots, uploaded


class CannotRestore(Exception):
    """Nothing was changed, unless the sentence says what; for whoever asked for it."""


def read_checked(folder: Path) -> Manifest:
    """The manifest of a backup that is whole and that this version understands. Raises Damaged or CannotRestore."""
    manifest = Manifest.read(folder)
    manifest.check(folder)
    known = {f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}
    if newer := [name for name in manifest.migrations if name not in known and not is_replaced(name)]:
        raise CannotRestore(
            f"The backup is of another version of the portal: this one does not know {newer[0]}"
            + (f" and {len(newer) - 1} more migrations." if len(newer) > 1 else ".")
        )
    return manifest


def is_replaced(name: str) -> bool:
    """A migration that was squashed: a newer one stands for it."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return any(name in {f"{app}.{one}" for app, one in made.replaces} for made in loader.disk_migrations.values())


def restore(folder: Path, manifest: Manifest, *, replace: bool) -> Path | None:
    """Database and files; gives the folder to which the files of before were moved, None where there were none.

    The database changes as a whole or not at all. Raises CannotRestore.
    """
    check_fits(manifest)
    is_replacing = check_free(replace)
    aside = settings.DATA_DIR / f"replaced-{datetime.now(UTC):%Y%m%dT%H%M%SZ}" if is_replacing else None
    try:
        databases.load(folder / manifest.database, aside)
    except (databases.DatabaseToolFailed, OSError) as problem:
        raise CannotRestore(f"The database could not be restored, and is as it was: {problem}.") from None
    if manifest.has_files:
        put_files(folder, aside)
    check_rows(manifest)
    bring_up_to_date()
    return aside if aside is not None and aside.exists() else None


def check_fits(manifest: Manifest) -> None:
    if manifest.vendor != connection.vendor:
        raise CannotRestore(f"The backup is of {manifest.vendor}, and DATABASE_URL leads to {connection.vendor}.")
    if manifest.has_files and settings.MEDIA_ORIGIN:
        raise CannotRestore(
            "The backup holds uploaded files, and STORAGE_URL keeps them in S3. Restore it without STORAGE_URL, "
            "and copy media/ and private/ of DATA_DIR into the bucket (aws s3 sync)."
        )


def check_free(replace: bool) -> bool:
    """Whether something is replaced. Raises CannotRestore where that was not asked for, or the portal still runs."""
    try:
        has_rows = not databases.is_empty()
        has_files = any(next(uploaded(root), None) for root in roots().values())
        silence = relay.silence_seconds() if has_rows and relay_is_known() else None
    except DatabaseError as problem:
        raise CannotRestore(f"The database cannot be used: {problem}.") from None
    if not (has_rows or has_files):
        return False
    if not replace:
        what = "The database has tables" if has_rows else f"There are files in {settings.DATA_DIR}"
        raise CannotRestore(f"{what} already. Restore into an empty place, or say --replace.")
    if silence is not None and silence < relay.SILENT:
        raise CannotRestore(
            f"A relay was at work {silence:.0f} seconds ago. Stop the portal, wait for a minute, and restore then."
        )
    return True


def relay_is_known() -> bool:
    return "core_timedjob" in connection.introspection.table_names()


def put_files(folder: Path, aside: Path | None) -> None:
    """What was there is moved away, not deleted; folders that are mounted stay where they are."""
    for name, root in roots().items():
        root.mkdir(parents=True, exist_ok=True)
        for old in list(root.iterdir()) if aside is not None else ():
            (aside / name).mkdir(parents=True, exist_ok=True)  # type: ignore[operator]  # it is not None here
            shutil.move(old, aside / name / old.name)  # type: ignore[operator]
        saved = folder / "files" / name
        if saved.is_dir():
            shutil.copytree(saved, root, dirs_exist_ok=True)


def check_rows(manifest: Manifest) -> None:
    with connection.cursor() as cursor:
        found = counted(cursor, list(manifest.tables))
    wrong = [table for table, number in manifest.tables.items() if found[table] != number]
    if wrong:
        raise CannotRestore(f"Restored, but not whole: {', '.join(wrong[:5])} have other numbers of rows than saved.")


def bring_up_to_date() -> None:
    """The migrations that the version of now has beyond the backup's."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)


def end_sessions() -> int:
    """Everybody has to sign in again. How many sessions there were; keys to the API stay."""
    apps.get_model("usersessions.UserSession")._base_manager.all().delete()
    sessions = apps.get_model("sessions.Session")._base_manager.all()
    ended = sessions.count()
    sessions.delete()
    return int(ended)


def missing_files() -> Iterator[str]:
    """Rows that name a file that is not there, as `catalog.ProductImage 12: products/a.jpg`."""
    for model in apps.get_models():
        fields = [field for field in model._meta.concrete_fields if isinstance(field, models.FileField)]
        for field in fields if model._meta.managed and not model._meta.proxy else ():
            yield from missing_of(model, field)


def missing_of(model: Any, field: Any) -> Iterator[str]:
    rows = model._base_manager.exclude(**{field.name: ""}).exclude(**{field.name: None})
    for pk, name in rows.order_by("pk").values_list("pk", field.name).iterator():
        if not field.storage.exists(name):
            yield f"{model._meta.label} {pk}: {name}"
