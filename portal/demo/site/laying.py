"""Puts a page of the demonstration into each language, where it is not there yet."""

from collections.abc import Callable
from typing import Any

from wagtail.models import Page

LANGUAGES = ("en", "ko")
Make = Callable[[int], Any]


def lay(index: type[Page], kind: type[Page], slug: str, make: Make) -> list[Any]:
    """What is there stays as it is; `make(position)` gives a new page in the language at that place of LANGUAGES."""
    pages: list[Any] = []
    for position, language in enumerate(LANGUAGES):
        parent = index.objects.filter(locale__language_code=language).order_by("pk").first()
        if parent is None:
            continue
        page = kind.objects.child_of(parent).filter(slug=slug).first()
        if page is None:
            page = make(position)
            page.slug, page.locale = slug, parent.locale
            if pages:
                page.translation_key = pages[0].translation_key
            parent.add_child(instance=page)
            page.save_revision().publish()
        pages.append(page)
    return pages
