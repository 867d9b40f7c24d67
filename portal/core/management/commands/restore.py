"""`manage.py restore BACKUP [--replace] [--end-sessions] [--check]`, or `bin/restore`: the way back."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from portal.core.backup import restoring
from portal.core.backup.manifest import Damaged, Manifest

SHOWN = 5


class Command(BaseCommand):
    help = (
        "Restore a backup into an empty place (or, with --replace, instead of what is there), count its rows, and "
        "build the search index anew. A backup that is damaged is refused before anything is changed."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("backup", metavar="BACKUP", type=Path, help="a folder that `backup` made")
        parser.add_argument("--check", action="store_true", help="only look whether the backup is whole")
        parser.add_argument(
            "--replace", action="store_true", help="drop the database that is there; its files are moved aside"
        )
        parser.add_argument("--end-sessions", action="store_true", help="everybody has to sign in again")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["backup"].expanduser().absolute()
        try:
            manifest = restoring.read_checked(folder)
            self.stdout.write(f"{folder} is whole: {self.described(manifest)}")
            if options["check"]:
                return
            aside = restoring.restore(folder, manifest, replace=options["replace"])
        except (Damaged, restoring.CannotRestore) as problem:
            raise CommandError(str(problem)) from None
        if aside is not None:
            self.stdout.write(f"What was there before is in {aside}.")
        if options["end_sessions"]:
            self.stdout.write(f"{restoring.end_sessions()} sessions were ended.")
        self.tell_of_missing(manifest)
        self.rebuild()

    def described(self, manifest: Manifest) -> str:
        rows, files = sum(manifest.tables.values()), len(manifest.contents) - 1
        return f"{manifest.vendor} of {manifest.made_at}, version {manifest.version}, {rows} rows, {files} files"

    def tell_of_missing(self, manifest: Manifest) -> None:
        """Files that were missing before, too: the backup has all that were there."""
        missing = list(restoring.missing_files()) if manifest.has_files else []
        for words in missing[:SHOWN]:
            self.stderr.write(f"a row names a file that is not there: {words}")
        if len(missing) > SHOWN:
            self.stderr.write(f"… and {len(missing) - SHOWN} more")

    def rebuild(self) -> None:
        try:
            call_command("search_rebuild", stdout=self.stdout)
        except CommandError as problem:
            raise CommandError(
                f"Everything is restored but the search index: {problem} Run `manage.py search_rebuild` when it does."
            ) from problem
        self.stdout.write("Restored. Start the portal.")
