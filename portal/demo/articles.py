"""News on the programme's pages, in English and Korean, read from talk/articles.toml."""

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.files.images import ImageFile
from django.utils.html import escape
from django.utils.timezone import localdate
from wagtail.images.models import Image
from wagtail.models import Page
from wagtail.rich_text import RichText

from catalog.models import ProductPicture
from cms.models import NewsIndexPage, NewsPage
from companies.models import User
from portal.demo.site import fairs
from portal.demo.site.knowledge import publish_knowledge
from portal.demo.trade import TALK

LANGUAGES = ("en", "ko")


def publish() -> None:
    """What is not there yet. The two languages of an article are translations of each other."""
    rows = tomllib.loads((TALK / "articles.toml").read_text("utf-8"))
    for row in rows["news"]:
        translate(NewsIndexPage, NewsPage, row)
    fairs.publish()
    publish_knowledge()
    send_for_review(rows["draft"])


def firms_shown() -> set[str]:
    """Those whose goods a piece of news shows by a picture of its own."""
    rows = tomllib.loads((TALK / "articles.toml").read_text("utf-8"))
    return {row["firm"] for row in (*rows["news"], rows["draft"]) if "firm" in row}


def send_for_review(row: dict[str, Any]) -> None:
    """An article the editor has written and the moderator has not yet let through."""
    parent = NewsIndexPage.objects.filter(locale__language_code="en").order_by("pk").first()
    editor = User.objects.filter(email="editor@demo.example").first()
    if parent is None or NewsPage.objects.child_of(parent).filter(slug=row["slug"]).exists():
        return
    page = page_of(NewsPage, row, 0)
    page.live, page.owner, page.locale = False, editor, parent.locale
    parent.add_child(instance=page)
    page.save_revision(user=editor)
    workflow = page.get_workflow()
    if workflow is not None:
        workflow.start(page, editor)


def translate(index: type[Page], kind: type[Page], row: dict[str, Any]) -> None:
    original: Page | None = None
    for position, language in enumerate(LANGUAGES):
        parent = index.objects.filter(locale__language_code=language).order_by("pk").first()
        if parent is None:
            continue
        known = kind.objects.child_of(parent).filter(slug=row["slug"]).first()
        original = original or known
        if known is None:
            page = page_of(kind, row, position)
            page.locale = parent.locale
            if original is not None:
                page.translation_key = original.translation_key
            parent.add_child(instance=page)
            page.save_revision().publish()
            original = original or page


def page_of(kind: type[Page], row: dict[str, Any], position: int) -> Page:
    return kind(
        picture=picture_of(row.get("firm", "")),
        slug=row["slug"],
        title=row["title"][position],
        summary=row["summary"][position],
        date=localdate() - timedelta(days=row["days_ago"]),
        body=list(blocks(row["body"][position])),
    )


def picture_of(firm: str) -> Image | None:
    """A picture of what the firm makes, in the editors' library; both languages of an article share it."""
    shown = ProductPicture.objects.filter(product__company__slug=firm).order_by("product_id", "position").first()
    if shown is None:
        return None
    title = f"{firm}: {shown.alt}"[:255]
    known = Image.objects.filter(title=title).first()
    if known is None:
        with shown.image.open() as file:
            name = Path(str(shown.image.name)).name
            known = Image.objects.create(title=title, description=shown.alt[:255], file=ImageFile(file, name=name))
    return known


def blocks(text: str) -> Any:
    for part in text.split("\n\n"):
        if part.startswith("# "):
            yield "heading", part[2:]
        else:
            yield "paragraph", RichText(f"<p>{escape(part)}</p>")
