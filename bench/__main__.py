"""`bin/bench [--full] [--write] [NAME …]`: run the modules of this folder, each in a process of its own; one table.

Each has a database to itself, a copy of one that was migrated once; the modules that say `WORLD = "stock"` share
theirs, because filling it takes longest. `--write` puts what was measured into docs/BENCHMARKS.md as well, and leaves
the rest of it as it is. A module that fails does not keep the others from being measured.
"""

import importlib
import json
import os
import pkgutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import bench
from bench.report import write
from bench.table import Row, show

NAME = os.environ.get("BENCH_NAME", "jangteo_bench")  # two at a time need two
TOOLS = {"__main__", "echo", "peers", "report", "sockets", "stock", "table"}


def main(words: list[str]) -> int:
    known = [module.name for module in pkgutil.iter_modules(bench.__path__) if module.name not in TOOLS]
    chosen = [word for word in words if word not in {"--full", "--write", "--part"}] or known
    if not set(chosen) <= set(known):
        print(
            f"There is no {', '.join(sorted(set(chosen) - set(known)))}; there is {', '.join(known)}.", file=sys.stderr
        )
        return 2
    if "--part" in words:
        return part(chosen[0], "--full" in words)
    with tempfile.TemporaryDirectory(prefix="jangteo-bench-") as folder:
        prepare(Path(folder))
        parts: dict[str, list[Row]] = {}
        failed: dict[str, str] = {}
        seconds: dict[str, float] = {}
        worlds = {name: getattr(importlib.import_module(f"bench.{name}"), "WORLD", name) for name in chosen}
        for name in sorted(chosen, key=lambda name: (worlds[name], name)):
            begin_world(worlds[name])
            seconds[name] = measure(name, "--full" in words, parts, failed)
        end_worlds({"first", *worlds.values()})
        if "--write" in words:
            write(parts, failed, seconds)
    return max(show([row for rows in parts.values() for row in rows]), int(bool(failed)))


def measure(name: str, full: bool, parts: dict[str, list[Row]], failed: dict[str, str]) -> float:
    """Seconds that it took. A child's highest memory counts from its parent's, so ours must stay small."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "bench", "--part", name, *(["--full"] if full else [])]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode == 0:
        parts[name] = [Row(*row) for row in json.loads(done.stdout.splitlines()[-1])]
    else:
        failed[name] = (done.stdout.splitlines() or [f"it ended with {done.returncode}"])[-1][:200]
    seconds = time.perf_counter() - began
    print(f"{name}: {seconds:.1f} s", file=sys.stderr, flush=True)
    return seconds


def part(name: str, full: bool) -> int:
    """One module, in this process; its rows are the last line of what is printed."""
    import django

    django.setup()
    try:
        rows = importlib.import_module(f"bench.{name}").run(full)
    except Exception as problem:  # of whatever kind: its last words go to who measures, and it is raised again
        print(" ".join(f"{type(problem).__name__}: {problem}".split()))
        raise
    print(json.dumps(rows))
    return 0


def prepare(folder: Path) -> None:
    """A migrated database to copy, and a folder and prefixes that touch nothing of the portal's own."""
    os.environ |= {"DATA_DIR": str(folder), "SEARCH_PREFIX": NAME, "REDIS_PREFIX": NAME, "DEBUG": "0"}
    os.environ |= {"SECRET_KEY": "bench", "ALLOWED_HOSTS": "testserver", "DJANGO_SETTINGS_MODULE": "portal.settings"}
    # Counted, but not in the way.
    limits = ("TALK_NEW_A_DAY", "TALK_MESSAGES_A_MINUTE", "TALK_MESSAGES_A_DAY", "SEARCHES_A_MINUTE")
    os.environ |= dict.fromkeys(limits, "1000000")
    os.environ.setdefault("SEARCH_PATIENCE", "10")  # what is slow is to be seen in the figures, not cut off
    begin_world("first")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    connections.close_all()  # nothing is copied from a database that is in use


def begin_world(world: str) -> None:
    """Lets what is started from now on use the database of this world; SQLite and its files have one for all."""
    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith("postgres"):
        return
    database = f"{NAME}_{world}"
    if not address.endswith(f"/{database}"):
        copied = "" if world == "first" else f" TEMPLATE {NAME}_first"
        said(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)", f"CREATE DATABASE {database}{copied}")
    os.environ["DATABASE_URL"] = urlsplit(address)._replace(path=f"/{database}").geturl()
    os.environ["SEARCH_PREFIX"] = os.environ["REDIS_PREFIX"] = database


def end_worlds(worlds: set[str]) -> None:
    """Gives the databases and indices back: they take gigabytes."""
    from django.conf import settings

    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        said(*(f"DROP DATABASE IF EXISTS {NAME}_{world} WITH (FORCE)" for world in worlds - {"first"}))
    if settings.ELASTICSEARCH_URL:
        from search.engines import engine

        indices: Any = engine().reader.indices  # type: ignore[attr-defined]  # the engine is Elasticsearch here
        for index in indices.get(index=f"{NAME}_*"):
            indices.delete(index=index)


def said(*statements: str) -> None:
    import psycopg

    maintained = urlsplit(os.environ["DATABASE_URL"])._replace(path="/postgres").geturl()
    with psycopg.connect(maintained, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
