from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from payments import gateway
from payments.reconciling import compare


class Command(BaseCommand):
    help = "Compares Stripe's payments, refunds and payouts with ours; one line for each difference, exit 1 if any."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=3)

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        try:
            found = compare(now - timedelta(days=options["days"]), now)
        except gateway.GatewayError as problem:
            raise CommandError(f"Stripe could not be asked: {problem}", returncode=2) from problem
        for one in found:
            self.stdout.write(str(one))
        if found:
            raise SystemExit(1)
        self.stdout.write("Stripe and the portal agree.")
