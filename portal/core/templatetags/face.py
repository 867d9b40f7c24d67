"""What the head of every page says to search engines and messengers."""

from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, to_locale

from portal.core import face
from portal.core.posters import SIZE, signed
from portal.core.structured import as_json, crumbs_data

register = template.Library()
NAME = "Jangteo"
# The territory that Open Graph wants with a language; ours are written for these.
LOCALES = {"en": "en_US", "ko": "ko_KR"}


@register.simple_tag(takes_context=True)
def canonical(context: template.Context) -> str:
    """The view's own word for it, else the address without what makes no other page."""
    request = context.get("request")
    return str(context.get("canonical") or (face.canonical(request) if request else ""))


@register.simple_tag(takes_context=True)
def open_graph(context: template.Context, **said: Any) -> SafeString:
    """https://ogp.me: `type`, `title`, `description`, `image` and `kicker` may be said, else they are the page's own.

    `is_card`: the image has the size that Open Graph asks for.
    """
    request = context.get("request")
    if request is None:
        return SafeString("")
    title = said.get("title") or face.words_of(context, "title").removesuffix(f" · {NAME}")
    page = face.site_page(context)
    kicker = said.get("kicker") or (str(page.get_parent().title) if page and page.depth > 3 else "")
    drawn = "" if said.get("image") else request.build_absolute_uri(reverse("social", args=[signed(title, kicker)]))
    language = get_language() or settings.LANGUAGE_CODE
    facts = [
        ("og:title", title),
        ("og:description", said.get("description") or face.words_of(context, "description") or title),
        ("og:type", said.get("type") or ("article" if page and page.depth > 3 else "website")),
        ("og:url", canonical(context)),
        ("og:site_name", NAME),
        ("og:locale", LOCALES.get(language, to_locale(language))),
        ("og:image", said.get("image") or drawn),
        *([("og:image:width", SIZE[0]), ("og:image:height", SIZE[1])] if drawn or said.get("is_card") else []),
        ("og:image:alt", title),
    ]
    lines = format_html_join("\n", '<meta property="{}" content="{}">', [fact for fact in facts if fact[1]])
    return format_html('{}\n<meta name="twitter:card" content="summary_large_image">', lines)


@register.simple_tag(takes_context=True)
def page_facts(context: template.Context) -> SafeString:
    """JSON-LD of a page of the programme's site: where it stands, and what it says of itself."""
    request, page = context.get("request"), face.site_page(context)
    if request is None or page is None:
        return SafeString("")
    above = page.get_ancestors().filter(depth__gt=1) if page.depth > 2 else []  # the home page is at 2
    line = [(one.title, face.absolute(request, one)) for one in [*above, page]]
    found: list[dict[str, Any]] = [crumbs_data(line)] if above else []
    say = getattr(page, "structured_data", None)
    found += say(request.build_absolute_uri) if say else []
    return mark_safe(
        "\n".join(f'<script type="application/ld+json">{as_json(one)}</script>' for one in found)
    )  # safe JSON
