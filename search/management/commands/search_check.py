"""`manage.py search_check [--repair]`: is everything in the index that should be, as it is now, and nothing else?"""

import sys
from argparse import ArgumentParser
from collections import defaultdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.engines import EngineDown, engine
from search.sync import findings, rebuild, sync


class Command(BaseCommand):
    help = "Compare index and database by id and version; exit 1 with a line per difference."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="bring the index in step, then compare again")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["repair"]:
                self.repair()
            problems = [sentence for _kind, _pk, sentence in self.found()]
        except EngineDown as problem:
            raise CommandError(f"The search engine does not answer ({problem}).") from problem
        for sentence in problems:
            self.stdout.write(sentence)
        if problems:
            sys.exit(1)
        self.stdout.write(f"index and database agree ({engine().name})")

    def found(self) -> list[tuple[str, int, str]]:
        if not engine().exists():
            return [("", 0, "there is no index")]
        return list(findings())

    def repair(self) -> None:
        if not engine().exists():
            rebuild()
        by_kind: dict[str, list[int]] = defaultdict(list)
        for kind, pk, _sentence in findings():
            by_kind[kind].append(pk)
        for kind, ids in by_kind.items():
            sync(kind, ids)
