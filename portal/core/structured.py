"""Facts for the machines that read pages, in JSON-LD. https://json-ld.org"""

import json
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

NAME = "Jangteo"
# As Django's json_script does: inside <script> nothing may close the element or open a comment.
UNSAFE = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def as_json(data: dict[str, Any]) -> SafeString:
    """Safe to stand inside a `<script>` element, whatever people wrote."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(UNSAFE))


Absolute = Callable[[str], str]


def said(data: dict[str, Any]) -> dict[str, Any]:
    """For schema.org, without what is not known."""
    return {"@context": "https://schema.org", **{name: value for name, value in data.items() if value}}


def site_data(absolute: Absolute, search: str) -> list[dict[str, Any]]:
    """Who runs this, and how one searches it. https://schema.org/WebSite"""
    home, found = absolute("/"), absolute(search) + "?q={search_term_string}"
    who = {"@type": "Organization", "@id": f"{home}#organization", "name": NAME, "alternateName": "장터", "url": home}
    action = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": found},
        "query-input": "required name=search_term_string",
    }
    site = {"@type": "WebSite", "@id": f"{home}#site", "name": NAME, "url": home, "potentialAction": action}
    return [
        said({**who, "logo": absolute(static("img/favicon.svg"))}),
        said({**site, "publisher": {"@id": who["@id"]}, "inLanguage": [code for code, _name in settings.LANGUAGES]}),
    ]


def article_data(kind: str, url: str, absolute: Absolute, **facts: Any) -> dict[str, Any]:
    """`kind` is Article, NewsArticle or another of its kinds; `facts` in the names of https://schema.org/Article."""
    home = absolute("/")
    publisher = {"@type": "Organization", "@id": f"{home}#organization", "name": NAME, "url": home}
    return said(
        {"@type": kind, "url": url, "mainEntityOfPage": url, "publisher": publisher, "author": publisher, **facts}
    )


def crumbs_data(line: list[tuple[str, str]]) -> dict[str, Any]:
    """From the home page to this one: names and absolute addresses. https://schema.org/BreadcrumbList"""
    steps = [
        {"@type": "ListItem", "position": place, "name": name, "item": url}
        for place, (name, url) in enumerate(line, start=1)
    ]
    return said({"@type": "BreadcrumbList", "itemListElement": steps})


def event_data(name: str, url: str, start: date, end: date | None = None, **facts: Any) -> dict[str, Any]:
    """https://schema.org/Event; times carry their zone. `place` is in words, `online` an address."""
    place, online = facts.pop("place", ""), facts.pop("online", "")
    spots: list[dict[str, Any]] = [{"@type": "Place", "name": place, "address": place}] if place else []
    spots += [{"@type": "VirtualLocation", "url": online}] if online else []
    mode = "Mixed" if place and online else "Online" if online else "Offline"
    times = {"startDate": start.isoformat(), "endDate": end.isoformat() if end else ""}
    held = {"eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode", "location": spots}
    return said({"@type": "Event", "name": name, "url": url, **times, **held, **facts})


def questions_data(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Questions with their answers, which may have simple HTML. https://schema.org/FAQPage"""
    asked = [
        {"@type": "Question", "name": question, "acceptedAnswer": {"@type": "Answer", "text": answer}}
        for question, answer in pairs
    ]
    return said({"@type": "FAQPage", "mainEntity": asked})
