"""What follows from events in the catalogue: imports are done by the relay, in steps.

The relay calls a handler inside a transaction. An import of a large file must not be one long transaction, which
would hold up every other writer (all of them on SQLite) and show no progress. So each event does a few batches of
rows, and the last thing it does is to record the event for the next ones: progress and the next step are committed
together. A relay killed half-way loses at most the step it was in, and the event it did not finish is delivered
again. Between two steps the file stays open in `OPEN`; only after a restart are the rows done already read over.
"""

import logging
from typing import IO, Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from catalog.imports.pictures import PictureWork
from catalog.imports.problems import Unreadable
from catalog.imports.runs import REFUSAL, ImportRun
from catalog.imports.stream import Stream, look_at
from catalog.permissions import can_edit_catalogue
from portal.core.events import Event, record, subscribe
from portal.core.permissions import WrongState

logger = logging.getLogger("portal.imports")

STEP = 2  # batches for one event: below a second of work
KEPT_OPEN = 4  # files; the one used longest ago is closed first
PATIENCE = 5  # attempts at a step before the import is given up

OPEN: dict[int, tuple[IO[bytes], Stream]] = {}
WORKS: dict[int, PictureWork] = {}  # the archives of pictures, likewise


@subscribe("import.requested", "import.continued")
def go_on(event: Event) -> None:
    """Do the next rows of an import, if it still stands where the event left it."""
    run = ImportRun.objects.select_related("company", "user").filter(pk=event.subject_id).first()
    if run is None or not run.is_active or run.place != event.payload.get("position"):
        return
    try:
        with override(run.user.language if run.user else "en"):
            step(run, event)
    except Unreadable as problem:
        close(run.pk)
        give_up(run, problem.message)
    except WrongState:
        close(run.pk)
    except Exception:  # tried again, then logged with its trace and told to whoever began it
        close(run.pk)
        if event.attempts + 1 < PATIENCE:
            raise
        logger.exception("import %s given up", run.ref)
        give_up(run, _("Something went wrong on our side. What was imported stays; upload the file again to go on."))


def give_up(run: ImportRun, message: Any) -> None:
    """The words are kept with the run, so they are said in the language of the person who waits for it."""
    with override(run.user.language if run.user else "en"):
        run.fail(str(message))


def step(run: ImportRun, event: Event) -> None:
    by = run.actor
    if not can_edit_catalogue(by, run.company_id):
        give_up(run, REFUSAL)
        return
    work = work_of(run) if run.archive else None
    if run.is_read and work is not None:
        is_left = work.step(run, by)
    else:
        is_left = run.step(stream_of(run), STEP, by, work.wanted if work else frozenset())
    if is_left:
        record("import.continued", run, by=by, position=run.place)
    else:
        close(run.pk)


def work_of(run: ImportRun) -> PictureWork:
    """The open archive; opened anew after a restart, when the rows are done, or when another relay went on with it."""
    known = WORKS.pop(run.pk, None)
    if known and not known.fits(run):
        known.close()
        known = None
    while len(WORKS) >= KEPT_OPEN:
        WORKS.pop(next(iter(WORKS))).close()
    WORKS[run.pk] = known or PictureWork(run.open_archive(), run)
    return WORKS[run.pk]


def stream_of(run: ImportRun) -> Stream:
    """The open file, if it stands where the run does; else the file opened anew, read up to there."""
    known = OPEN.pop(run.pk, None)
    if known and known[1].position == run.position and run.position:
        OPEN[run.pk] = known
        return known[1]
    if known:
        known[0].close()
    file = run.open()
    stream = Stream(look_at(file, run.file_name), run.mapping, run.currency, run.position)
    while len(OPEN) >= KEPT_OPEN:
        close(next(iter(OPEN)))
    OPEN[run.pk] = (file, stream)
    return stream


def close(pk: int) -> None:
    if known := OPEN.pop(pk, None):
        known[0].close()
    if work := WORKS.pop(pk, None):
        work.close()
