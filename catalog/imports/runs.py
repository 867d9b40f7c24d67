"""One import of a file into a company's catalogue: how far it is, and what was refused and why."""

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.imports.bulk import insert
from catalog.imports.columns import OWN_FIELDS, PROBLEM, guess
from catalog.imports.problems import Problem, Unreadable, worded
from catalog.permissions import can_edit_catalogue
from companies.models import Company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, WrongState, require
from portal.core.private import private_files
from portal.core.refs import new_ref
from portal.core.states import locked
from portal.core.stored import keeps_files

if TYPE_CHECKING:
    from catalog.imports.pictures import Hung
    from catalog.imports.rows import Draft
    from catalog.imports.stream import Stream
    from catalog.imports.writer import Tally

BATCH = 500
REFUSAL = _("You may not change this company's products.")


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def visible_to(self, actor: Actor) -> "ImportRunQuerySet":
        """The acting company's own; nobody else has any business with them, staff apart."""
        if actor.is_staff:
            return self
        return self.filter(company_id=actor.company_id) if actor.company else self.none()


@keeps_files(_("Files of imports"), owner="company_id")
class ImportRun(models.Model):
    """A file on its way into the catalogue.

    New (its columns are being looked at) → waiting → running → done. A dry run goes the same way, leaves the
    catalogue as it is, and can be followed by the import proper. `position` is the number of rows read and
    committed, `picture_position` that of the pictures after them: after a crash the work goes on from there. There
    may be rows without an archive of pictures, pictures without rows, or both.
    """

    class State(models.TextChoices):
        NEW = "new", _("Columns to check")
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Could not be read")

    ref = models.CharField(max_length=16, unique=True, editable=False)
    company = models.ForeignKey(Company, models.CASCADE, related_name="import_runs")
    user = models.ForeignKey("companies.User", models.SET_NULL, null=True, related_name="+")
    file = models.FileField(upload_to="imports/", storage=private_files, blank=True)
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.NEW)
    is_dry_run = models.BooleanField(default=False)
    mapping = models.JSONField(default=dict)
    language = models.CharField(_("language of the texts"), max_length=8, default="en")
    currency = models.CharField(_("currency of prices without one"), max_length=3, blank=True)
    publishes = models.BooleanField(_("show new products to buyers at once"), default=True)
    archive = models.FileField(_("pictures"), upload_to="imports/", storage=private_files, blank=True)
    archive_name = models.CharField(max_length=200, blank=True)
    is_remembered = models.BooleanField(default=False)  # the columns are as in an earlier file, not guessed
    position = models.PositiveIntegerField(default=0)
    is_read = models.BooleanField(default=False)  # all rows are; what is left are the pictures
    picture_position = models.PositiveIntegerField(default=0)
    pictures = models.PositiveIntegerField(default=0)
    pictures_added = models.PositiveIntegerField(default=0)
    pictures_known = models.PositiveIntegerField(default=0)
    pictures_refused = models.PositiveIntegerField(default=0)
    percent = models.PositiveSmallIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    warned = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0)  # saved, and waiting for staff
    problem = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.file_name} → {self.company}"

    @property
    def is_active(self) -> bool:
        return self.state in {self.State.WAITING, self.State.RUNNING}

    @property
    def imported(self) -> int:
        return self.rows - self.refused

    @property
    def is_mapped(self) -> bool:
        """Whether it is known which column holds the SKU; no row can be imported before."""
        return "sku" in self.mapping.values() or (not self.mapping and bool(self.archive_name))

    @property
    def names_pictures(self) -> bool:
        return "pictures" in self.mapping.values()

    @property
    def place(self) -> int:
        """How far it is altogether; grows with everything that is done."""
        return self.position + self.picture_position

    @classmethod
    def begin(
        cls, by: Actor, file: UploadedFile | None, archive: UploadedFile | None = None, **options: Any
    ) -> "ImportRun":
        """Keep what was uploaded and guess the columns. A ZIP in the place of the file may hold the table, too.

        Raises Unreadable for a file that is no table of products, or an archive that cannot be read.
        """
        from catalog.imports.arrival import arrive

        require(can_edit_catalogue(by, by.company_id or 0), REFUSAL)
        run = cls(ref=new_ref("I"), company=by.company, user=by.user, **options)
        arrive(run, file, archive)
        run.save()
        return run

    def read_columns(self, headings: list[str]) -> None:
        """How the company's last file with these columns was read; else a guess, with what it said of each before."""
        names = [name for name in headings if name != PROBLEM]
        earlier = ImportRun.objects.filter(company_id=self.company_id).exclude(state=self.State.NEW)
        known: dict[str, str] = {}
        for mapping in earlier.exclude(mapping={}).values_list("mapping", flat=True)[:20]:
            if set(mapping) == set(names):
                self.mapping, self.is_remembered = dict(mapping), True
                return
            known = {**mapping, **known}
        self.mapping = guess(names)
        taken = {OWN_FIELDS.get(name, name) for name in self.mapping.values()}
        for name in names:
            said = known.get(name, "")
            if said and not self.mapping[name] and said not in taken and said not in OWN_FIELDS:
                self.mapping[name] = said
                taken.add(said)

    def map_columns(self, by: Actor, mapping: dict[str, str], **options: Any) -> None:
        """Say which column is which field; what a dry run found before is forgotten."""
        with locked(self, self.State.NEW, self.State.DONE, self.State.FAILED):
            self.allow(by)
            self.mapping = mapping
            for name, value in options.items():
                setattr(self, name, value)
            self.reset()
            self.state = self.State.NEW
            self.save()

    def request(self, by: Actor, is_dry_run: bool = False) -> None:
        """Ask for the work: the relay does it in steps. Raises Refused while no column is the SKU."""
        with locked(self, self.State.NEW, self.State.DONE, self.State.FAILED):
            self.allow(by)
            if not self.is_mapped:
                raise Refused(_("Choose the column that holds the SKU first."))
            self.reset()
            self.state, self.is_dry_run, self.user = self.State.WAITING, is_dry_run, by.user
            self.save()
            record("import.requested", self, by=by, position=0)

    def allow(self, by: Actor) -> None:
        require(can_edit_catalogue(by, self.company_id), REFUSAL)
        if self.state == self.State.DONE and not self.is_dry_run:
            raise WrongState(_("This file was imported already. Upload it again to import it anew."))

    def reset(self) -> None:
        self.problems.all().delete()
        self.wishes.all().delete()
        self.position = self.percent = self.picture_position = 0
        self.is_read = not self.mapping  # pictures alone have no rows
        self.pictures = self.pictures_added = self.pictures_known = self.pictures_refused = 0
        self.rows = self.created = self.updated = self.unchanged = self.refused = self.warned = self.held = 0
        self.problem, self.finished_at = "", None

    # -- the work -----------------------------------------------------------------------------------------------

    @property
    def actor(self) -> Actor:
        """Who it is done for: the person, with what they may do now; a command acts for the company itself."""
        return self.user.actor_for(self.company.slug) if self.user else Actor(company=self.company)

    def step(
        self,
        stream: "Stream",
        batches: int = 1,
        by: Actor | None = None,
        wanted: frozenset[str] = frozenset(),
        is_operators: bool = False,
    ) -> bool:
        """Take some more batches of rows in; returns whether anything is left. Each batch is one transaction.

        `stream` stands at `position`; `wanted` are the SKUs and names by which the archive's pictures may be asked
        for. What the operator imports needs no review as a first listing.
        Raises WrongState when another process has gone on with this run.
        """
        from catalog.imports.writer import Writer

        writer = Writer(
            self.company,
            stream.classifier,
            by or self.actor,
            self.language,
            self.publishes,
            self.is_dry_run,
            is_operators,
        )
        for _turn in range(batches):
            drafts = stream.take(BATCH)
            if not drafts:
                return self.read_through(by)
            with transaction.atomic():
                self.claim(stream.position)
                self.advance(writer.write(drafts), int(stream.fraction * 100))
                if wanted:
                    insert([wish for draft in drafts for wish in ImportPicture.of(self, draft, wanted)])
            stream.position = self.position
        return True

    def read_through(self, by: Actor | None = None) -> bool:
        """All rows are read: with an archive its pictures are left, without one it is over."""
        if not self.archive_name:
            self.finish(by)
            return False
        with locked(self, self.State.WAITING, self.State.RUNNING):
            self.is_read, self.percent, self.state = True, 0, self.State.RUNNING
            self.save(update_fields=["is_read", "percent", "state"])
        return True

    def claim(self, position: int) -> None:
        """Two relays, or a relay and a command, must not do the same rows: the one that is behind stops."""
        with locked(self, self.State.WAITING, self.State.RUNNING):
            if self.place != position:
                raise WrongState(_("This import is being run by another process."))

    def advance(self, tally: "Tally", percent: int) -> None:
        for name in ("rows", "created", "updated", "unchanged", "refused", "warned", "held"):
            setattr(self, name, getattr(self, name) + getattr(tally, name))
        self.position += tally.rows
        self.percent = min(99, max(self.percent, percent))
        self.state = self.State.RUNNING
        self.save()
        insert([ImportProblem.of(self, problem) for problem in tally.problems])

    def advance_pictures(self, done: "Hung", total: int) -> None:
        """Some more of the archive's pictures are done; the caller has claimed them."""
        self.pictures, self.picture_position = total, self.picture_position + done.count
        self.pictures_added += done.added
        self.pictures_known += done.known
        self.pictures_refused += len(done.problems)
        self.percent = min(99, 100 * self.picture_position // max(1, total))
        self.state = self.State.RUNNING
        self.save()
        insert([ImportProblem.of(self, problem) for problem in done.problems])

    def finish(self, by: Actor | None = None) -> None:
        with locked(self, self.State.WAITING, self.State.RUNNING):
            self.state, self.percent, self.finished_at = self.State.DONE, 100, timezone.now()
            self.save()
            record("import.finished", self, by=by or self.actor, is_dry_run=self.is_dry_run)

    def fail(self, message: Any) -> None:
        """The file, or the rest of it, cannot be read: what was imported stays, and the words say why it stopped."""
        with locked(self, self.State.WAITING, self.State.RUNNING):
            self.state, self.problem, self.finished_at = self.State.FAILED, str(message), timezone.now()
            self.save()
            record("import.failed", self, by=self.actor)

    def open(self) -> IO[bytes]:
        """The uploaded file. Raises Unreadable when it is gone."""
        return self.opened(self.file)

    def open_archive(self) -> IO[bytes]:
        return self.opened(self.archive)

    def opened(self, file: Any) -> IO[bytes]:
        try:
            return file.open("rb").file  # type: ignore[no-any-return]  # the file that Django wraps
        except (OSError, ValueError) as problem:
            raise Unreadable(_("The uploaded file is no longer there. Upload it again.")) from problem


class ImportPicture(models.Model):
    """What a row of the file says of pictures in the archive, kept until these are looked at.

    With a `name` it asks for the picture of this name; without one the row is of a product that pictures are named
    after, and `alt` is what they show, each on a line of its own.
    """

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="wishes")
    sku = models.CharField(max_length=64)
    name = models.CharField(max_length=200, blank=True)
    place = models.PositiveSmallIntegerField(default=0)
    alt = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["run", "name"], name="import_picture_names")]

    def __str__(self) -> str:
        return f"{self.sku}: {self.name}"

    @classmethod
    def of(cls, run: ImportRun, draft: "Draft", wanted: frozenset[str]) -> "Iterator[ImportPicture]":
        """Only what the archive has: of a million rows that name other files nothing is kept."""
        if draft.is_refused:
            return
        alts = draft.alts or []
        if draft.sku in wanted:
            yield cls(run=run, sku=draft.sku, alt="\n".join(alts))
        for place, name in enumerate(draft.pictures or []):
            if (key := name.casefold()) in wanted:
                alt = alts[place] if place < len(alts) else ""
                yield cls(run=run, sku=draft.sku, name=key, place=place, alt=alt)


class ImportProblem(models.Model):
    """What was wrong with one cell of one row, kept so that each reader has it in their own language.

    Row 0 stands for a picture: `column` is its name in the archive.
    """

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="problems")
    row = models.PositiveIntegerField()
    sku = models.CharField(max_length=64, blank=True)
    column = models.CharField(max_length=120, blank=True)
    code = models.CharField(max_length=24)
    params = models.JSONField(default=dict)
    is_refusal = models.BooleanField(default=False)

    class Meta:
        ordering = ["row", "pk"]
        indexes = [models.Index(fields=["run", "is_refusal", "row"], name="import_problem_rows")]

    def __str__(self) -> str:
        return f"{self.row} {self.column}: {self.words}"

    @classmethod
    def of(cls, run: ImportRun, problem: Problem) -> "ImportProblem":
        return cls(
            run=run,
            row=problem.row,
            sku=problem.sku,
            column=problem.column[:120],
            code=problem.code,
            params=problem.params,
            is_refusal=problem.is_refusal,
        )

    @property
    def words(self) -> str:
        return worded(self.code, self.params)
