"""Posts as they are read: harmless HTML, links that say where they lead, and names that are called."""

import re
from collections.abc import Iterable
from html import escape, unescape
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from portal.core.markup import render_markdown
from portal.core.mentions import pattern_of

LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
TAG = re.compile(r"(<[^>]*>)")
ADDRESS = re.compile(r"(?:https?://)?((?:[\w-]+\.)+[^\W\d_]{2,})", re.IGNORECASE)


def post_html(body: str, names: Iterable[str] = ()) -> SafeString:
    """`names` are those that are called in it. The result is clean: nh3 wrote it, and only fixed tags are added."""
    html = LINK.sub(with_host, render_markdown(body))
    return mark_safe(marked(html, sorted(names, key=len, reverse=True)))


def with_host(link: "re.Match[str]") -> str:
    """Behind a link, where it leads: when its words name another host, or its host is not plain letters."""
    host = host_of(unescape(link[1]))
    if not host or host == host_of(settings.SITE_URL):
        return link[0]
    said = {found.casefold().removeprefix("www.") for found in ADDRESS.findall(unescape(TAG.sub("", link[2])))}
    is_plain = host.isascii() and "xn--" not in host
    if is_plain and said <= {host.removeprefix("www.")}:
        return link[0]
    return f'{link[0]} <span class="post__host">({escape(in_ascii(host))})</span>'


def host_of(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").casefold()
    except ValueError:
        return ""


def in_ascii(host: str) -> str:
    """As the network calls it: letters that only look like others show themselves (`xn--…`)."""
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host.encode("ascii", "backslashreplace").decode()


def marked(html: str, names: list[str]) -> str:
    """Each name behind an @, outside of tags, in a frame of its own."""
    for name in names:
        pattern = pattern_of(escape(name, quote=False))
        parts = TAG.split(html)
        parts[::2] = [pattern.sub(r'<b class="mention">\g<0></b>', part) for part in parts[::2]]
        html = "".join(parts)
    return html
