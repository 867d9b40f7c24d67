"""Django's `migrate`, which begins an empty database with the schema that is at hand (portal/core/first_schema)."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from portal.core import first_schema

PARTLY = ("app_label", "fake", "fake_initial", "plan", "check_unapplied", "prune")


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        if not any(options[name] for name in PARTLY):
            first_schema.lay(connections[options["database"]])
        super().handle(*args, **options)
