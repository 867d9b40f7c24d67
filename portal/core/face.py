"""How a page shows itself to search engines and messengers: its one address, its languages, its words."""

from html import unescape
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.html import strip_tags
from wagtail.models import Page

from portal.core.open_pages import unrestricted

# Parameters that make another page of it. All others (filters, orders, where a reader came from) show the same things.
OWN_PAGES = ("page",)
DEFAULT = "x-default"  # https://developers.google.com/search/docs/specialty/international/localized-versions


def canonical(request: HttpRequest) -> str:
    """The absolute address by which search engines are to know the page that is asked for."""
    kept = [(name, value) for name in OWN_PAGES if (value := request.GET.get(name, "")).isdecimal() and value != "1"]
    return request.build_absolute_uri(request.path) + (f"?{urlencode(kept)}" if kept else "")


def site_page(context: Context) -> Page | None:
    """The page of the programme's site that is shown; other templates have pages of lists under that name."""
    page = context.get("page")
    return page if isinstance(page, Page) and page.pk else None


def with_default(pages: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """And the address for readers of all other languages; nothing where there is one language only."""
    others = [address for code, address in pages if code == settings.LANGUAGE_CODE]
    return [*pages, *((DEFAULT, address) for address in others)] if len(pages) > 1 else []


def translations_of(page: Page, request: HttpRequest) -> list[tuple[str, str]]:
    """Those that editors have published for everybody, each with its language; an address is no promise of a page."""
    known = getattr(page, "open_versions", None)  # of a page that was read together with them
    rows = known or unrestricted(page.get_translations(inclusive=True).live()).select_related("locale")
    found = {row.locale.language_code: absolute(request, row) for row in rows}
    return [(code, found[code]) for code, _name in settings.LANGUAGES if code in found]


def absolute(request: HttpRequest, page: Page) -> str:
    """At the host that was asked, as every other address; what Wagtail's site is called may be set or not."""
    return request.build_absolute_uri(page.get_url(request) or "/")


def words_of(context: Context, block: str) -> str:
    """What the page's template has in that block, as plain text."""
    blocks: Any = context.render_context.get(BLOCK_CONTEXT_KEY)
    node = blocks and blocks.get_block(block)
    return " ".join(unescape(strip_tags(node.render(context))).split()) if node else ""
