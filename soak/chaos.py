"""The portal as in production, under load, while each of its parts is killed in turn and comes back; then an audit.

Everything that a person's browser was told has happened must be there once; what nobody was told of, at most once.
"""

import asyncio
import os
import secrets
import shutil
import socket
import sys
import threading
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django

from bench.sockets import pairs
from soak.crowd import Book, Deed, living
from soak.parts import Fault, Portal, faults

ROOMS = 3
SETTLE = 240.0  # seconds in which all has to come right after the last fault
LAST_TRIES = 60.0  # of people who still have no answer
KINDS = ("look at a page", "search", "order", "confirm", "begin a payment", "pledge", "publish")


@dataclass(frozen=True)
class Window:
    """From the moment a part was taken until it had time to come right."""

    fault: str
    began: float
    given: float  # when it was back
    ended: float


def main(words: list[str]) -> int:
    asked = ArgumentParser(prog="bin/chaos", description=__doc__)
    asked.add_argument("--minutes", type=float, default=10)
    asked.add_argument("--logs", type=Path, help="where the logs of the parts are kept")
    options = asked.parse_args(words)
    folder = Path(os.environ["SOAK_FOLDER"])
    web, sockets, stripe_port = free_ports(3)
    origin = f"http://127.0.0.1:{web}"
    os.environ |= {
        "DEBUG": "0",
        "SECRET_KEY": secrets.token_urlsafe(48),
        "ALLOWED_HOSTS": "127.0.0.1",
        "SITE_URL": origin,
        "STRIPE_API_KEY": "sk_test_local",
        "STRIPE_WEBHOOK_SECRET": f"whsec_{secrets.token_hex(16)}",
        "STRIPE_API_BASE": f"http://127.0.0.1:{stripe_port}",
    }
    django.setup()
    from payments.localstripe.server import LocalStripe

    stripe = LocalStripe(stripe_port, f"{origin}/webhooks/stripe/", os.environ["STRIPE_WEBHOOK_SECRET"])
    threading.Thread(target=stripe.serve_forever, daemon=True).start()
    portal = Portal(folder, web, sockets)
    try:
        return run(portal, stripe, folder / "servers", options.minutes * 60)
    finally:
        portal.stop()
        if options.logs:
            options.logs.mkdir(parents=True, exist_ok=True)
            for log in folder.glob("*.log"):
                shutil.copy(log, options.logs)


def free_ports(number: int) -> list[int]:
    probes = [socket.socket() for _ in range(number)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    found = [int(probe.getsockname()[1]) for probe in probes]
    for probe in probes:
        probe.close()
    return found


def run(portal: Portal, stripe: Any, servers: Path, seconds: float) -> int:
    from django.core.management import call_command

    from soak.chat import insist_on_storing
    from soak.world import people

    say("Preparing the portal …")
    call_command("prepare", verbosity=0)
    insist_on_storing()
    book = Book()
    crowd = people(book, portal, stripe)
    made = pairs(ROOMS)
    call_command("search_rebuild")
    portal.start()
    threads = [threading.Thread(target=living, args=(book, one), daemon=True) for one in crowd]
    for thread in threads:
        thread.start()
    talks, windows = asyncio.run(evening(portal, made, servers, seconds, book, threads))
    return report(book, windows, talks, stripe, portal)


async def evening(
    portal: Portal, made: list[Any], servers: Path, seconds: float, book: Book, threads: list[threading.Thread]
) -> tuple[list[Any], list[Window]]:
    """The talks run beside the crowd's threads, the faults beside both, until all is told to come to an end."""
    from soak.chat import Tab, Talk, chatter

    at = SocketServer(portal.sockets_port, f"http://127.0.0.1:{portal.port}")
    talks = [
        Talk(pair, [Tab(at, seat, f"tab {n}") for n, seat in enumerate((*pair.seats, pair.seats[0]))])  # type: ignore[arg-type]
        for pair in made
    ]
    tabs = [tab for talk in talks for tab in talk.tabs]
    living_tabs = [asyncio.create_task(tab.live()) for tab in tabs]
    talking = [asyncio.create_task(chatter(tab)) for tab in tabs]
    windows = await asyncio.to_thread(take_and_give, portal, servers, seconds)
    for task in talking:
        task.cancel()
    await asyncio.to_thread(settle, book, threads)
    end = time.monotonic() + SETTLE
    while not all(talk.is_settled for talk in talks) and time.monotonic() < end:
        await asyncio.sleep(0.5)
    for task in living_tabs:
        task.cancel()
    return talks, windows


@dataclass(frozen=True)
class SocketServer:
    """Where sockets go, and the site whose pages open them."""

    port: int
    origin: str


def take_and_give(portal: Portal, servers: Path, seconds: float) -> list[Window]:
    windows, began = [], time.monotonic()
    time.sleep(10)
    windows.append(Window("(nothing)", began, began, time.monotonic()))
    round_of_faults = faults(portal, servers)
    while True:
        for fault in round_of_faults:
            if time.monotonic() - began > seconds:
                return windows
            windows.append(one_fault(fault))


def one_fault(fault: Fault) -> Window:
    say(f"{fault.name}: killed, away for {fault.away:.0f} s")
    began = time.monotonic()
    fault.take()
    time.sleep(fault.away)
    fault.give()
    given = time.monotonic()
    time.sleep(fault.calm)
    return Window(fault.name, began, given, time.monotonic())


def settle(book: Book, threads: list[threading.Thread]) -> None:
    """People finish what they began; then the relay, until nothing waits."""
    began = time.monotonic()
    book.is_over.set()
    for thread in threads:
        thread.join(max(0.0, LAST_TRIES - (time.monotonic() - began)))
    book.is_closed.set()
    for thread in threads:
        thread.join(60)
    wait_until_told()
    from django.core.management import call_command

    from portal.core.events import Event

    try:  # as the clock does: what no message told of is asked about, which makes new events
        call_command("reconcile")
    except SystemExit:
        say("the comparison with Stripe found differences; it is asked again at the end")
    wait_until_told()
    say(f"{Event.objects.count()} events; settled after {time.monotonic() - began:.0f} s")


def wait_until_told() -> None:
    """As long as the relay gets on, however slow the machine is; what it cannot deliver the audit names."""
    from django.db import connection

    from portal.core.events import Event

    connection.close()  # the server at its other end was killed
    least, since = -1, time.monotonic()
    while (waiting := Event.objects.filter(state=Event.State.PENDING).count()) and time.monotonic() - since < SETTLE:
        if least < 0 or waiting < least:
            least, since = waiting, time.monotonic()
        time.sleep(0.5)


def report(book: Book, windows: list[Window], talks: list[Any], stripe: Any, portal: Portal) -> int:
    from django.db import connection

    from soak.audit import findings

    connection.close()
    for line in table(book.deeds, windows):
        print(line)
    print()
    for line in failures(book.deeds, windows):
        print(line)
    print()
    found = findings(book, stripe)
    found["messages"] = [words for talk in talks for words in talk.findings()]
    for line in acknowledged(book, talks):
        print(line)
    for process in portal.all:
        print(f"{process.name}: ended {process.deaths} times without having been asked to")
    total = sum(map(len, found.values()))
    print(f"\n{total} findings")
    for what, lines in found.items():
        print(f"  {what}: {len(lines) or 'none'}")
        for line in lines[:15]:
            print(f"    {line}")
    return 1 if total or not any(one.is_acknowledged for one in book.of("pay at Stripe")) else 0


def table(deeds: list[Deed], windows: list[Window]) -> Iterator[str]:
    """For each fault, what people met from the kill to the calm: answered of asked, the slowest, and how soon after
    its return everything was answered again.
    """
    yield (
        f"{'killed':22}{'times':>6}{'away':>7}"
        + "".join(f"{kind:>17}" for kind in KINDS)
        + f"{'slowest':>9}{'well':>7}"
    )
    for name in dict.fromkeys(window.fault for window in windows):
        mine = [window for window in windows if window.fault == name]
        within = [deed for deed in deeds if any(window.began <= deed.end < window.ended for window in mine)]
        away = max(window.given - window.began for window in mine)
        cells = [cell([deed for deed in within if deed.kind == kind]) for kind in KINDS]
        slowest = max((deed.seconds for deed in within), default=0)
        well = max(until_well(deeds, window) for window in mine)
        yield (
            f"{name:22}{len(mine):>6}{away:>6.0f}s"
            + "".join(f"{one:>17}" for one in cells)
            + (f"{slowest:>8.1f}s{well:>6.1f}s")
        )


def failures(deeds: list[Deed], windows: list[Window]) -> Iterator[str]:
    """How what was not answered well ended, for each fault: 0 is no answer at all."""
    for name in dict.fromkeys(window.fault for window in windows):
        mine = [window for window in windows if window.fault == name]
        bad = [one for one in deeds if not one.is_good and any(w.began <= one.end < w.ended for w in mine)]
        if bad:
            counted = Counter(one.status for one in bad)
            slowest = max(one.seconds for one in bad)
            words = ", ".join(f"{number} × {status or 'no answer'}" for status, number in sorted(counted.items()))
            yield f"{name}: {words}; the slowest of them after {slowest:.1f} s"


def cell(deeds: list[Deed]) -> str:
    good = sum(deed.is_good for deed in deeds)
    return f"{good} of {len(deeds)}"


def until_well(deeds: list[Deed], window: Window) -> float:
    """Seconds after the part was back until the last request that failed."""
    bad = [deed.end for deed in deeds if window.given <= deed.end < window.ended and not deed.is_good]
    return max(bad) - window.given if bad else 0.0


def acknowledged(book: Book, talks: list[Any]) -> Iterator[str]:
    for kind in dict.fromkeys(one.kind for one in book.attempts):
        mine = book.of(kind)
        again = sum(one.sent > 1 for one in mine)
        yield (
            f"{kind}: {len(mine)} begun, {sum(one.is_acknowledged for one in mine)} acknowledged, "
            f"{again} sent more than once, {sum(not one.answer for one in mine)} never answered"
        )
    tabs = [tab for talk in talks for tab in talk.tabs]
    yield f"searches were answered by {', '.join(f'{name} ({n})' for name, n in book.engines.items())}"
    yield f"messages: {sum(len(tab.acknowledged) for tab in tabs)} acknowledged in {len(tabs)} tabs"


def say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
