"""News and good practices on the programme's pages, in English and Korean, read from talk/articles.toml."""

import tomllib
from datetime import timedelta
from typing import Any

from django.utils.html import escape
from django.utils.timezone import localdate
from wagtail.models import Page
from wagtail.rich_text import RichText

from cms.models import CaseIndexPage, CasePage, NewsIndexPage, NewsPage
from portal.demo.firms import firms
from portal.demo.trade import TALK

LANGUAGES = ("en", "ko")


def publish() -> None:
    """What is not there yet. The two languages of an article are translations of each other."""
    rows = tomllib.loads((TALK / "articles.toml").read_text("utf-8"))
    for row in rows["news"]:
        translate(NewsIndexPage, NewsPage, row, {})
    for row in rows["case"]:
        translate(CaseIndexPage, CasePage, row, next(vars(firm) for firm in firms() if firm.slug == row["firm"]))


def translate(index: type[Page], kind: type[Page], row: dict[str, Any], firm: dict[str, Any]) -> None:
    original: Page | None = None
    for position, language in enumerate(LANGUAGES):
        parent = index.objects.filter(locale__language_code=language).order_by("pk").first()
        if parent is None:
            continue
        known = kind.objects.child_of(parent).filter(slug=row["slug"]).first()
        original = original or known
        if known is None:
            page = page_of(kind, row, position, firm)
            page.locale = parent.locale
            if original is not None:
                page.translation_key = original.translation_key
            parent.add_child(instance=page)
            page.save_revision().publish()
            original = original or page


def page_of(kind: type[Page], row: dict[str, Any], position: int, firm: dict[str, Any]) -> Page:
    about_firm = (
        {
            "company_name": firm["name"],
            "country": firm["country"],
            "sector": firm["sector"],
            "result": row["result"][position],
        }
        if firm
        else {}
    )
    return kind(
        slug=row["slug"],
        title=row["title"][position],
        summary=row["summary"][position],
        date=localdate() - timedelta(days=row["days_ago"]),
        body=list(blocks(row["body"][position])),
        **about_firm,
    )


def blocks(text: str) -> Any:
    for part in text.split("\n\n"):
        if part.startswith("# "):
            yield "heading", part[2:]
        else:
            yield "paragraph", RichText(f"<p>{escape(part)}</p>")
