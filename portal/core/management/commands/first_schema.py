"""`manage.py first_schema`: see portal/core/first_schema; for both databases at once there is `bin/schema`."""

from argparse import ArgumentParser
from typing import Any
from unittest.mock import patch

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.management.commands import migrate
from django.db import connection

from portal.core import first_schema
from portal.core.first_schema import taking


class Command(BaseCommand):
    help = "Run all migrations, one by one, on the empty database of DATABASE_URL, and write down what they made."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="compare with what is written, and write nothing")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        if not first_schema.is_empty(connection):
            raise CommandError("the database of DATABASE_URL is not empty")
        migrate_quietly(migrate.Command())
        now, file = taking.statements(connection), first_schema.file_for(connection.vendor)
        if not check:
            file.write_text(now, "utf-8")
            first_schema.write_list()
            return
        taking.clear(connection)
        migrate_quietly("migrate")
        if not taking.same(now, taking.statements(connection)):
            raise CommandError(f"{file.name} makes another database than the migrations do: run bin/schema")


def migrate_quietly(command: str | BaseCommand) -> None:
    """Without what follows each migrate: that is done on every database, and is no part of its schema."""
    with patch("django.core.management.commands.migrate.emit_post_migrate_signal"):
        call_command(command, interactive=False, verbosity=0)
