"""`manage.py import_catalogue`: import a file of products, and a ZIP of their pictures, into a company's catalogue."""

import json
import sys
import tempfile
from argparse import ArgumentParser
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from catalog.imports import corrected, report
from catalog.imports.archive import Album
from catalog.imports.arrival import base_name, combined, digest_of, is_archive, table_in, unpacked
from catalog.imports.columns import guess
from catalog.imports.pictures import PictureWork, said_of
from catalog.imports.problems import Problem, Unreadable
from catalog.imports.runs import BATCH, ImportPicture, ImportRun
from catalog.imports.stream import Source, Stream, look_at
from catalog.imports.writer import COUNTS, Tally, Writer
from companies.models import Company
from portal.core.actor import Actor
from portal.core.permissions import WrongState
from portal.core.refs import new_ref

SOME_REFUSED = 3


@dataclass
class Given:
    """The files that were named: a table, an archive of pictures, or both."""

    name: str
    table: IO[bytes] | None = None
    archive: IO[bytes] | None = None
    archive_name: str = ""
    digest: str = ""

    def read_digest(self) -> "Given":
        """Read before anything else: a source that is being read has its place in the file."""
        self.digest = combined([digest_of(file) for file in (self.archive, self.table) if file is not None])
        return self

    def source(self) -> Source | None:
        return look_at(self.table, self.name) if self.table is not None else None


class Command(BaseCommand):
    help = (
        "Import products from CSV, XLSX or JSON lines (also .xz), with their pictures from a ZIP; FILE may be the ZIP "
        "with both in it, or with pictures alone. Exit code 0: all is in; 3: some was refused (see the report); "
        "1: the file could not be read."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--company", required=True, metavar="SLUG")
        parser.add_argument("--pictures", metavar="ZIP", help="pictures, named after SKUs or in the column pictures")
        parser.add_argument("--dry-run", action="store_true", help="check every row, change nothing")
        parser.add_argument("--report", metavar="FILE", help="write what was wrong, row by row, as CSV")
        parser.add_argument("--corrected", metavar="FILE", help="write the refused rows alone, each with its reasons")
        parser.add_argument("--draft", action="store_true", help="keep new products as drafts")
        parser.add_argument("--language", default="en", help="the language of the texts (default: en)")
        parser.add_argument("--currency", default="", help="the currency of prices that name none")

    def handle(self, *args: Any, **options: Any) -> None:
        company = Company.objects.filter(slug=options["company"]).first()
        if company is None:
            raise CommandError(f"There is no company “{options['company']}”.")
        path = Path(options["file"])
        try:
            with ExitStack() as stack:
                given = self.given(stack, path, options["pictures"]).read_digest()
                do = self.dry_run if options["dry_run"] else self.work
                tally, run = do(given, company, options)
        except OSError as problem:
            name, reason = problem.filename or path, problem.strerror or problem
            raise CommandError(f"“{name}” cannot be opened: {reason}.") from problem
        except (Unreadable, WrongState) as problem:
            raise CommandError(str(problem.message)) from problem
        self.conclude(tally, run, options["dry_run"])

    def given(self, stack: ExitStack, path: Path, pictures: str | None) -> Given:
        file = stack.enter_context(path.open("rb"))
        if pictures:
            beside = Path(pictures)
            return Given(path.name, file, stack.enter_context(beside.open("rb")), beside.name[-200:])
        if not is_archive(file):
            return Given(path.name, file)
        found = Given(path.name, None, file, path.name[-200:])
        album = Album(file)
        if member := table_in(album):
            found.table, found.name = stack.enter_context(unpacked(album, member)), base_name(member.name)
        return found

    def mapping_for(self, source: Source | None) -> dict[str, str]:
        mapping = guess(source.headings) if source else {}
        if source and "sku" not in mapping.values():
            names = ", ".join(source.headings[:20])
            raise Unreadable(_("No column is the SKU. The columns are: %(names)s") % {"names": names})
        return mapping

    # -- a dry run ----------------------------------------------------------------------------------------------

    def dry_run(self, given: Given, company: Company, options: dict[str, Any]) -> tuple[Tally, ImportRun]:
        """Everything but the writing, and nothing is kept of it but the report."""
        source, total = given.source(), Tally()
        mapping = self.mapping_for(source)
        run = ImportRun(company=company, is_dry_run=True, mapping=mapping, archive_name=given.archive_name)
        with tempfile.TemporaryFile("w+", encoding="utf-8") as kept:
            found = self.found(given, source, run, options, total)
            self.write_report(noted(found, kept) if options["corrected"] else found, options["report"])
            kept.seek(0)
            told = (Problem(*json.loads(line)) for line in kept)
            self.write_corrected(given, told, options["corrected"])
        return total, run

    def found(
        self, given: Given, source: Source | None, run: ImportRun, options: dict[str, Any], total: Tally
    ) -> Iterator[Problem]:
        """The problems as they are found, so that a long list of them is never held."""
        wishes: list[ImportPicture] = []
        wanted = PictureWork(given.archive, run).wanted if given.archive else frozenset()
        if source is not None:
            stream = Stream(source, run.mapping, options["currency"])
            by = Actor(company=run.company)
            writer = Writer(
                run.company, stream.classifier, by, options["language"], not options["draft"], True, is_operators=True
            )
            while drafts := stream.take(BATCH):
                tally = writer.write(drafts)
                yield from tally.problems
                tally.problems = []
                total.add(tally)
                if wanted:
                    wishes += [wish for draft in drafts for wish in ImportPicture.of(run, draft, wanted)]
                self.progress(total.rows, stream.fraction)
        if given.archive is not None:
            yield from self.pictures_found(given.archive, run, wishes)

    def pictures_found(self, archive: IO[bytes], run: ImportRun, wishes: list[ImportPicture]) -> Iterator[Problem]:
        run.is_read = True
        work = PictureWork(archive, run, said_of(wishes))
        run.pictures = len(work.tasks)
        while run.picture_position < run.pictures:
            done = work.some(run, Actor(company=run.company), 1.0)
            run.picture_position += done.count
            run.pictures_added += done.added
            run.pictures_known += done.known
            run.pictures_refused += len(done.problems)
            yield from done.problems
            self.progress_of_pictures(run)

    # -- the import ---------------------------------------------------------------------------------------------

    def work(self, given: Given, company: Company, options: dict[str, Any]) -> tuple[Tally, ImportRun]:
        """The import, or what is left of one of the same content that broke off."""
        source = given.source()
        run = self.run_for(company, given, self.mapping_for(source), options)
        if run.place:
            self.stderr.write(f"Going on after row {run.position}, where the last import of this file stopped.")
        try:
            if source is not None and not run.is_read:
                self.work_rows(given, source, run)
            if given.archive is not None:
                self.work_pictures(given.archive, run)
        except Unreadable as problem:
            run.fail(problem.message)
            raise
        finally:
            self.write_report(run.problems.order_by("pk").iterator(), options["report"])
            self.write_corrected(given, run.problems.order_by("pk").iterator(), options["corrected"])
        return Tally(*(getattr(run, name) for name in COUNTS)), run

    def work_rows(self, given: Given, source: Source, run: ImportRun) -> None:
        wanted = PictureWork(given.archive, run).wanted if given.archive else frozenset()
        stream = Stream(source, run.mapping, run.currency, run.position)
        while run.step(stream, wanted=wanted, is_operators=True) and not run.is_read:
            self.progress(run.rows, stream.fraction)

    def work_pictures(self, archive: IO[bytes], run: ImportRun) -> None:
        work = PictureWork(archive, run)
        while work.step(run, run.actor):
            self.progress_of_pictures(run)

    def run_for(self, company: Company, given: Given, mapping: dict[str, str], options: dict[str, Any]) -> ImportRun:
        chosen = {
            "mapping": mapping,
            "language": options["language"],
            "currency": options["currency"],
            "publishes": not options["draft"],
            "digest": given.digest,
            "archive_name": given.archive_name,
        }
        broken_off = ImportRun.objects.filter(company=company, user=None, file="", **chosen)
        run = broken_off.filter(state=ImportRun.State.RUNNING, is_dry_run=False).first()
        if run is None:
            run = ImportRun(company=company, ref=new_ref("I"), file_name=given.name[-200:], **chosen)
            run.state, run.is_read = ImportRun.State.WAITING, given.table is None
            run.save()
        return run

    # -- what is said -------------------------------------------------------------------------------------------

    def progress(self, rows: int, fraction: float) -> None:
        self.stderr.write(f"{rows:,} rows, {fraction:.0%}", ending=line_end())

    def progress_of_pictures(self, run: ImportRun) -> None:
        self.stderr.write(f"{run.picture_position:,} of {run.pictures:,} pictures", ending=line_end())

    def write_report(self, problems: Iterator[Any], name: str | None) -> None:
        if name:
            with Path(name).open("w", encoding="utf-8", newline="") as file:
                file.writelines(report.lines(problems))
        else:
            deque(problems, maxlen=0)

    def write_corrected(self, given: Given, problems: Iterable[Any], name: str | None) -> None:
        if name and (source := given.source()) is not None:
            with Path(name).open("wb") as file:
                file.writelines(corrected.pieces(source, problems))

    def conclude(self, tally: Tally, run: ImportRun, is_dry_run: bool) -> None:
        words = "would be imported" if is_dry_run else "imported"
        held = f", {tally.held:,} held for review" if tally.held else ""
        if run.mapping:
            self.stdout.write(
                f"{tally.rows - tally.refused:,} of {tally.rows:,} rows {words}: {tally.created:,} new, "
                f"{tally.updated:,} changed, {tally.unchanged:,} unchanged. "
                f"{tally.refused:,} refused, {tally.warned:,} with odd values{held}."
            )
        if run.archive_name:
            self.stdout.write(
                f"{run.pictures_added:,} pictures {words}, {run.pictures_known:,} there already, "
                f"{run.pictures_refused:,} refused."
            )
        if tally.refused or run.pictures_refused:
            sys.exit(SOME_REFUSED)


def noted(problems: Iterator[Problem], file: IO[str]) -> Iterator[Problem]:
    """Passes the problems on, and keeps those of rows in the file for a second reading."""
    for one in problems:
        if one.row:
            row = [one.row, one.column, one.code, one.params, one.is_refusal, one.sku]
            file.write(json.dumps(row, default=str) + "\n")
        yield one


def line_end() -> str:
    return "\r" if sys.stderr.isatty() else "\n"
