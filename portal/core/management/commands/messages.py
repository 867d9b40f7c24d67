"""`manage.py messages`: keep the message catalogues in step with the code."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.core import catalogue


class Command(BaseCommand):
    help = "Update every language's django.po from the code and compile it."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--compile", action="store_true", help="only compile what has changed")
        parser.add_argument("--check", action="store_true", help="change nothing; fail when a translation is missing")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            self.check_all()
            return
        if not options["compile"]:
            wanted = catalogue.collect(settings.BASE_DIR)
            for language in catalogue.languages():
                catalogue.update(language, wanted)
                self.stdout.write(f"{language}: {len(catalogue.missing(language, wanted))} not translated")
        catalogue.compile_all()

    def check_all(self) -> None:
        wanted = catalogue.collect(settings.BASE_DIR)
        problems = [line for language in catalogue.languages() for line in catalogue.missing(language, wanted)]
        if problems:
            raise CommandError("\n".join(problems))
