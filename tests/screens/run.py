"""One run: the walks of all roles, then the checker of HTML, then the browser, and one report of all that is wrong."""

import argparse
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.utils import translation

from portal.core.relay import deliver_all
from search.engines import engine
from tests.journeys.conftest import browser_alone, serving
from tests.journeys.test_every_page import pages
from tests.screens import markup, sheet
from tests.screens.crawl import ROLES, Fault, Seen, Walk, forgotten, in_english
from tests.screens.mishaps import mishaps
from tests.screens.patterns import Lender, Pattern
from tests.screens.pictures import Shot, Studio, unlike

FOLDER = Path(settings.BASE_DIR) / "var" / "screens"
OFFICES = {
    "moderator": ["/desk/", "/editors/", "/staff/"],
    "editor": ["/editors/"],
    "admin": ["/desk/", "/editors/", "/staff/", "/styleguide/"],
}
SIZES, SCHEMES, LANGUAGES = [390, 1280], ["light", "dark"], ["en", "ko"]


def main(words: list[str]) -> int:
    chosen = parsed(words)
    try:
        if not chosen.no_html:
            markup.checker()  # better known before the walk than after it
    except markup.NoChecker as problem:
        print(f"Stopped: {problem}.")
        return 2
    deliver_all()  # what the demonstration has begun: notifications, mails, the index
    if not engine().exists():
        call_command("search_rebuild", verbosity=0)
    walks = walked(chosen)
    faults = [fault for walk in walks for fault in walk.faults]
    seen = [page for walk in walks for page in walk.seen]
    if "visitor" in (chosen.role or ROLES):
        wrong = [page for page in mishaps(chosen.lang or LANGUAGES) if wanted(chosen.path)(page.path)]
        faults += [fault for page in wrong for fault in in_english(page)]
        seen += wrong
    with translation.override(settings.LANGUAGE_CODE):  # of the patterns the names are those without a prefix
        unseen = list(forgotten(walks)) if not (chosen.role or chosen.path) else []
    if not chosen.no_html:
        faults += checked(unlike([page for page in seen if page.ours], set()))
    text = reported(faults, unseen)
    if not chosen.no_pictures:
        for shots in photographed(chosen, seen, faults):  # a run that is broken off leaves what it has
            sheet.lay_out(FOLDER / "pictures", shots, faults)
            text = reported(faults, unseen)
    say(text)
    return 1 if faults else 0


def reported(faults: list[Fault], unseen: list[tuple[Pattern, str]]) -> str:
    text = sheet.report(faults, unseen)
    (FOLDER / "report.txt").write_text(text + "\n", "utf-8")
    return text


def parsed(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/screens", description=__doc__)
    parser.add_argument("--role", action="append", choices=ROLES, help="only as this role; may be given several times")
    parser.add_argument("--path", action="append", help="judge only addresses that begin with this")
    parser.add_argument("--lang", action="append", choices=LANGUAGES)
    parser.add_argument("--size", action="append", type=int, help="a width in pixels (390 and 1280)")
    parser.add_argument("--scheme", action="append", choices=SCHEMES)
    parser.add_argument("--each", type=int, default=2, help="pages that differ only by their object: so many (2)")
    parser.add_argument("--more", action="store_true", help="keep the pictures there are, and take none of their like")
    parser.add_argument("--no-pictures", action="store_true", help="only what can be judged without a browser")
    parser.add_argument("--no-html", action="store_true", help="without the Nu HTML checker")
    return parser.parse_args(words)


def walked(chosen: argparse.Namespace) -> list[Walk]:
    starts = pages()
    lender, answered = Lender(), set[str]()
    walks = []
    for role in chosen.role or ROLES:
        began = time.monotonic()
        walk = Walk(role, chosen.lang or LANGUAGES, chosen.each, wanted(chosen.path), lender, answered)
        named = [path.removeprefix("/ko") for path in starts.get("" if role == "visitor" else role, [])]
        walk.follow(["/", *([] if role == "visitor" else ["/my/"]), *OFFICES.get(role, []), *named])
        walks.append(walk)
        say(f"{role}: {len(walk.seen)} pages, {len(walk.faults)} faults ({time.monotonic() - began:.0f} s)")
    return walks


def wanted(beginnings: list[str] | None) -> Callable[[str], bool]:
    return lambda path: not beginnings or path.startswith(tuple(beginnings))


def checked(ours: list[Seen]) -> list[Fault]:
    began = time.monotonic()
    found = list(markup.judged(ours, FOLDER / "html"))
    say(f"HTML of {len(ours)} pages: {len(found)} faults ({time.monotonic() - began:.0f} s)")
    return found


def photographed(chosen: argparse.Namespace, seen: list[Seen], faults: list[Fault]) -> Iterator[list[Shot]]:
    """The pictures so far, after each role."""
    folder, listed = FOLDER / "pictures", FOLDER / "pictures" / "known.txt"
    if not chosen.more:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    known = set(listed.read_text("utf-8").split()) if listed.exists() else set()
    seen = unlike(seen, known)
    say(f"{len(seen)} pages to look at in the browser, a few seconds each …")
    shots: list[Shot] = []
    with serving() as address, browser_alone(address) as portal:
        studio = Studio(portal, folder, chosen.size or SIZES, chosen.scheme or SCHEMES)
        for role in dict.fromkeys(page.role for page in seen):
            began = time.monotonic()
            taken = list(studio.take([page for page in seen if page.role == role], faults))
            shots += taken
            say(f"{role}: {len(taken)} pages looked at ({time.monotonic() - began:.0f} s)")
            yield shots
    listed.write_text("\n".join(sorted(known)), "utf-8")


def say(text: str) -> None:
    print(text, flush=True)
