"""The terms that forms of the portal link to, and those beside them; texts in first_terms.toml, English and Korean."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from wagtail.models import Locale

from cms.models import LaidPage, Term, TermLink
from portal.core.events import record_many

PLACE = "glossary/"  # before the slugs of terms in LaidPage
FILE = Path(__file__).with_name("first_terms.toml")


def lay_out_glossary(**kwargs: Any) -> None:
    """Terms that were never there; what editors have changed or deleted stays so."""
    content = tomllib.loads(FILE.read_text("utf-8"))
    laid = set(LaidPage.objects.filter(slug__startswith=PLACE).values_list("language", "slug"))
    for locale in Locale.objects.all():
        code = locale.language_code
        there = set(Term.objects.filter(locale=locale).values_list("slug", flat=True))
        new = [row for row in content["term"] if (code, PLACE + row["slug"]) not in laid and code in row]
        added = [term_of(row, locale, content["source"]) for row in new if row["slug"] not in there]
        Term.objects.bulk_create(added)
        link(new, locale, {term.slug for term in added})
        if added:
            record_many("snippet.changed", Term, [term.pk for term in added])
        LaidPage.objects.bulk_create(LaidPage(language=code, slug=PLACE + row["slug"]) for row in new)


def term_of(row: dict[str, Any], locale: Locale, sources: dict[str, Any]) -> Term:
    words, source = row[locale.language_code], sources[row["source"]]
    day: date = source["date"]
    return Term(
        locale=locale,
        translation_key=uuid5(NAMESPACE_URL, f"glossary/{row['slug']}"),
        slug=row["slug"],
        term=words["term"],
        also_known_as=words.get("also", ""),
        definition=words["definition"].strip(),
        source=source[locale.language_code],
        source_url=source.get("url", ""),
        source_date=day,
    )


def link(rows: list[dict[str, Any]], locale: Locale, added: set[str]) -> None:
    keys = dict(Term.objects.filter(locale=locale).values_list("slug", "pk"))
    pairs = [(row["slug"], other) for row in rows if row["slug"] in added for other in row.get("see", [])]
    TermLink.objects.bulk_create(
        TermLink(term_id=keys[slug], other_id=keys[other], sort_order=number)
        for number, (slug, other) in enumerate(pairs)
        if other in keys
    )
