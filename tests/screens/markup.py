"""What the checker of the W3C (Nu) says of the pages as they are served."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from tests.screens.crawl import Fault, Seen

BATCH = 400
# htmx reads attributes of its own; the rest is said where it stands.
NOT_MEANT = re.compile(
    r"Attribute .hx-[a-z-]+. not allowed"
    r"|Trailing slash on void elements"
)


class NoChecker(Exception):
    """The message says what to install."""


def checker() -> Path:
    jar = os.environ.get("VNU_JAR") or Path(settings.BASE_DIR) / "node_modules/vnu-jar/build/dist/vnu.jar"
    if not Path(jar).is_file():
        raise NoChecker("the Nu HTML checker is missing: npm ci --ignore-scripts, or VNU_JAR=…/vnu.jar")
    if not shutil.which("java"):
        raise NoChecker("the Nu HTML checker needs java (Debian: default-jre-headless)")
    return Path(jar)


def judged(pages: list[Seen], folder: Path) -> Iterator[Fault]:
    """The faults of all pages; the checker starts slowly, so it gets many at a time."""
    jar = checker()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    by_file = {}
    for number, page in enumerate(pages):
        path = folder / f"{number}.html"
        path.write_text(page.html, "utf-8")
        by_file[path.name] = page
    files = sorted(by_file)
    for start in range(0, len(files), BATCH):
        command = ["java", "-Xmx700m", "-Xss4m", "-jar", str(jar), "--errors-only", "--format", "json", "--stdout"]
        named = [str(folder / name) for name in files[start : start + BATCH]]
        done = subprocess.run([*command, *named], capture_output=True, text=True, check=False)
        yield from told(json.loads(done.stdout)["messages"], by_file)


def told(messages: list[dict[str, str]], by_file: dict[str, Seen]) -> Iterator[Fault]:
    for message in messages:
        if NOT_MEANT.search(message["message"]):
            continue
        page = by_file[message["url"].rpartition("/")[2]]
        extract = " ".join(message.get("extract", "").split())
        yield Fault(page.role, page.path, "html", f"{message['message']} … {extract[:160]}")
