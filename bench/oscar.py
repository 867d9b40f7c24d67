"""Our pages beside those of django-oscar, the shop that a Django developer would take instead: same products, same run.

Whole answers of both WSGI applications to a visitor, by turns: the list of a category and the page of a product, on
the products of the Icecat file. Oscar runs in a process and an environment of its own, which is made once in
`var/peers`; where the network does not give it, nothing is measured. Its search needs a server of its own kind, and
is not compared. Our pages show more (facets, prices in steps, translations), so twice its time is allowed.
"""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

OSCAR = "django-oscar[sorl-thumbnail]==4.2"
ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / "var" / "peers" / "oscar"
ROUNDS, FULL_ROUNDS = 60, 300
WORLD = "stock"  # the database that is shared with the other measurements of that name
BOUND = 2.0


def run(full: bool) -> list[tuple[str, str, str, float, float]]:
    from django.db import connection

    from bench.import_catalogue import FILE
    from bench.search_page import visitor
    from bench.stock import stock

    if connection.vendor != "postgresql" or not stock() or not installed():
        return []
    shop = Shop(FILE, database())
    try:
        rows = []
        lists, goods = visitor(list_path(), b"<h1"), [visitor(path, b"<h1") for path in product_paths()]
        for name, ours, theirs in (
            ("list of a category", [lists], shop.list),
            ("page of a product", goods, shop.products),
        ):
            times: tuple[list[float], list[float]] = ([], [])
            for turn in range(FULL_ROUNDS if full else ROUNDS):
                mine, other = ours[turn % len(ours)](), shop.seconds(theirs[turn % len(theirs)])
                if turn > 2:  # the first ones warm both up
                    times[0].append(mine)
                    times[1].append(other)
            for what, figure in (("p50", statistics.median), ("p95", late)):
                mine, other = figure(times[0]), figure(times[1])
                shown = f"{mine * 1000:.1f} ms", f"{other * 1000:.1f} ms django-oscar 4.2"
                rows.append((f"{name}, {what}", *shown, mine / other, BOUND))
        return rows
    finally:
        shop.close()


def late(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def list_path() -> str:
    """The category with the most products."""
    from django.db.models import Count

    from catalog.models import Category

    return str(Category.objects.annotate(n=Count("products")).order_by("-n").first().get_absolute_url())  # type: ignore[union-attr]


def product_paths() -> list[str]:
    from catalog.models import Product

    return [
        one.get_absolute_url()
        for one in Product.objects.published().filter(company__slug="bench-search").order_by("pk")[:50]
    ]


def installed() -> bool:
    """Whether the peer's environment is there, made now where it is not."""
    python = HOME / "bin" / "python"
    if python.exists() and subprocess.run([python, "-c", "import oscar, psycopg, sorl"], check=False).returncode == 0:
        return True
    HOME.parent.mkdir(parents=True, exist_ok=True)
    commands: list[list[str | Path]] = [
        [sys.executable, "-m", "venv", HOME],
        [python, "-m", "pip", "install", "-q", OSCAR, "psycopg"],
    ]
    for command in commands:
        if subprocess.run(command, check=False).returncode != 0:
            print("oscar: not measured, it could not be installed", file=sys.stderr)
            return False
    return True


def database() -> str:
    """A fresh one beside the measurement's own; returns what the shop asks for of it."""
    import psycopg

    parts = urlsplit(os.environ["DATABASE_URL"])
    name = f"{parts.path.strip('/')}_oscar"
    with psycopg.connect(parts._replace(path="/postgres").geturl(), autocommit=True) as link:
        link.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())
        link.execute(f'CREATE DATABASE "{name}"'.encode())
    return ",".join([name, parts.hostname or "", str(parts.port or ""), parts.username or ""])


class Shop:
    """The peer's process, and what it has to show."""

    def __init__(self, file: Path, address: str) -> None:
        own = {key: value for key, value in os.environ.items() if not key.startswith("DJANGO")}
        folder = Path(__file__).parent / "peers"
        self.process: Any = subprocess.Popen(
            [HOME / "bin" / "python", folder / "oscar_shop.py", file],
            cwd=folder,
            env={**own, "OSCAR_DATABASE": address, "OSCAR_MEDIA": os.environ["DATA_DIR"], "PYTHONPATH": str(folder)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        paths = json.loads(self.read() or "{}")
        if not paths:
            raise RuntimeError("the shop did not open")
        self.list, self.products = [paths["list"]], paths["products"]

    def read(self) -> str:
        return str(self.process.stdout.readline())

    def seconds(self, path: str) -> float:
        self.process.stdin.write(f"{path}\n")
        self.process.stdin.flush()
        answer = json.loads(self.read())
        if answer["status"] != "200 OK":
            raise RuntimeError(f"{path} answered {answer}")
        return float(answer["seconds"])

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
