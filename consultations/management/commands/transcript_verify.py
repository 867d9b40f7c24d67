"""`manage.py transcript_verify FILE`: is a consultation's transcript as it was written?"""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from consultations.transcripts.export import differences, findings, read, since
from consultations.transcripts.pdf import attached_in, is_as_made

OTHER_PAGES = (
    "the pages are not those that this version makes of the transcript inside: they were changed, or made by another "
    "version or with other fonts. Read the words in the transcript inside (--inside alone checks that)."
)


class Command(BaseCommand):
    help = "Check a consultation's transcript, JSON or PDF. Exit 0 when all is well, 1 with a line per finding."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--against", action="store_true", help="compare it with this database, too")
        parser.add_argument("--inside", action="store_true", help="of a PDF only the transcript inside, not the pages")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            content = options["file"].read_bytes()
            is_pdf = content.startswith(b"%PDF-")
            transcript = attached_in(content) if is_pdf else read(content)
        except (OSError, ValueError, RecursionError) as problem:
            raise CommandError(f"{options['file']} could not be read: {problem}") from problem
        found = list(findings(transcript))
        if not found and is_pdf and not options["inside"] and not is_as_made(content, transcript):
            found.append(OTHER_PAGES)
        if not found and options["against"]:
            found += differences(transcript)
        if found:
            self.stdout.write("\n".join(found))
            sys.exit(1)
        self.stdout.write(f"{len(transcript['entries'])} entries, unchanged.")
        if options["against"]:
            self.stdout.write(f"The database has the same, and {since(transcript)} more since.")
