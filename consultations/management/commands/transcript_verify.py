"""`manage.py transcript_verify FILE`: is a consultation's transcript as it was written?"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from consultations.transcripts import findings


class Command(BaseCommand):
    help = "Check the hash chain of a consultation's transcript. Exit 0 when all is well, 1 with a line per finding."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            transcript = json.loads(options["file"].read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError) as problem:
            raise CommandError(f"{options['file']} could not be read: {problem}") from problem
        found = list(findings(transcript))
        if found:
            self.stdout.write("\n".join(found))
            sys.exit(1)
        self.stdout.write(f"{len(transcript['messages'])} messages, unchanged.")
