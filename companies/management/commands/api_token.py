"""`manage.py api_token`: make a key to the API for a company and print it, this once."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from companies.models import ApiToken, Company


class Command(BaseCommand):
    help = "Make an API token for a company and print it. It cannot be shown again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--company", required=True, metavar="SLUG")
        parser.add_argument(
            "--scopes",
            default="read",
            help="comma-separated: read, write, write:products, write:offers, write:inquiries, "
            "write:quotations, write:orders, write:rfqs, write:invoices",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        company = Company.objects.filter(slug=options["company"]).first()
        if company is None:
            raise CommandError(f"There is no company “{options['company']}”.")
        scopes = [scope.strip() for scope in options["scopes"].split(",") if scope.strip()]
        try:
            _token, secret = ApiToken.issue(company, scopes)
        except ValidationError as problem:
            raise CommandError(" ".join(problem.messages)) from problem
        self.stdout.write(secret)
