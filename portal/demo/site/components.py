"""Articles of the demonstration with charts, figures, steps and a form, read from components.toml."""

import tomllib
from pathlib import Path
from typing import Any

from django.utils.html import escape
from wagtail.models import Page

from cms.models import AskedField, FormPage, HomePage

WORDS = Path(__file__).with_suffix(".toml")
LANGUAGES = ("en", "ko")


def dress() -> None:
    """Adds to published articles what they lack; a body that has a component of the kind already stays as it is."""
    rows = tomllib.loads(WORDS.read_text("utf-8"))
    for row in rows["form"]:
        make_form(row)
    for row in rows["part"]:
        for language in LANGUAGES:
            page = Page.objects.filter(slug=row["slug"], locale__language_code=language, live=True).first()
            if page is not None and hasattr(page.specific, "body"):
                add(page.specific, row["type"], value_of(row, language), row.get("at"))


def add(page: Any, kind: str, value: Any, at: int | None) -> None:
    """At that place of the body; at its end where none is given."""
    body = [dict(part) for part in page.body.raw_data]
    if any(part["type"] == kind for part in body):
        return
    body.insert(len(body) if at is None else at, {"type": kind, "value": value})
    page.body = page.body.stream_block.to_python(body)
    page.save_revision().publish()


def value_of(row: dict[str, Any], language: str) -> Any:
    """As the database keeps it: words in rich text become paragraphs, a form is meant by its address."""
    value = row[language]
    if row["type"] == "steps":
        return [paragraph(text) for text in value]
    if row["type"] == "form":
        return {"page": FormPage.objects.get(slug=value, locale__language_code=language).pk, "is_folded": False}
    if row["type"] == "accordion":
        return {"parts": [{**part, "answer": paragraph(part["answer"])} for part in value["parts"]]}
    return value


def paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def make_form(row: dict[str, Any]) -> None:
    """In both languages, as translations of each other."""
    original: FormPage | None = None
    for place, language in enumerate(LANGUAGES):
        home = HomePage.objects.filter(locale__language_code=language).order_by("pk").first()
        known = FormPage.objects.filter(slug=row["slug"], locale__language_code=language).first()
        if home is None or known is not None:
            original = original or known
            continue
        words = {name: row[name][place] for name in ("title", "summary", "thanks")}
        page = FormPage(slug=row["slug"], locale=home.locale, **words)
        page.form_fields = [
            AskedField(
                sort_order=order,
                label=field["label"][place],
                field_type=field["kind"],
                choices=field.get("choices", ["", ""])[place],
                help_text=field.get("help", ["", ""])[place],
            )
            for order, field in enumerate(row["field"])
        ]
        if original is not None:
            page.translation_key = original.translation_key
        home.add_child(instance=page)
        page.save_revision().publish()
        original = original or page
