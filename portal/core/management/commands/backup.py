"""`manage.py backup FOLDER [--keep N]`, or `bin/backup`: database and uploaded files, while it runs."""

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.core.backup.taking import CannotBackUp, forget_old, take


def at_least_one(word: str) -> int:
    if not word.isdecimal() or int(word) < 1:
        raise ArgumentTypeError("a number from 1, please")
    return int(word)


class Command(BaseCommand):
    help = (
        "Save the database and all uploaded files, as they are in this moment, into a new folder below FOLDER. "
        "The portal may be in use. Nothing that is there is written over."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="FOLDER", type=Path, help="where backups are kept")
        parser.add_argument(
            "--keep", metavar="N", type=at_least_one, help="delete all but the newest N complete backups afterwards"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        into: Path = options["folder"].expanduser().absolute()
        try:
            folder, manifest = take(into)
        except CannotBackUp as problem:
            raise CommandError(str(problem)) from None
        size = sum(int(stated[0]) for stated in manifest.contents.values())
        files = len(manifest.contents) - 1
        self.stdout.write(f"{folder}: {sum(manifest.tables.values())} rows, {files} files, {size / 1e6:.1f} MB")
        if not manifest.has_files:
            self.stdout.write(
                "Uploaded files are in S3 and not in this backup: let the bucket keep former versions, or copy it."
            )
        for old in forget_old(into, options["keep"]) if options["keep"] else ():
            self.stdout.write(f"deleted {old}")
