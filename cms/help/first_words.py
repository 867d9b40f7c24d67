"""The help centre that every portal has: its articles explain the portal itself, and its pages link to them by key.

Texts are in first_articles.toml, in English and Korean; what editors have changed or deleted stays so.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail.rich_text import RichText

from cms.models import FaqPage, HelpIndexPage, HelpPage, HelpPlace, LaidPage
from cms.site import below_home

PLACE = "help/"  # before the slugs of its pages in LaidPage


@below_home
def pages() -> Iterator[Page]:
    lead = _("How the portal works, by what you want to do.")
    yield HelpIndexPage(title=_("Help"), slug="help", lead=lead)


@cache
def texts() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("first_articles.toml").read_text("utf-8"))


def lay_out_help(**kwargs: Any) -> None:
    """After the site itself: the articles that were never there, the two languages as translations of each other."""
    for code, _name in settings.LANGUAGES:
        centre = HelpIndexPage.objects.filter(locale__language_code=code).order_by("pk").first()
        laid = set(LaidPage.objects.filter(language=code, slug__startswith=PLACE).values_list("slug", flat=True))
        missing = [row for row in rows() if PLACE + row["slug"] not in laid and code in row]
        if centre is not None and missing:
            add(centre, code, missing)
    for row in texts()["article"]:
        for key in row.get("places", []):
            open_from(key, row["slug"])


def rows() -> list[dict[str, Any]]:
    return [*texts()["article"], *texts()["faq"]]


def add(centre: HelpIndexPage, code: str, missing: list[dict[str, Any]]) -> None:
    keys = dict(Page.objects.type(HelpPage, FaqPage).order_by("pk").values_list("slug", "translation_key"))
    there = set(centre.get_children().values_list("slug", flat=True))
    for row in missing:
        if row["slug"] not in there:
            page = page_of(row, code)
            page.locale = Locale.objects.get(language_code=code)
            page.translation_key = keys.get(row["slug"], page.translation_key)
            centre.add_child(instance=page)
        LaidPage.objects.create(language=code, slug=PLACE + row["slug"])


def page_of(row: dict[str, Any], code: str) -> Page:
    words = row[code]
    common = {
        "slug": row["slug"],
        "title": words["title"],
        "summary": words.get("summary", ""),
        "reader": row["reader"],
        "position": row["position"],
        "also_asked": words.get("also_asked", ""),
    }
    if "questions" in words:
        asked = [("question", {"question": one, "answer": rich(answer)}) for one, answer in words["questions"]]
        return FaqPage(**common, questions=asked)
    return HelpPage(**common, body=list(blocks(words["body"])))


def blocks(text: str) -> Iterator[tuple[str, Any]]:
    """Paragraphs parted by a blank line; “# ” begins a heading, lines with “1. ” are steps."""
    for part in text.strip().split("\n\n"):
        if part.startswith("# "):
            yield "heading", part[2:]
        elif part.startswith("1. "):
            yield "steps", [rich(line.split(". ", 1)[1]) for line in part.splitlines()]
        else:
            yield "paragraph", rich(part)


def rich(text: str) -> RichText:
    return RichText(f"<p>{escape(text)}</p>")


def open_from(key: str, slug: str) -> None:
    """A place that nobody has given an article yet opens this one; where it was taken away, it stays away."""
    if LaidPage.objects.filter(language="", slug=f"place/{key}").exists():
        return
    page = HelpPage.objects.filter(slug=slug).order_by("pk").first()
    if page is not None:
        HelpPlace.objects.get_or_create(key=key, defaults={"page": page})
        LaidPage.objects.create(language="", slug=f"place/{key}")
