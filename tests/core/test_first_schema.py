"""A new database begins with the schema at hand; `bin/schema --check` compares that with what the migrations make."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from portal.core import first_schema
from portal.core.first_schema import taking


@pytest.fixture
def empty(settings: Any, tmp_path: Path, django_db_blocker: Any) -> Any:
    """A second database, without a table."""
    told = {**connections.settings["default"], "ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "new")}
    wrapper = DatabaseWrapper({**told, "OPTIONS": {}}, "new")
    with django_db_blocker.unblock():
        connections["new"] = wrapper
        yield wrapper
        wrapper.close()
        del connections["new"]


def test_the_files_stand_for_migrations_that_are_there_unchanged() -> None:
    known, now = first_schema.listed(), first_schema.sums()
    assert len(known) > 300
    assert {key: now.get(key) for key in known} == known, "a migration was changed: run bin/schema"


def test_an_empty_database_gets_all_tables_and_the_marks_of_their_migrations(empty: Any) -> None:
    assert first_schema.lay(empty)
    with empty.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_migrations")
        assert cursor.fetchone() == (len(first_schema.listed()),)
        cursor.execute("PRAGMA foreign_key_check")
        assert cursor.fetchall() == []
    assert {"companies_company", "wagtailcore_page"} <= set(empty.introspection.table_names())
    written = first_schema.file_for("sqlite").read_text("utf-8")
    assert taking.statements(empty) == written  # nothing is lost on the way there and back


def test_a_database_with_a_table_is_left_alone(empty: Any) -> None:
    with empty.cursor() as cursor:
        cursor.execute("CREATE TABLE somebodys (id integer)")
    assert not first_schema.lay(empty)
    assert empty.introspection.table_names() == ["somebodys"]


def test_what_no_longer_holds_is_not_used(empty: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    listed = tmp_path / "migrations.txt"
    listed.write_text(first_schema.LISTED.read_text().replace("companies 0001_initial ", "companies 0001_initial x"))
    monkeypatch.setattr(first_schema, "LISTED", listed)
    assert not first_schema.lay(empty)
    assert first_schema.is_empty(empty)


def test_a_fault_in_the_middle_leaves_nothing(empty: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "sqlite.sql"
    broken.write_text('CREATE TABLE "one" (id integer);\nCREATE TABLE "two" (;\n')
    monkeypatch.setattr(first_schema, "file_for", lambda vendor: broken)
    with pytest.raises(Exception, match="syntax error"):
        first_schema.lay(empty)
    assert first_schema.is_empty(empty)


def test_semicolons_in_a_trigger_end_no_statement() -> None:
    trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN\nDELETE FROM b;\nDELETE FROM c;\nEND;\n"
    assert list(first_schema.parts(f"CREATE TABLE a (x text DEFAULT 'a;\n');\n{trigger}")) == [
        "CREATE TABLE a (x text DEFAULT 'a;\n');\n",
        trigger,
    ]
    assert sqlite3.complete_statement(trigger)


@pytest.mark.django_db
@pytest.mark.needs("postgresql")
def test_postgresql_keeps_its_settings(django_db_blocker: Any) -> None:
    """pg_dump's own settings, such as an empty search path, would stay with the portal's connection."""
    written = first_schema.file_for("postgresql").read_text("utf-8")
    assert "search_path" not in written and "\nSET " not in written
    assert set(connection.introspection.table_names()) >= {
        line.split()[2].removeprefix("public.") for line in written.splitlines() if line.startswith("CREATE TABLE")
    }


@pytest.mark.django_db
def test_migrate_by_parts_runs_the_migrations_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    laid: list[object] = []
    monkeypatch.setattr(first_schema, "lay", laid.append)
    call_command("migrate", "--check", verbosity=0)
    assert laid == []
