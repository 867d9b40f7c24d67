"""Making a catalogue, step by step: by the relay, or at once for a reader who waits for a short one.

Each event lays out some more products and the last thing it does is to record the event for the next ones, so that
progress and the next step are committed together. The pages are then set by a process of its own (press.py), which
the relay waits for a quarter of a second at a time, so that no transaction is long. What a relay that was killed had
laid out is laid out again by the next one: the parts lie in a folder of one machine.
"""

import json
import logging
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from catalog.printed import content
from catalog.printed.fonts import shelf
from catalog.printed.models import PrintedCatalogue
from portal.core.events import Event, record, subscribe
from portal.core.permissions import WrongState
from portal.core.timed import every

logger = logging.getLogger("portal.printed")

PRESS = Path(__file__).with_name("press.py")
PATIENCE = 5  # attempts at a step before it is given up
WAIT = 0.25  # seconds of one event
LONGEST = 180.0  # seconds for which the press may work
AT_ONCE = 60  # products that are printed while the reader waits


@dataclass
class Press:
    """The process that sets the pages of one catalogue."""

    process: "subprocess.Popen[bytes]"
    said: IO[bytes]
    began: float = field(default_factory=time.monotonic)

    @classmethod
    def start(cls, folder: Path) -> "Press":
        said = tempfile.TemporaryFile()  # noqa: SIM115 (lives as long as the process)
        command = [sys.executable, str(PRESS), str(folder), *shelf().folders]
        process = subprocess.Popen(command, cwd=settings.BASE_DIR, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        return cls(process, said)

    def is_done(self, seconds: float) -> bool:
        """Whether it has ended, after waiting for it so long at most. Raises TimeoutError when it takes too long."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            if time.monotonic() - self.began > LONGEST:
                self.stop()
                raise TimeoutError from None
            return False
        return True

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        self.said.close()

    def words(self) -> str:
        self.said.seek(0)
        return self.said.read(4000).decode("utf-8", "replace")


PRESSES: dict[int, Press] = {}


@subscribe("catalogue.requested", "catalogue.continued")
def go_on(event: Event) -> None:
    """The next step of a catalogue, if it still stands where the event left it."""
    catalogue = PrintedCatalogue.objects.select_related("company", "user").filter(pk=event.subject_id).first()
    if catalogue is None or not catalogue.is_active or catalogue.position != event.payload.get("position"):
        return
    try:
        if step(catalogue, WAIT):
            record("catalogue.continued", catalogue, position=catalogue.position)
    except WrongState:
        return
    except Exception:  # tried again, then logged with its trace and told to whoever began it
        drop(catalogue.pk)
        if event.attempts + 1 < PATIENCE:
            raise
        logger.exception("catalogue %s given up", catalogue.ref)
        give_up(catalogue)


def step(catalogue: PrintedCatalogue, wait: float) -> bool:
    """Some more products, or a look at the press; returns whether anything is left to do."""
    if catalogue.position < catalogue.products:
        lay_out(catalogue)
        return True
    return not is_printed(catalogue, wait)


def lay_out(catalogue: PrintedCatalogue) -> None:
    start = catalogue.position
    if start == 0:
        content.begin(catalogue)
    elif not has_parts(catalogue):
        catalogue.advance(start, 0)  # another machine began it, and its folder is not here
        return
    added = content.add(catalogue, start)
    # Products may have been withdrawn since it was asked for: then there are fewer, and the end is reached sooner.
    catalogue.advance(start, start + added if added == content.BATCH else catalogue.products)


def has_parts(catalogue: PrintedCatalogue) -> bool:
    last = max(0, catalogue.position - 1) // content.BATCH
    return (catalogue.folder / "data.json").exists() and all(
        (catalogue.folder / f"sheets-{number}.json").exists() for number in range(last + 1)
    )


def is_printed(catalogue: PrintedCatalogue, wait: float) -> bool:
    """Whether the press has ended; when it has, the file is kept or the failure said."""
    press = PRESSES.get(catalogue.pk)
    if press is None:
        if not (catalogue.folder / "data.json").exists():
            catalogue.advance(catalogue.position, 0)
            return False
        press = PRESSES[catalogue.pk] = Press.start(catalogue.folder)
    if not press.is_done(wait):
        return False
    words, succeeded = press.words(), press.process.returncode == 0
    drop(catalogue.pk)
    result = catalogue.folder / "result.json"
    if succeeded and result.exists():
        catalogue.finish(catalogue.folder / "catalogue.pdf", json.loads(result.read_text())["pages"])
    else:
        logger.error("catalogue %s was not printed: %s", catalogue.ref, words)
        give_up(catalogue)
    return True


def drop(pk: int) -> None:
    if press := PRESSES.pop(pk, None):
        press.stop()


def give_up(catalogue: PrintedCatalogue) -> None:
    """The words are kept with the catalogue, so they are said in the language of the person who waits for it."""
    with override(catalogue.user.language if catalogue.user else "en"):
        catalogue.fail(_("Something went wrong on our side while the pages were set. Make it again, or choose fewer."))


def print_now(catalogue: PrintedCatalogue) -> bool:
    """All of it while the reader waits; False when it is long, or somebody else makes it already."""
    if catalogue.products > AT_ONCE or catalogue.position:
        return False
    try:
        while step(catalogue, WAIT):
            pass
    except (WrongState, TimeoutError):
        drop(catalogue.pk)
    return catalogue.state == PrintedCatalogue.State.DONE


@every(hours=6)
def tidy_up() -> None:
    """Files are kept for thirty days; a folder that nobody works in any more goes, too."""
    for catalogue in PrintedCatalogue.objects.over()[:500]:
        catalogue.forget()
    for catalogue in PrintedCatalogue.objects.active():
        if catalogue.is_abandoned:
            give_up(catalogue)
