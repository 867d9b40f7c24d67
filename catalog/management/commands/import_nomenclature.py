"""`manage.py import_nomenclature FILE --language en`: what each code of the Harmonized System covers, in words."""

import csv
import gzip
import io
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from catalog.nomenclature import replace_texts

CODES, TEXTS = ("hscode", "hs_code", "code"), ("description", "text", "name")


class Command(BaseCommand):
    help = (
        "Take in the official words of the Harmonized System in one language, from a CSV file (also .gz) with a column "
        "hscode (2, 4 or 6 digits) and a column description. What was there of that language is replaced."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--language", default="en", choices=[code for code, _name in settings.LANGUAGES])

    def handle(self, *args: Any, file: Path, language: str, **options: Any) -> None:
        try:
            data = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
            found = dict(rows(data.decode("utf-8-sig")))
        except (OSError, EOFError, UnicodeDecodeError, csv.Error) as problem:
            raise CommandError(f"{file} could not be read: {problem}") from None
        if not found:
            raise CommandError(f"{file} has no codes: it needs the columns hscode and description")
        with transaction.atomic():
            number = replace_texts(found.items(), language)
        self.stdout.write(f"{number} codes with their words in “{language}”")


def rows(text: str) -> Iterator[tuple[str, str]]:
    """Code and words of each line that has both; dots in codes do not matter, longer codes are national."""
    for line in csv.DictReader(io.StringIO(text)):
        lower = {str(key).strip().lower(): value or "" for key, value in line.items() if key}
        code = next((lower[name] for name in CODES if name in lower), "").replace(".", "").strip()
        words = " ".join(next((lower[name] for name in TEXTS if name in lower), "").split())
        if code.isdigit() and len(code) in (2, 4, 6) and words:
            yield code, words
