"""Our own judged queries: what readers ask, and how well each thing answers it. The rules are in README.md."""

import csv
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
QUERIES, JUDGEMENTS = FOLDER / "queries.csv", FOLDER / "judgements.csv"
GRADES = (0, 1, 2, 3)
WORLDS = ("icecat", "demo")


@dataclass(frozen=True)
class JudgedQuery:
    """One query; `grades` has the grade of everything that was judged for it, by its key."""

    id: str
    world: str
    group: str
    language: str
    kind: str
    text: str
    intent: str
    grades: dict[str, int]


def queries(world: str = "all") -> list[JudgedQuery]:
    """The queries of a world (`all`: of every one), in the order of the file."""
    grades = judgements()
    return [
        JudgedQuery(
            id=row["id"],
            world=row["world"],
            group=row["group"],
            language=row["language"],
            kind=row["kind"],
            text=row["query"],
            intent=row["intent"],
            grades=grades.get(row["id"], {}),
        )
        for row in rows_of(QUERIES)
        if world in {"all", row["world"]}
    ]


def judgements() -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for row in rows_of(JUDGEMENTS):
        found.setdefault(row["query"], {})[row["key"]] = int(row["grade"])
    return found


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
