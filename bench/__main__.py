"""`bin/bench [--full] [--write] [NAME …]`: run the modules of this folder on a database of their own; one table.

`--write` puts it into docs/BENCHMARKS.md as well. A module that fails does not keep the others from being measured.
"""

import importlib
import os
import pkgutil
import sys
import tempfile
import time
import traceback
from pathlib import Path
from urllib.parse import urlsplit

import bench
from bench.report import write
from bench.table import Row, show

NAME = os.environ.get("BENCH_NAME", "jangteo_bench")  # two at a time need two


def main(words: list[str]) -> int:
    known = [
        module.name
        for module in pkgutil.iter_modules(bench.__path__)
        if module.name not in {"__main__", "echo", "peers", "report", "sockets", "stock", "table"}
    ]
    chosen = [word for word in words if word not in {"--full", "--write"}] or known
    if not set(chosen) <= set(known):
        print(
            f"There is no {', '.join(sorted(set(chosen) - set(known)))}; there is {', '.join(known)}.", file=sys.stderr
        )
        return 2
    with tempfile.TemporaryDirectory(prefix="jangteo-bench-") as folder:
        prepare(Path(folder))
        began, full = time.perf_counter(), "--full" in words
        parts: dict[str, list[Row]] = {}
        failed: dict[str, str] = {}
        for name in chosen:
            measure(name, full, parts, failed)
        if "--write" in words:
            write(parts, failed, time.perf_counter() - began, full)
    return max(show([row for rows in parts.values() for row in rows]), int(bool(failed)))


def measure(name: str, full: bool, parts: dict[str, list[Row]], failed: dict[str, str]) -> None:
    began = time.perf_counter()
    try:
        parts[name] = [Row(*row) for row in importlib.import_module(f"bench.{name}").run(full)]
    except Exception as problem:  # of whatever kind: the others are still measured, and the run as a whole fails
        traceback.print_exc()
        failed[name] = repr(problem)[:200]
    print(f"{name}: {time.perf_counter() - began:.1f} s", file=sys.stderr, flush=True)


def prepare(folder: Path) -> None:
    """A fresh database beside the portal's own, and a folder and prefixes that touch nothing of it."""
    os.environ |= {"DATA_DIR": str(folder), "SEARCH_PREFIX": NAME, "REDIS_PREFIX": NAME, "DEBUG": "0"}
    os.environ |= {"SECRET_KEY": "bench", "ALLOWED_HOSTS": "testserver", "DJANGO_SETTINGS_MODULE": "portal.settings"}
    # Counted, but not in the way.
    os.environ |= dict.fromkeys(("TALK_NEW_A_DAY", "TALK_MESSAGES_A_MINUTE", "TALK_MESSAGES_A_DAY"), "1000000")
    os.environ.setdefault("SEARCH_PATIENCE", "10")  # what is slow is to be seen in the figures, not cut off
    address = os.environ.get("DATABASE_URL", "")
    if address:
        os.environ["DATABASE_URL"] = fresh_database(address)
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def fresh_database(address: str) -> str:
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {NAME}")
    return urlsplit(address)._replace(path=f"/{NAME}").geturl()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
