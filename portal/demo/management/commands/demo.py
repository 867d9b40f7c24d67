"""`manage.py demo`: fill the portal with an invented world, once; `--behind` and `--draw` do it in two parts."""

import os
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from catalog.models import Product
from companies.models import Company
from portal.demo import hanging, scale, world
from portal.demo.founding import ACCOUNTS, DOMAIN, PASSWORD


class Command(BaseCommand):
    help = "Build the demonstration: 48 companies with their people, goods and talks. Again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--companies", type=int, default=0, help="add made-up companies up to this number")
        parser.add_argument("--products", type=int, default=0, help="add made-up products up to this number")
        parser.add_argument("--behind", action="store_true", help="leave most pictures to `demo --draw`")
        parser.add_argument("--draw", action="store_true", help="only draw what was left, and show it")
        parser.add_argument("--draft-pictures", action="store_true", help="blank paper instead of drawn products: fast")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError(
                "The demonstration makes accounts whose password everybody knows; it is only for development. "
                "Start it with DEBUG=1, on a database that holds nothing real."
            )
        if options["draw"]:
            self.draw(options["draft_pictures"])
            return
        started = time.monotonic()
        world.build(options["draft_pictures"], self.say, behind=options["behind"])
        if options["companies"] or options["products"]:
            scale.grow(options["companies"], options["products"], self.say)
        self.say(
            f"{Company.objects.count()} companies and {Product.objects.count()} products are there "
            f"({time.monotonic() - started:.1f} s)."
        )
        self.say(f"Sign in as {', '.join(f'{name}@{DOMAIN}' for name in ACCOUNTS)} with {PASSWORD}")

    def draw(self, draft: bool) -> None:
        """Behind a portal that is in use, and after whatever that wants of the processor."""
        os.nice(10)
        count = hanging.hang_rest(draft, self.say)
        self.say(f"The pictures of the demonstration are complete: {count} products got theirs just now.")

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
