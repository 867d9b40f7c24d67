"""`manage.py localstripe --webhook http://127.0.0.1:8000/webhooks/stripe/`: payments that move no money."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from payments.localstripe.server import LocalStripe


class Command(BaseCommand):
    help = "Serve a Stripe that keeps its state in memory, has a page to pay on, and sends signed webhooks."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=12111)
        parser.add_argument("--webhook", default="", help="where the portal takes what Stripe tells it")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("It is for development: with DEBUG=0 payments go to Stripe.")
        server = LocalStripe(options["port"], options["webhook"], settings.STRIPE_WEBHOOK_SECRET)
        self.stdout.write(f"Local Stripe at {server.address}; what it told: {server.address}/events")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            server.server_close()
