"""`docs/BENCHMARKS.md`: what `bin/bench --write` measured last, where, and with what."""

import os
import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.table import Row, figure

FILE = Path(__file__).resolve().parents[1] / "docs" / "BENCHMARKS.md"
HEAD = """# Benchmarks

Written by `bin/bench --write`. Each row is a ratio within one run: what we measured against a reference of the same
minute on the same machine (the engine's own client, a bare write, the small case of the same page, a peer with the
same products). Milliseconds are of this machine and mean little elsewhere; ratios travel. What each row measures
stands at the head of its module in `bench/`, and `bin/bench --write NAME` measures one section anew.
"""
TODAY = f"{datetime.now(UTC):%Y-%m-%d}"


def write(parts: Mapping[str, Sequence[Row]], failed: Mapping[str, str], seconds: Mapping[str, float]) -> None:
    """Puts these sections in; those of parts that were not asked for stay, each with its own date."""
    sections = written() | {name: section(name, rows, seconds[name]) for name, rows in parts.items()}
    sections |= {name: f"## {name}\n\n{TODAY}: failed, {reason}\n" for name, reason in failed.items()}
    facts = "\n".join(f"* {line}" for line in surroundings())
    FILE.write_text("\n".join([HEAD, facts, "", *(sections[name] for name in sorted(sections))]), encoding="utf-8")


def written() -> dict[str, str]:
    """The sections that stand in the file now, by name."""
    text = FILE.read_text(encoding="utf-8") if FILE.exists() else ""
    return {part.partition("\n")[0]: f"## {part.rstrip()}\n" for part in text.split("\n## ")[1:]}


def section(name: str, rows: Sequence[Row], seconds: float) -> str:
    lines = [f"## {name}", "", f"{TODAY}, in {seconds:.0f} s."]
    if rows:
        lines += ["", "| | measured | reference | ratio | at most |", "|---|---:|---:|---:|---:|", *map(shown, rows)]
    else:
        lines += ["", "Not measured: what it needs is not here."]
    return "\n".join(lines) + "\n"


def shown(row: Row) -> str:
    mark = "" if row.holds else " **past its bound**"
    return f"| {row.name} | {figure(row.measured)} | {figure(row.reference)} | {row.ratio:.2f}{mark} | {row.bound:g} |"


def surroundings() -> list[str]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return [
        f"{os.cpu_count()} cores ({processor()}), {memory:.0f} GB of memory, shared by servers and measurement",
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}",
        *servers(),
    ]


def processor() -> str:
    try:
        rows = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((row.partition(":")[2].strip() for row in rows if row.startswith("model name")), platform.machine())


def servers() -> list[str]:
    from django.conf import settings
    from django.db import connection
    from redis import Redis

    found = []
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            found.append(f"PostgreSQL {cursor.fetchone()[0]}")
    if settings.REDIS_URL:
        client: Any = Redis.from_url(settings.REDIS_URL)
        found.append(f"Redis {client.info('server')['redis_version']}")
    if settings.ELASTICSEARCH_URL:
        from search.engines import engine

        elastic: Any = engine()
        found.append(f"Elasticsearch {elastic.reader.info()['version']['number']}")
    return found
