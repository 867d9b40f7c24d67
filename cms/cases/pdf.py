"""A good practice as a PDF to print or to hand on, set by the press of the printed catalogues.

What the pages say is put into one JSON; a finished file is kept by the digest of what it says, so that a change on the
page, or a consent that was taken back, is in the next copy.
"""

import io
import json
import logging
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.translation import get_language, override, pgettext
from django.utils.translation import gettext as _
from PIL import Image as Pixels

from catalog.printed.fonts import printable, shelf
from catalog.printed.single import kept, set_pages
from cms.cases.models import CasePage
from cms.cases.prose import Paragraph, paragraphs_of, stream_paragraphs

TEMPLATE = Path(__file__).with_name("case.typ")
PICTURE = "max-1400x1000|format-jpeg"
MOST_PICTURES = 5
logger = logging.getLogger("portal.printed")


def pdf_of(case: CasePage) -> bytes:
    """In the page's language where there are fonts for it, else with English headings.

    Raises RuntimeError or TimeoutError when it could not be made.
    """
    language = get_language() or "en"
    with override("en" if language.startswith("ko") and not shelf().has_korean else language):
        pictures = pictures_of(case)
        data = json.dumps(said(case, pictures), ensure_ascii=False, sort_keys=True)
    files = {name: content for name, content, _caption, _alt in pictures}
    return kept("case", b"".join((data.encode(), *files.values())), lambda: set_pages(TEMPLATE, data, files))


Picture = tuple[str, bytes, str, str]


def pictures_of(case: CasePage) -> list[Picture]:
    """(name of the file, JPEG, words below, description); what cannot be read any more is left out."""
    wanted: list[tuple[Any, str, str]] = []
    if case.picture:
        wanted.append((case.picture, "", case.picture.description or case.title))
    for value in case.pictures_shown:
        credit = _("Picture: %(credit)s") % {"credit": value["credit"]} if value["credit"] else ""
        words = " · ".join(part for part in (value["caption"], credit) if part)
        wanted.append((value["image"], words, getattr(value["image"], "contextual_alt_text", "") or case.title))
    found = []
    for number, (image, words, alt) in enumerate(wanted[:MOST_PICTURES]):
        content = jpeg_of(image)
        if content:
            found.append((f"picture-{number}.jpg", content, words, alt))
    return found


def jpeg_of(image: Any) -> bytes:
    try:
        with image.get_rendition(PICTURE).file.open("rb") as file:
            content: bytes = file.read()
        with Pixels.open(io.BytesIO(content)) as pixels:
            pixels.load()
    except Exception:  # a file that is gone, or no picture: the pages are made without it
        logger.warning("picture %s was not printed", image.pk, exc_info=True)
        return b""
    return content


def said(case: CasePage, pictures: list[Picture]) -> dict[str, Any]:
    """All words and figures, ready to be set."""
    lead = pictures[0] if case.picture and pictures else None
    data = {
        "language": case.locale.language_code,
        "title": case.title,
        "summary": case.summary,
        "kicker": _("Good practice"),
        "firm": case.shown_name or _("A firm that is not named"),
        "example": _("An example: the firm is invented.") if case.is_example else "",
        "facts": [(str(name), value) for name, value in case.facts],
        "result": case.result,
        "lead": {"file": lead[0], "alt": lead[3]} if lead else None,
        "pictures": [{"file": one[0], "words": one[2], "alt": one[3]} for one in pictures if one is not lead],
        "figures": [
            {
                "label": one.label,
                "before": one.before_words,
                "after": one.after_words,
                "change": one.change_words,
                "verdict": one.verdict,
                "verdict_words": verdict_words(one.verdict),
            }
            for one in case.figures.all()
        ],
        "problem": lines(paragraphs_of(case.problem)),
        "solution": lines(paragraphs_of(case.solution)),
        "more": lines(stream_paragraphs(case.body)),
        "quotes": [
            {"text": block.value["text"], "who": ", ".join(filter(None, [block.value["who"], block.value["job"]]))}
            for block in case.quotes
        ],
        "lessons": [strip_tags(str(block.value)) for block in case.lessons],
        "swot": [{"key": key, "title": title, "points": points} for key, title, points in case.swot_parts],
        "address": settings.SITE_URL.rstrip("/") + (case.get_url() or ""),
        "day": date_format(case.date, "DATE_FORMAT"),
        "words": words(),
    }
    return {**printed(data), "fonts": list(shelf().families)}


def lines(paragraphs: list[Paragraph]) -> list[dict[str, str]]:
    return [{"kind": one.kind, "text": one.text} for one in paragraphs]


def verdict_words(verdict: str) -> str:
    return {"better": _("better"), "worse": _("worse")}.get(verdict, "")


def printed(value: Any) -> Any:
    """The same with every text made of signs that there are fonts for; addresses and names of files are ASCII."""
    if isinstance(value, dict):
        return {name: printed(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [printed(one) for one in value]
    return value if value is None else printable(str(value))


def words() -> dict[str, str]:
    """What the template says itself."""
    return {
        "problem": _("The problem"),
        "solution": _("What they did"),
        "results": _("What came of it"),
        "what": _("Figure"),
        "before": _("Before"),
        "after": _("After"),
        "change": pgettext("of a figure", "Change"),
        "lessons": _("Lessons for others"),
        "swot": _("Strengths and weaknesses"),
        "firm": _("The firm"),
        "more": _("More about it"),
        "published": _("Published on"),
        "made": _("From Jangteo, the market place for small firms"),
    }
