"""`manage.py alarms`: what is wrong with the portal; tells staff once when something begins and once when it is over.

For cron, each minute or two: a line for each thing that is wrong, and exit code 1.
"""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.management.base import BaseCommand
from django.db import DatabaseError, InterfaceError

from portal.core import alarms
from portal.core.alarms import WATCHES


class Command(BaseCommand):
    help = "Look at what is watched, tell staff of what begins and ends; exit 1 with a line for each thing wrong."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--look", action="store_true", help="only say what is wrong; note and send nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = alarms.look() if options["look"] else alarms.check()
        except (DatabaseError, InterfaceError) as problem:
            self.stdout.write(f"database: {problem}".strip())
            if not options["look"]:
                database_is_away(str(problem))
            sys.exit(1)
        if not options["look"]:
            database_is_back()
        for name, sentence in found.items():
            self.stdout.write(f"{name}: {WATCHES[name].title}. {sentence}")
        if found:
            sys.exit(1)
        self.stdout.write("all is well")


def mark() -> Path:
    """Remembers that the database was missed: it cannot note so itself."""
    return Path(settings.DATA_DIR) / "alarm-database"


def database_is_away(problem: str) -> None:
    if mark().exists():
        return
    if send("Alarm: the database does not answer", f"{settings.SITE_URL}\n\n{problem}\n"):
        mark().touch()


def database_is_back() -> None:
    if mark().exists() and send("Over: the database does not answer", f"{settings.SITE_URL}\n\nIt answers again.\n"):
        mark().unlink()


def send(subject: str, body: str) -> bool:
    """To `ALARM_MAILS` alone: who else may do everything stands in the database. False where it did not go out."""
    if not settings.ALARM_MAILS:
        return True
    try:
        EmailMessage(subject, body, to=settings.ALARM_MAILS, headers={"Auto-Submitted": "auto-generated"}).send()
    except OSError:  # SMTPException is one
        return False
    return True
