"""`manage.py localstripe --webhook http://127.0.0.1:8000/webhooks/stripe/`: payments that move no money."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from payments.localstripe.furnishing import furnish
from payments.localstripe.server import LocalStripe


class Command(BaseCommand):
    help = "Serve a Stripe that has pages to pay on, sends signed webhooks, and keeps its state in DATA_DIR."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=12111)
        parser.add_argument("--webhook", default="", help="where the portal takes what Stripe tells it")
        parser.add_argument("--state", default="", help="the file of its state; DATA_DIR/localstripe.json by default")
        parser.add_argument("--ready", action="append", default=[], help="slug of a company that can be paid at once")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("It is for development: with DEBUG=0 payments go to Stripe.")
        path = Path(options["state"] or Path(settings.DATA_DIR) / "localstripe.json")
        server = LocalStripe(options["port"], options["webhook"], settings.STRIPE_WEBHOOK_SECRET, path)
        furnish(server, options["ready"])
        server.tell()
        self.stdout.write(f"Local Stripe at {server.address}; what it told: {server.address}/events")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            server.server_close()
