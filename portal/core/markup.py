"""Markdown as people write it, made into HTML that cannot harm the reader."""

import nh3
from markdown_it import MarkdownIt

# No raw HTML, no pictures (they would tell their server who reads); links leave without referrer or credit.
RENDERER = MarkdownIt("js-default", {"html": False, "linkify": False, "breaks": True}).disable("image")
TAGS = {
    *("p", "br", "strong", "em", "s", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr"),
    *("h3", "h4", "h5", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}


def render_markdown(text: str) -> str:
    """Headings start at the third level, since the text stands inside a page that has its own."""
    html = RENDERER.render(text)
    for low, high in (("4", "5"), ("3", "5"), ("2", "4"), ("1", "3")):
        html = html.replace(f"<h{low}>", f"<h{high}>").replace(f"</h{low}>", f"</h{high}>")
    return str(
        nh3.clean(
            html,
            tags=TAGS,
            attributes=ATTRIBUTES,
            url_schemes={"http", "https", "mailto", "tel"},
            link_rel="nofollow noopener noreferrer ugc",
        )
    )
