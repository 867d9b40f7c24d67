"""`manage.py import_catalogue`: import a file of products into a company's catalogue."""

import sys
from argparse import ArgumentParser
from collections import deque
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from catalog.imports import report
from catalog.imports.columns import guess
from catalog.imports.problems import Problem, Unreadable
from catalog.imports.runs import BATCH, ImportRun, digest_of
from catalog.imports.stream import Source, Stream, look_at
from catalog.imports.writer import COUNTS, Tally, Writer
from companies.models import Company
from portal.core.actor import Actor
from portal.core.permissions import WrongState
from portal.core.refs import new_ref

SOME_REFUSED = 3


class Command(BaseCommand):
    help = (
        "Import products from CSV, XLSX or JSON lines (also .xz). Exit code 0: all rows are in; "
        "3: some were refused (see the report); 1: the file could not be read."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--company", required=True, metavar="SLUG")
        parser.add_argument("--dry-run", action="store_true", help="check every row, change nothing")
        parser.add_argument("--report", metavar="FILE", help="write what was wrong, row by row, as CSV")
        parser.add_argument("--draft", action="store_true", help="keep new products as drafts")
        parser.add_argument("--language", default="en", help="the language of the texts (default: en)")
        parser.add_argument("--currency", default="", help="the currency of prices that name none")

    def handle(self, *args: Any, **options: Any) -> None:
        company = Company.objects.filter(slug=options["company"]).first()
        if company is None:
            raise CommandError(f"There is no company “{options['company']}”.")
        path = Path(options["file"])
        try:
            with path.open("rb") as file:
                source = look_at(file, path.name)
                mapping = guess(source.headings)
                self.require_sku(mapping, source)
                do = self.dry_run if options["dry_run"] else self.work
                tally = do(source, mapping, company, path, options)
        except OSError as problem:
            name, reason = problem.filename or path, problem.strerror or problem
            raise CommandError(f"“{name}” cannot be opened: {reason}.") from problem
        except (Unreadable, WrongState) as problem:
            raise CommandError(str(problem.message)) from problem
        self.conclude(tally, options["dry_run"])

    def require_sku(self, mapping: dict[str, str], source: Source) -> None:
        if "sku" not in mapping.values():
            names = ", ".join(source.headings[:20])
            raise Unreadable(_("No column is the SKU. The columns are: %(names)s") % {"names": names})

    def dry_run(
        self, source: Source, mapping: dict[str, str], company: Company, path: Path, options: dict[str, Any]
    ) -> Tally:
        """A dry run: everything but the writing, and nothing is kept of it but the report."""
        stream = Stream(source, mapping, options["currency"])
        by, publishes = Actor(company=company), not options["draft"]
        writer = Writer(company, stream.classifier, by, options["language"], publishes, True, is_operators=True)
        total = Tally()
        self.write_report(self.found(stream, writer, total), options["report"])
        return total

    def found(self, stream: Stream, writer: Writer, total: Tally) -> Iterator[Problem]:
        """The problems as they are found, so that a long list of them is never held."""
        while drafts := list(islice(stream.drafts, BATCH)):
            tally = writer.write(drafts)
            yield from tally.problems
            tally.problems = []
            total.add(tally)
            self.progress(total.rows, stream.fraction)

    def work(
        self, source: Source, mapping: dict[str, str], company: Company, path: Path, options: dict[str, Any]
    ) -> Tally:
        """The import, or what is left of one of the same content that broke off."""
        run = self.run_for(company, path, mapping, options)
        if run.position:
            self.stderr.write(f"Going on after row {run.position}, where the last import of this file stopped.")
        stream = Stream(source, run.mapping, run.currency, run.position)
        try:
            while run.step(stream, is_operators=True):
                self.progress(run.rows, stream.fraction)
        except Unreadable as problem:
            run.fail(problem.message)
            raise
        finally:
            self.write_report(run.problems.iterator(), options["report"])
        return Tally(*(getattr(run, name) for name in COUNTS))

    def run_for(self, company: Company, path: Path, mapping: dict[str, str], options: dict[str, Any]) -> ImportRun:
        digest = digest_of_path(path)
        chosen = {
            "mapping": mapping,
            "language": options["language"],
            "currency": options["currency"],
            "publishes": not options["draft"],
        }
        broken_off = ImportRun.objects.filter(company=company, user=None, digest=digest, file="", **chosen)
        run = broken_off.filter(state=ImportRun.State.RUNNING, is_dry_run=False).first()
        if run is None:
            run = ImportRun(company=company, ref=new_ref("I"), digest=digest, file_name=path.name[-200:], **chosen)
            run.state = ImportRun.State.WAITING
            run.save()
        return run

    def progress(self, rows: int, fraction: float) -> None:
        end = "\r" if sys.stderr.isatty() else "\n"
        self.stderr.write(f"{rows:,} rows, {fraction:.0%}", ending=end)

    def write_report(self, problems: Iterator[Any], name: str | None) -> None:
        if name:
            with Path(name).open("w", encoding="utf-8", newline="") as file:
                file.writelines(report.lines(problems))
        else:
            deque(problems, maxlen=0)

    def conclude(self, tally: Tally, is_dry_run: bool) -> None:
        words = "would be imported" if is_dry_run else "imported"
        self.stdout.write(
            f"{tally.rows - tally.refused:,} of {tally.rows:,} rows {words}: {tally.created:,} new, "
            f"{tally.updated:,} changed, {tally.unchanged:,} unchanged. "
            f"{tally.refused:,} refused, {tally.warned:,} with odd values"
            f"{f', {tally.held:,} held for review' if tally.held else ''}."
        )
        if tally.refused:
            sys.exit(SOME_REFUSED)


def digest_of_path(path: Path) -> str:
    with path.open("rb") as file:
        return digest_of(file)
