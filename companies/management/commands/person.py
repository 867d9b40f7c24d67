"""`manage.py person`: what staff do when somebody asks by letter for a copy of their data, or to be forgotten."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from companies.account.personal import write_archive
from companies.models import User
from portal.core.permissions import Refused


class Command(BaseCommand):
    help = "Write the copy of a person's data, or delete their account. First make sure that it is they who ask."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the address they sign in with")
        parser.add_argument("--copy", metavar="FILE", help="write all that is kept about them into this new ZIP file")
        parser.add_argument("--delete", action="store_true", help="delete the account; what partners need stays")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email__iexact=options["email"]).first()
        if user is None:
            raise CommandError("Nobody signs in with this address.")
        if options["copy"]:
            self.copy(user, Path(options["copy"]))
        if options["delete"]:
            self.delete(user)
        if not options["copy"] and not options["delete"]:
            left = ", ".join(str(company) for company in user.companies_to_hand_over())
            self.stdout.write(f"Account {user.pk}; companies to hand over before it can be deleted: {left or 'none'}.")

    def copy(self, user: User, path: Path) -> None:
        """Readable by its owner only, and never over another file."""
        try:
            path.touch(mode=0o600, exist_ok=False)
        except OSError as problem:
            raise CommandError(f"{path}: {problem.strerror}.") from problem
        with path.open("wb") as file:
            write_archive(user, file)
        self.stdout.write(f"{path} is written.")

    def delete(self, user: User) -> None:
        try:
            user.delete_account()
        except Refused as problem:
            raise CommandError(str(problem.message)) from problem
        self.stdout.write(f"Account {user.pk} is deleted.")
