"""Messages that sockets of this process send: those that wait at the same moment are stored together.

A message that comes alone is stored at once. What arrives while it is being stored, or within a moment after it began,
waits for the next turn: where many write, one turn for several costs a fraction of a turn for each. A room that
somebody else holds at this moment is waited for by itself, so that the others need not.
"""

import asyncio
import time
from collections import deque
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from channels.db import database_sync_to_async
from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.utils import translation

from consultations.live.frames import BadFrame, Frame, acknowledged, enter_together, refused, saying_in
from consultations.models import Saying, say_together
from portal.core import live
from portal.core.hub import PerLoop
from portal.core.permissions import Refused

if TYPE_CHECKING:
    from consultations.live.consumers import RoomConsumer

MOST = 40  # messages of one transaction
PACE = 0.03  # seconds from the beginning of one turn to that of the next


@dataclass(eq=False)
class Letter:
    """A frame that asks for a message to be stored, the tab it came from, and the frame that answers it, if any."""

    tab: "RoomConsumer"
    frame: Frame
    done: "asyncio.Future[Frame | None]"
    saying: Saying | None = None
    reply: Frame | None = None
    error: Exception | None = None

    def answer(self) -> None:
        if self.done.done():
            return  # the tab has gone meanwhile
        if self.error is not None:
            self.done.set_exception(self.error)
        else:
            self.done.set_result(self.reply)


class Outbox:
    """The letters that wait in one process."""

    def __init__(self) -> None:
        self.waiting: deque[Letter] = deque()
        self.held: dict[str, deque[Letter]] = {}  # by rooms that are being waited for
        self.tasks: set[asyncio.Task[None]] = set()
        self.is_working = False

    async def send(self, tab: "RoomConsumer", frame: Frame) -> Frame | None:
        """The answer to the frame; None when the tab's access has ended. Raises what the database raises."""
        letter = Letter(tab, frame, asyncio.get_running_loop().create_future())
        self.held.get(tab.ref, self.waiting).append(letter)
        if self.waiting and not self.is_working:
            self.is_working = True
            self.begin(self.work())
        return await letter.done

    def begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def work(self) -> None:
        try:
            while self.waiting:
                next_turn = time.monotonic() + PACE
                for letter in await self.store(taken(self.waiting), waits=False):
                    if letter.tab.ref not in self.held:
                        self.held[letter.tab.ref] = deque()
                        self.begin(self.wait_for(letter.tab.ref))
                    self.held[letter.tab.ref].append(letter)
                await asyncio.sleep(max(0.0, next_turn - time.monotonic()))
        finally:
            self.is_working = False

    async def wait_for(self, ref: str) -> None:
        """Store what is for this room, until nothing more is."""
        try:
            while self.held[ref]:
                await self.store(taken(self.held[ref]), waits=True)
        finally:
            del self.held[ref]

    async def store(self, letters: list[Letter], waits: bool) -> list[Letter]:
        """Store them, push, and answer; gives those whose room is held."""
        pushes: list[live.Push] = []

        def work() -> list[Letter]:
            with live.gathered(pushes):
                return store(letters, waits)

        left: list[Letter] = []
        try:
            left = await database_sync_to_async(work, thread_sensitive=False)()
        except Exception as problem:  # each tab answers for itself what it makes of it
            for letter in letters:
                letter.error = problem
        for letter in letters:
            if letter not in left:
                letter.answer()
        for group, message in pushes:
            await live.pass_on(group, message)
        return left


outbox = PerLoop(Outbox)


def taken(waiting: deque[Letter]) -> list[Letter]:
    return [waiting.popleft() for _ in range(min(MOST, len(waiting)))]


def store(letters: Sequence[Letter], waits: bool) -> list[Letter]:
    """In a thread: authorise each anew, store what may be stored, and say to each what came of it."""
    now = time.monotonic()
    comers = [(letter.tab.session_key, letter.tab.ref, letter.tab.access) for letter in letters]
    for letter, access in zip(letters, enter_together(comers), strict=True):
        letter.tab.access, letter.tab.checked_at = access, now
        with translation.override(letter.tab.language):
            prepare(letter)
    sayings = [letter.saying for letter in letters if letter.saying]
    left = stored(sayings, waits) if sayings else []
    for letter in letters:
        if letter.saying and letter.saying not in left:
            with translation.override(letter.tab.language):
                reply(letter)
    return [letter for letter in letters if letter.saying in left]


def prepare(letter: Letter) -> None:
    access = letter.tab.access
    if access is None:
        return
    letter.tab.give_sign()
    try:
        letter.saying = saying_in(access, letter.frame)
    except BadFrame as problem:
        letter.reply = problem.frame


def stored(sayings: Sequence[Saying], waits: bool) -> list[Saying]:
    """What is refused by the database itself is refused alone: the others are stored one by one then."""
    try:
        return say_together(sayings, waits)
    except (OperationalError, InterfaceError):
        raise  # it is away: nothing was stored, and all are sent again
    except Exception:  # the database refuses one of them, whichever: each alone, below, has its own outcome
        if len(sayings) == 1:
            raise
    left: list[Saying] = []
    for saying in sayings:
        saying.message, saying.problem, saying.is_new = None, None, False
        try:
            left += say_together([saying], waits)
        except (OperationalError, InterfaceError):
            raise
        except Exception as problem:  # told to who sent it, in words or as a fault that is logged there
            saying.problem = problem
    return left


def reply(letter: Letter) -> None:
    saying, access = letter.saying, letter.tab.access
    if saying is None or access is None:
        return
    if isinstance(saying.problem, PermissionDenied | Refused):
        letter.reply = refused(saying.problem, letter.frame).frame
    elif saying.message is None:
        letter.error = saying.problem
    else:
        letter.reply = acknowledged(access, letter.frame, saying.message)
