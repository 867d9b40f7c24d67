"""`manage.py search_rebuild`: a new index, without a moment in which nothing is found."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.engines import EngineDown, engine
from search.sync import rebuild


class Command(BaseCommand):
    help = "Build the search index anew and put it in place of the old one, which serves until then."

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.perf_counter()
        try:
            total = rebuild()
        except EngineDown as problem:
            raise CommandError(
                f"The search engine does not answer ({problem}); the old index stays in use."
            ) from problem
        seconds = time.perf_counter() - started
        self.stdout.write(f"indexed {total} documents in {seconds:.1f} s ({engine().name})")
