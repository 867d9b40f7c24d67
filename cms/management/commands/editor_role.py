"""Gives or takes a role in a section: `manage.py editor_role ara@programme.example news author [--take]`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.desk.roles import SectionRole
from companies.models import User


class Command(BaseCommand):
    help = (
        "Gives somebody a role (author, editor, publisher) in a section of the programme's site; “site” is all of it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("section", help="the address of the section below the home page, or “site”")
        parser.add_argument("role", choices=SectionRole.Role.values)
        parser.add_argument("--take", action="store_true", help="take it away")

    def handle(self, *args: Any, **options: Any) -> None:
        person = User.objects.filter(email__iexact=options["email"], is_active=True).first()
        if person is None:
            raise CommandError(f"Nobody has an account with the address {options['email']}.")
        role = SectionRole.objects.filter(name=options["section"], role=options["role"]).first()
        if role is None:
            known = ", ".join(SectionRole.objects.order_by("name").values_list("name", flat=True).distinct())
            raise CommandError(f"There is no section {options['section']}. There are: {known}.")
        act = role.take if options["take"] else role.give
        act(person, by=None)
        self.stdout.write(f"{person.email}: {role}{' taken' if options['take'] else ''}")
