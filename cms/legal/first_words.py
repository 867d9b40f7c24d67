"""Drafts of the legal texts for a new portal: its operator reads them, puts in what is theirs, and publishes them."""

import tomllib
from pathlib import Path
from typing import Any

from cms.models import LaidPage, LegalText, LegalVersion

FILE = Path(__file__).with_name("first_texts.toml")
PLACE = "legal/"  # before the names of documents in LaidPage


def lay_out_legal(**kwargs: Any) -> None:
    laid = set(LaidPage.objects.filter(slug__startswith=PLACE).values_list("slug", flat=True))
    for row in tomllib.loads(FILE.read_text("utf-8"))["document"]:
        if PLACE + row["name"] in laid:
            continue
        if not LegalVersion.objects.filter(document=row["name"]).exists():
            draft(row)
        LaidPage.objects.create(language="", slug=PLACE + row["name"])


def draft(row: dict[str, Any]) -> LegalVersion:
    version: LegalVersion = LegalVersion.objects.create(document=row["name"], needs_consent=row["needs_consent"])
    for language in ("en", "ko"):
        words = row[language]
        LegalText.objects.create(version=version, language=language, title=words["title"], body=words["body"].strip())
    return version
