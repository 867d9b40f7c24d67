"""Backup and restore as an operator runs them, on SQLite and PostgreSQL: what comes back is what was saved."""

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from portal.core.backup import restoring, taking
from portal.core.backup.manifest import Damaged, Manifest, listed, sum_of
from portal.core.backup.taking import forget_old
from tests import database
from tests.core.ready import Ready
from tests.processes import address_of

VENDORS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("postgresql"))]
ALONE = {"ELASTICSEARCH_URL": "", "REDIS_URL": ""}
FILL = """
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from companies.models import CompanyPhoto
from portal.core.events import record
from portal.core.private import private_files
from django.core.files.storage import default_storage
from tests.cast import make_company, make_person, make_product
company = make_company("Hanbit Bearings")
seller = make_person("seller@hanbit.example", company)
for number in range(20):
    record("product.published", make_product(company, f"A-{number}", f"Ball bearing {number}"))
default_storage.save("products/bearing.jpg", ContentFile(b"public " * 1000))
private_files().save("papers/register.pdf", ContentFile(b"private " * 1000))
private_files().save("printing/half-made.typ", ContentFile(b"in the making"))
"""


@dataclass
class Installation:
    """A portal with a database and files of its own."""

    folder: Path
    database: str
    ready: Callable[[], Ready]

    @property
    def environment(self) -> dict[str, str]:
        return {"DATABASE_URL": self.database, "DATA_DIR": str(self.folder), **ALONE}

    def script(self, *command: str) -> "subprocess.CompletedProcess[str]":
        """As an operator does, from nothing: seconds go by until Django is there."""
        return subprocess.run(
            command,
            check=False,
            capture_output=True,
            text=True,
            cwd=settings.BASE_DIR,
            env={**os.environ, **self.environment},
        )

    def try_to(self, *words: str) -> "subprocess.CompletedProcess[str]":
        return self.ready().manage(self.environment, *words)

    def manage(self, *words: str) -> str:
        done = self.try_to(*words)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def backup(self, into: Path, *words: str) -> Path:
        return Path(self.manage("backup", str(into), *words).partition(": ")[0])

    def restore(self, backup: Path, *words: str) -> "subprocess.CompletedProcess[str]":
        return self.try_to("restore", str(backup), *words)

    def execute(self, statement: str) -> None:
        if self.database.startswith("sqlite"):
            with closing(sqlite3.connect(self.path)) as line, line:
                line.execute(statement)
        else:
            with psycopg.connect(self.database, autocommit=True) as line:
                line.execute(statement)  # type: ignore[arg-type]

    @property
    def path(self) -> str:
        return self.database.removeprefix("sqlite:///")

    @property
    def rows(self) -> dict[str, list[str]]:
        """Every row of every table, in words."""
        if self.database.startswith("sqlite"):
            with closing(sqlite3.connect(self.path)) as line:
                names = [name for (name,) in line.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
                return {name: sorted(map(repr, line.execute(f'SELECT * FROM "{name}"'))) for name in names}
        with psycopg.connect(self.database) as line:
            found = line.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
            return {name: sorted(map(repr, line.execute(f'SELECT * FROM "{name}"'))) for (name,) in found}  # type: ignore[arg-type]

    @property
    def files(self) -> dict[str, str]:
        return {
            f"{name}/{path.relative_to(self.folder / name)}": sum_of(path)
            for name in ("media", "private")
            for path in (self.folder / name).rglob("*")
            if path.is_file()
        }


class Places:
    """Makes empty installations, and takes their databases away at the end."""

    def __init__(self, folder: Path, vendor: str) -> None:
        self.folder, self.vendor = folder, vendor
        self.databases: list[str] = []
        self.loaded: Ready | None = None

    def new(self, name: str, template: str = "") -> Installation:
        database = self.on_sqlite(name, template) if self.vendor == "sqlite" else self.on_postgresql(name, template)
        return Installation(self.folder / name, database, self.ready)

    def ready(self) -> Ready:
        """Django, loaded for an installation that nobody has made."""
        if self.loaded is None:
            nobodys = {"DATABASE_URL": self.address_of("nobodys"), "DATA_DIR": str(self.folder / "nobodys")}
            self.loaded = Ready({**os.environ, **ALONE, **nobodys})
        return self.loaded

    def address_of(self, name: str) -> str:
        if self.vendor == "sqlite":
            return f"sqlite:///{self.folder / name / 'jangteo.sqlite3'}"
        return address_of({**settings.DATABASES["default"], "NAME": name}, "postgresql")

    def on_sqlite(self, name: str, template: str) -> str:
        if template:
            (self.folder / name).mkdir()
            shutil.copyfile(template, self.folder / name / "jangteo.sqlite3")
        return self.address_of(name)

    def on_postgresql(self, name: str, template: str) -> str:
        named = f"backup_{name}_{os.getpid()}"
        self.on_server(f'CREATE DATABASE "{named}"' + (f' TEMPLATE "{template}"' if template else ""))
        self.databases.append(named)
        return self.address_of(named)

    @property
    def template(self) -> str:
        """The migrated database that the tests' own are copies of."""
        name = database.PREFIX + database.sum_of_migrations()
        if self.vendor == "sqlite":
            return str(database.in_folder(Path(settings.BASE_DIR) / "var" / "tests", f"{name}.sqlite3"))
        return database.on_server(connection, name)

    def on_server(self, statement: str) -> None:
        with psycopg.connect(self.address_of("postgres"), autocommit=True) as line:
            line.execute(statement)  # type: ignore[arg-type]

    def clear(self) -> None:
        if self.loaded:
            self.loaded.end()
        for named in self.databases:
            self.on_server(f'DROP DATABASE IF EXISTS "{named}" WITH (FORCE)')


@pytest.fixture(scope="module", params=VENDORS)
def places(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    made = Places(tmp_path_factory.mktemp(f"backup-{request.param}"), request.param)
    yield made
    made.clear()


@pytest.fixture(scope="module")
def source(places: Places, django_db_blocker: Any) -> Installation:
    with django_db_blocker.unblock():
        made = places.new("source", places.template)
    made.manage("migrate", "--verbosity", "0")  # what follows migrating: categories, permissions, the home page
    made.manage("shell", "-c", FILL)
    return made


@pytest.fixture(scope="module")
def backup(source: Installation, places: Places) -> Path:
    done = source.script("bin/backup", str(places.folder / "backups"))
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.partition(": ")[0])


def test_what_was_saved_comes_back_elsewhere(source: Installation, backup: Path, places: Places) -> None:
    saved = source.rows
    copy = places.new("copy")
    done = copy.script("bin/restore", str(backup))
    assert done.returncode == 0, done.stderr
    assert "indexed" in done.stdout and "Start the portal" in done.stdout
    assert copy.rows == saved
    assert len(copy.files) == 2
    assert copy.files == {path: digest for path, digest in source.files.items() if "printing" not in path}
    assert "index and database agree" in copy.manage("search_check")
    assert "[ ]" not in copy.manage("showmigrations")


def test_a_place_that_is_not_empty_is_left_alone_unless_that_is_asked_for(
    source: Installation, backup: Path, places: Places
) -> None:
    other = places.new("other")
    (other.folder / "media").mkdir(parents=True)
    (other.folder / "media" / "mine.jpg").write_bytes(b"mine")
    other.execute("CREATE TABLE of_a_newer_version (id integer)")
    before = other.rows, other.files
    done = other.restore(backup)
    assert done.returncode == 1
    assert "--replace" in done.stderr
    assert (other.rows, other.files) == before
    done = other.restore(backup, "--replace", "--end-sessions")
    assert done.returncode == 0, done.stderr
    assert "1 sessions were ended" in done.stdout
    wanted = {**source.rows, "django_session": []}
    assert other.rows == wanted
    assert "media/mine.jpg" not in other.files
    assert [path.read_bytes() for path in other.folder.glob("replaced-*/media/mine.jpg")] == [b"mine"]
    again = other.backup(places.folder / "second")
    assert other.restore(again, "--check").returncode == 0
    assert places.new("third").restore(again).returncode == 0


def test_where_a_relay_is_at_work_nothing_is_replaced(source: Installation, backup: Path) -> None:
    source.manage("relay", "--once")
    before = source.rows
    done = source.restore(backup, "--replace")
    assert done.returncode == 1
    assert "Stop the portal" in done.stderr
    assert source.rows == before


def test_a_damaged_backup_is_refused_in_words(backup: Path, places: Places, tmp_path: Path) -> None:
    place, folder = places.new("refusing"), tmp_path / "damaged"
    shutil.copytree(backup, folder)
    flip(folder / Manifest.read(folder).database)
    done = place.restore(folder)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "The backup is damaged: database." in done.stderr and "another content" in done.stderr
    assert place.restore(backup, "--check").returncode == 0
    assert place.restore(backup).returncode == 0  # the place is still empty


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda folder: flip(folder / "database.dump"), "another content"),
        (lambda folder: (folder / "database.dump").write_bytes(b"short"), "has 5 bytes and had 400"),
        (lambda folder: (folder / "files/media/a.jpg").unlink(), "a.jpg is missing"),
        (lambda folder: (folder / "files/media/b.jpg").write_bytes(b"x"), "b.jpg does not belong to it"),
        (lambda folder: (folder / "manifest.json").unlink(), "is no backup"),
        (lambda folder: edit(folder, tables={"offers_offer": 1}), "was changed"),
        (lambda folder: edit(folder, format=2), "format 2"),
        (lambda folder: signed(folder, migrations=["catalog.0001_initial", "catalog.9999_tomorrow"]), "9999_tomorrow"),
    ],
)
def test_each_damage_has_its_words(damage: Callable[[Path], None], words: str, tmp_path: Path) -> None:
    (tmp_path / "files/media").mkdir(parents=True)
    (tmp_path / "files/media/a.jpg").write_bytes(b"picture")
    (tmp_path / "database.dump").write_bytes(b"rows" * 100)
    made_at, migrations = "2026-01-01T00:00:00+00:00", ["catalog.0001_initial"]
    manifest = Manifest(made_at, "1", "sqlite", migrations, {}, "database.dump", True, listed(tmp_path))
    manifest.write(tmp_path)
    assert restoring.read_checked(tmp_path) == manifest
    damage(tmp_path)
    with pytest.raises((Damaged, restoring.CannotRestore), match=words):
        restoring.read_checked(tmp_path)


def test_another_kind_of_database_is_refused(tmp_path: Path) -> None:
    manifest = Manifest("2026-01-01T00:00:00+00:00", "1", "oracle", [], {}, "database.dump", True)
    with pytest.raises(restoring.CannotRestore, match="of oracle"):
        restoring.check_fits(manifest)


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def edit(folder: Path, **other: object) -> None:
    path = folder / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **other}))


def signed(folder: Path, **other: object) -> None:
    """As a version that is not ours would have written it."""
    manifest = Manifest.read(folder)
    for name, value in other.items():
        setattr(manifest, name, value)
    manifest.write(folder)


def test_a_backup_that_fails_leaves_nothing_that_looks_like_one(places: Places) -> None:
    nowhere = places.new("nowhere")
    broken = replace(nowhere, database=nowhere.database.replace("source", "absent") + "-absent")
    into = places.folder / "failed"
    done = broken.script("bin/backup", str(into))
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert list(into.iterdir()) == []


def made(folder: Path, name: str) -> Path:
    (folder / name).mkdir(parents=True)
    (folder / name / "manifest.json").write_text("{}")
    return folder / name


def test_only_complete_backups_are_counted_and_the_newest_are_kept(tmp_path: Path) -> None:
    old, new = made(tmp_path, "jangteo-20260101T000000Z"), made(tmp_path, "jangteo-20260102T000000Z")
    (tmp_path / "jangteo-20250101T000000Z").mkdir()
    made(tmp_path, "holiday-pictures")
    assert forget_old(tmp_path, 2) == []
    assert forget_old(tmp_path, 1) == [old]
    assert (
        new.exists() and (tmp_path / "holiday-pictures").exists() and (tmp_path / "jangteo-20250101T000000Z").exists()
    )


def test_nothing_is_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stopped(taking.datetime):
        @classmethod
        def now(cls, zone=None):  # type: ignore[no-untyped-def,override]
            return cls(2026, 1, 1, tzinfo=zone)

    monkeypatch.setattr(taking, "datetime", Stopped)
    there = made(tmp_path, "jangteo-20260101T000000Z")
    with pytest.raises(taking.CannotBackUp, match="is there already"):
        taking.take(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [there.name]


def test_half_a_manifest_is_none(tmp_path: Path) -> None:
    (tmp_path / "database.dump").write_bytes(b"rows")
    manifest = Manifest("2026-01-01T00:00:00+00:00", "1", "sqlite", [], {}, "database.dump", True, listed(tmp_path))
    manifest.write(tmp_path)
    Manifest.read(tmp_path).check(tmp_path)
    path = tmp_path / "manifest.json"
    path.write_text(path.read_text()[:-20])
    with pytest.raises(Damaged, match="cannot be read"):
        Manifest.read(tmp_path)


def test_files_that_come_while_the_database_is_saved_are_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    media = tmp_path / "media"
    media.mkdir()
    (media / "early.jpg").write_bytes(b"early")

    def save(folder: Path) -> tuple[str, dict[str, int], list[str]]:
        (folder / "database.dump").write_bytes(b"rows")
        (media / "meanwhile.jpg").write_bytes(b"meanwhile")
        return "database.dump", {}, []

    monkeypatch.setattr(taking.databases, "save", save)
    monkeypatch.setattr(taking, "roots", lambda: {"media": media})
    folder, manifest = taking.take(tmp_path / "backups")
    assert {"files/media/early.jpg", "files/media/meanwhile.jpg"} < set(manifest.contents)
    manifest.check(folder)
