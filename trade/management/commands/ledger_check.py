"""`manage.py ledger_check`: exits with 0 when the books are right, else with 1 and a line for each finding."""

import sys
from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand

from trade.books.checking import findings
from trade.books.models import Posting
from trade.settling.checking import findings as findings_of_instalments


class Command(BaseCommand):
    help = "Checks that every posting is complete and sums to zero, and that instalments sum to their orders."

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        for line in chain(findings(), findings_of_instalments()):
            found += 1
            self.stdout.write(line)
        if found:
            sys.exit(1)
        self.stdout.write(f"{Posting.objects.count()} postings, all in balance.")
