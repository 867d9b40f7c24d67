"""`manage.py storage_check [--repair]`: are all files of companies counted, and is all that is counted still there?"""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from companies import storing


class Command(BaseCommand):
    help = "Compare the books of stored files with the rows that name files; exit 1 with a line per difference."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="set the books right, then compare again")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["repair"]:
            for line in storing.set_right():
                self.stdout.write(f"set right: {line}")
        wrong = [f"{keeping.label} {row.pk}: {file.name} is not counted" for keeping, row, file in storing.unnoted()]
        wrong += [f"{one.label}: {one.name} belongs to nothing" for one in storing.ownerless()]
        wrong += [f"company {room.company_id}: the sum is wrong" for room in storing.miscounted()]
        for line in wrong:
            self.stdout.write(line)
        if wrong:
            sys.exit(1)
        self.stdout.write("the books of stored files agree")
