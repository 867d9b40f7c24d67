"""Memory of an import: CSV and JSON lines of 100,000 rows (`--full`: 1,000,000), checked only and brought in.

Each runs in a process of its own, whose highest resident size is read. Two thirds of the way through, one row in
fifty is bad, so that problems are there to be kept.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

BOUND = 300.0  # megabytes
ROWS, MANY = 100_000, 1_000_000


def run(full: bool = False) -> list[tuple[str, str, str, float, float]]:
    """A row for each kind and way: megabytes at most, beside the bound."""
    from companies.models import Company  # the process that is measured sets Django up itself

    rows = MANY if full else ROWS
    found = []
    with tempfile.TemporaryDirectory(prefix="jangteo-memory-") as folder:
        for ending, write in (("csv", write_csv), ("jsonl", write_jsonl)):
            path = Path(folder) / f"products.{ending}"
            with path.open("w", encoding="utf-8") as file:
                write(file, rows)
            for options in (["--dry-run"], []):
                company = Company.objects.create(name=f"Memory {ending} {options}", kind="supplier", country="KR")
                seconds, megabytes = measured(path, company.slug, options)
                name = f"{'checking' if options else 'importing'} {rows:,} rows of {ending}, MB"
                shown = f"{megabytes:.0f} MB, {rows / seconds:,.0f} rows/s"
                found.append((name, shown, f"{BOUND:.0f} MB", megabytes / BOUND, 1.0))
    return found


def measured(path: Path, slug: str, options: list[str]) -> tuple[float, float]:
    """Seconds, and megabytes at most, of the command in a process of its own (this module, run as a program)."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "bench.import_memory", str(path), "--company", slug, *options]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ, check=False)
    if not done.stdout:
        raise SystemExit(done.stderr[-3000:])
    return time.perf_counter() - began, float(done.stdout.splitlines()[-1])


def values(rows: int) -> Iterator[dict[str, Any]]:
    for number in range(rows):
        is_bad = number > rows * 2 // 3 and number % 50 == 0
        yield {
            "sku": f"M-{number:07}",
            "title": f"Deep groove ball bearing {number}",
            "description": "Sealed on both sides, greased for life.",
            "price": "minus" if is_bad else f"{1 + number % 90}.20",
            "currency": "USD",
            "moq": 100,
            "attr:Bore [mm]": number % 200 + 1,
        }


def write_csv(file: IO[str], rows: int) -> None:
    file.write("sku,title,description,price,currency,moq,attr:Bore [mm]\n")
    file.writelines(
        f'{one["sku"]},{one["title"]},"{one["description"]}",{one["price"]},USD,100,{one["attr:Bore [mm]"]}\n'
        for one in values(rows)
    )


def write_jsonl(file: IO[str], rows: int) -> None:
    file.writelines(json.dumps(one) + "\n" for one in values(rows))


def work(words: list[str]) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    try:
        call_command("import_catalogue", *words)
    except SystemExit as end:
        if end.code != 3:  # some rows are bad, as they should be
            raise
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    work(sys.argv[1:])
