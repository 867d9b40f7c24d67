"""`manage.py prepare`: everything between a checkout and a portal that can be served; quick when nothing is to do."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from portal.core import catalogue
from portal.core.progress import say_at_once


class Command(BaseCommand):
    help = "Compile the translations, migrate the database, collect static files (DEBUG=0), build the demo (DEBUG=1)."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-demo", action="store_true", help="leave an empty database empty")
        parser.add_argument("--behind", action="store_true", help="leave most pictures of the demo to `demo --draw`")

    def handle(self, *args: Any, **options: Any) -> None:
        catalogue.compile_all()
        try:
            settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
            self.migrate()
            wants_demo = settings.DEBUG and not options["no_demo"] and self.is_fresh()
        except OSError as problem:
            raise CommandError(f"the data folder cannot be written: {problem}") from None
        except DatabaseError as problem:
            raise CommandError(f"the database cannot be used: {first_line(problem)}") from None
        if not settings.DEBUG:
            say_at_once("Collecting static files …")
            call_command("collectstatic", interactive=False, verbosity=0)
        if wants_demo and "demo" in get_commands():
            self.build_demo(options["behind"])
        if self.undrawn.exists() and settings.DEBUG and not options["behind"]:
            self.draw()

    def migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            say_at_once("Preparing the database …")
            call_command("migrate", interactive=False, verbosity=0)

    def is_fresh(self) -> bool:
        """Nobody is in it yet, or a demo was begun and never finished: no demo is put among somebody's own data."""
        return self.unfinished.exists() or not get_user_model()._default_manager.exists()

    def build_demo(self, behind: bool) -> None:
        say_at_once("Building the demo world, once. Each step is told as it begins.")
        self.unfinished.touch()
        if behind:
            self.undrawn.touch()
        call_command("demo", behind=behind, verbosity=0)
        say_at_once("Telling everybody what happened in it, and filling the search …")
        call_command("relay", once=True)
        self.unfinished.unlink()

    def draw(self) -> None:
        call_command("demo", draw=True, verbosity=0)
        self.undrawn.unlink()

    @property
    def undrawn(self) -> Any:
        """The mark of pictures left for later; `bin/run` has them drawn beside the portal, and takes it away."""
        return settings.DATA_DIR / "demo.undrawn"

    @property
    def unfinished(self) -> Any:
        """The mark of a demo in the making, so that one that was interrupted is taken up again."""
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        return settings.DATA_DIR / "demo.unfinished"


def first_line(problem: Exception) -> str:
    return (str(problem).strip().splitlines() or [type(problem).__name__])[0]
