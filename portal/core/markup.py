"""Markdown as people write it, made into HTML that cannot harm the reader."""

import re

import nh3
from markdown_it import MarkdownIt

# No raw HTML, no pictures (they would tell their server who reads); links leave without referrer or credit.
RENDERER = MarkdownIt("js-default", {"html": False, "linkify": False, "breaks": True}).disable("image")
TAGS = {
    *("p", "br", "strong", "em", "s", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr"),
    *("h2", "h3", "h4", "h5", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}


HEADING = re.compile(r"(</?h)([1-6])(?=>)")
MOST_DEEP = 3  # of headings below one another


def render_markdown(text: str, top: int = 3) -> str:
    """Headings start at the level `top`, since the text stands inside a page that has its own; whichever the writer
    begins with, none is skipped."""
    html = RENDERER.render(text)
    used = sorted({found[2] for found in HEADING.finditer(html)})

    def shifted(found: re.Match[str]) -> str:
        return f"{found[1]}{top + min(used.index(found[2]), MOST_DEEP - 1)}"

    html = HEADING.sub(shifted, html)
    return str(
        nh3.clean(
            html,
            tags=TAGS,
            attributes=ATTRIBUTES,
            url_schemes={"http", "https", "mailto", "tel"},
            link_rel="nofollow noopener noreferrer ugc",
        )
    )
