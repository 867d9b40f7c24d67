"""`manage.py search_relevance`: how well the search answers our judged queries, as nDCG."""

import json
from argparse import ArgumentParser
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.test.utils import override_settings

if TYPE_CHECKING:
    from tests.relevance.judged import JudgedQuery
    from tests.relevance.measuring import Measured

GROUPS = ("group", "kind", "language")
WORST = 10
ENOUGH = 0.95  # of what was judged worth finding must be there, or the figures are those of another world
HOW = {
    "icecat": "Import the Icecat file: manage.py import_catalogue --company SLUG icecat-products.jsonl.xz; "
    "then manage.py search_rebuild.",
    "demo": "Build the demonstration in a database of its own: manage.py demo; then manage.py search_rebuild.",
}


class Command(BaseCommand):
    help = (
        "Print the nDCG of the search on the judged queries of tests/relevance, as a visitor finds things in this "
        "database: by group, kind and language, and the worst queries. Changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--world", choices=["icecat", "demo", "all"], default="icecat", help="which queries")
        parser.add_argument("--engine", choices=["elasticsearch", "embedded"], help="default: the one in use")
        parser.add_argument("--k", type=int, default=10, help="how many results count (default: 10)")
        parser.add_argument("--save", metavar="FILE", help="write the figure of each query as JSON")
        parser.add_argument("--compare", metavar="FILE", help="show what changed since this file was saved")
        parser.add_argument("--queries", action="store_true", help="show every query, not only the worst")
        parser.add_argument("--show", nargs="+", default=[], metavar="ID", help="show what these queries find")
        parser.add_argument("--unjudged", action="store_true", help="list what nobody has judged, to be graded")
        parser.add_argument("--references", action="store_true", help="measure plain systems too, on the same")

    def handle(self, *args: Any, **options: Any) -> None:
        judged = self.judged(options["world"])
        self.require(judged)
        with self.engine(options["engine"]):
            rows = self.measured(judged, options["k"])
            self.show(judged, options["show"], options["k"])
        before = self.saved(options["compare"]) if options["compare"] else {}
        if options["save"]:
            figures = {row.query.id: round(row.score, 6) for row in rows}
            Path(options["save"]).write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
        self.summary(rows, options["k"])
        worst = sorted(rows, key=lambda row: row.score)
        self.listed("every query" if options["queries"] else "worst", rows if options["queries"] else worst[:WORST])
        if before:
            self.changes(rows, before)
        if options["unjudged"]:
            self.to_grade(rows)
        if options["references"]:
            self.references(judged, options["k"])

    # -- what is measured --

    def judged(self, world: str) -> "list[JudgedQuery]":
        try:
            from tests.relevance.judged import queries
        except ImportError as problem:
            raise CommandError(
                "The judged queries are in tests/relevance, which only a checkout of the repository has; "
                "images for production leave the tests out."
            ) from problem
        return queries(world)

    def require(self, judged: "list[JudgedQuery]") -> None:
        """Raises CommandError when a world's things are not in this database."""
        from tests.relevance.keys import keys

        there = set(keys().values())
        for world in dict.fromkeys(query.world for query in judged):
            wanted = {key for query in judged if query.world == world for key, grade in query.grades.items() if grade}
            share = len(wanted & there) / max(1, len(wanted))
            if share < ENOUGH:
                raise CommandError(
                    f"Of what was judged in the world “{world}”, {share:.0%} is in this database. {HOW[world]}"
                )

    def engine(self, name: str | None) -> Any:
        if name == "elasticsearch" and not settings.ELASTICSEARCH_URL:
            raise CommandError("ELASTICSEARCH_URL names no server.")
        return override_settings(ELASTICSEARCH_URL="") if name == "embedded" else nullcontext()

    def measured(self, judged: "list[JudgedQuery]", k: int) -> "list[Measured]":
        from search.engines import engine
        from tests.relevance.measuring import NoAnswer, as_a_visitor, measure

        if k < 1:
            raise CommandError("--k is a whole number from 1.")
        self.name = engine().name
        try:
            return measure(judged, as_a_visitor, k)
        except NoAnswer as problem:
            raise CommandError(
                f"The engine ({self.name}) did not answer “{problem}”: {engine().status()}. Without an index, run "
                "manage.py search_rebuild with the same ELASTICSEARCH_URL, SEARCH_PREFIX and DATA_DIR."
            ) from problem

    def saved(self, path: str) -> dict[str, float]:
        try:
            return {str(name): float(value) for name, value in json.loads(Path(path).read_text("utf-8")).items()}
        except (OSError, ValueError, TypeError, AttributeError) as problem:
            raise CommandError(f"“{path}” is no file that --save wrote: {problem}") from problem

    # -- what is shown --

    def summary(self, rows: "list[Measured]", k: int) -> None:
        from tests.relevance.measuring import average, by

        unjudged = sum(len(row.unjudged) for row in rows)
        shown = sum(len(row.found) for row in rows)
        self.say(f"{self.name}: nDCG@{k} {average(rows):.3f} on {len(rows)} queries")
        self.say(f"unjudged among the first {k}: {unjudged} of {shown} (each counts as 0)")
        for name in GROUPS:
            self.say(f"\nby {name}")
            for value, members in by(rows, name).items():
                self.say(f"  {value:<14}{average(members):6.3f}  {len(members):3} queries")

    def show(self, judged: "list[JudgedQuery]", wanted: list[str], k: int) -> None:
        from tests.relevance.keys import key_of
        from tests.relevance.measuring import shown

        for query in (query for query in judged if query.id in wanted):
            self.say(f"\n{query.id} {query.text} ({query.group}): {query.intent}")
            for item in shown(query.text, k):
                key = key_of(item.kind, item.row)
                self.say(f"  {query.grades.get(key, '?')}  {key:<12} {item.title}")
        if wanted:
            self.say("")

    def listed(self, title: str, rows: "list[Measured]") -> None:
        self.say(f"\n{title}")
        for row in rows:
            grades = "".join(str(row.query.grades.get(key, "?")) for key in row.found) or "nothing found"
            self.say(f"  {row.query.id:<4}{row.score:6.3f}  {grades:<14}{row.query.text}  ({row.query.group})")

    def changes(self, rows: "list[Measured]", before: dict[str, float]) -> None:
        both = [row for row in rows if row.query.id in before]
        changed = [row for row in both if abs(row.score - before[row.query.id]) >= 0.0005]
        sum_before = sum(before[row.query.id] for row in both)
        self.say(f"\nsince then: {(sum(row.score for row in both) - sum_before) / max(1, len(both)):+.3f} on average")
        for group in dict.fromkeys(row.query.group for row in both):
            members = [row for row in both if row.query.group == group]
            difference = sum(row.score - before[row.query.id] for row in members) / len(members)
            self.say(f"  {group:<14}{difference:+.3f}")
        for row in sorted(changed, key=lambda row: row.score - before[row.query.id]):
            was = before[row.query.id]
            self.say(f"  {row.query.id:<4}{row.score - was:+.3f}  {was:.3f} → {row.score:.3f}  {row.query.text}")

    def to_grade(self, rows: "list[Measured]") -> None:
        self.say("\nnot judged yet, as lines of judgements.csv without their grade")
        for row in rows:
            for key in row.unjudged:
                self.say(f"{row.query.id},{key},")

    def references(self, judged: "list[JudgedQuery]", k: int) -> None:
        from tests.relevance.measuring import average, by, measure
        from tests.relevance.references import references

        self.say(f"\nplain systems on the same, nDCG@{k}")
        with references(settings.ELASTICSEARCH_URL) as ways:
            for name, search in ways.items():
                rows = measure(judged, search, k)
                unjudged = sum(len(row.unjudged) for row in rows)
                self.say(f"  {name:<36}{average(rows):6.3f}  unjudged {unjudged}")
                for group in ("group", "kind"):
                    parts = [f"{value} {average(members):.3f}" for value, members in by(rows, group).items()]
                    self.say(f"      {', '.join(parts)}")

    def say(self, line: str) -> None:
        self.stdout.write(line)
