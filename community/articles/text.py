"""An article's Markdown as a page: pictures where the text names them, headings with places to jump to."""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from portal.core.markup import render_markdown

# A line of its own. Only pictures of the article itself are shown: others would tell their server who reads.
MARK = re.compile(r"^!\[[^\]\n]{0,200}\]\((AP-[0-9A-Z]{10})\)[ \t]*$", re.M)
# The sanitiser leaves headings without attributes, and writes every other “<” as an entity.
HEADING = re.compile(r"<(h[234])>(.*?)</\1>", re.S)
LONG = 3000  # characters
FEW = 3  # headings: below, a table of contents says nothing that the page does not


@dataclass(frozen=True)
class Block:
    """Either harmless HTML or a picture."""

    html: SafeString | None = None
    picture: Any = None


@dataclass(frozen=True)
class Heading:
    anchor: str
    title: str
    level: int


@dataclass
class Text:
    blocks: list[Block] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    is_long: bool = False
    rest: list[Any] = field(default_factory=list)  # pictures that the text does not name

    @property
    def contents(self) -> list[Heading]:
        """Empty for a short text."""
        return self.headings if self.is_long and len(self.headings) >= FEW else []


def laid_out(body: str, pictures: list[Any]) -> Text:
    """`pictures` are those of the article; a mark that names none of them stays as words."""
    known = {picture.ref: picture for picture in pictures}
    text = Text(is_long=len(body) >= LONG)
    place, used = 0, set()
    for mark in MARK.finditer(body):
        picture = known.get(mark[1])
        if picture is not None:
            add_words(text, body[place : mark.start()])
            text.blocks.append(Block(picture=picture))
            place = mark.end()
            used.add(mark[1])
    add_words(text, body[place:])
    text.rest = [picture for picture in pictures if picture.ref not in used]
    return text


def add_words(text: Text, words: str) -> None:
    if not words.strip():
        return

    def anchored(found: re.Match[str]) -> str:
        heading = Heading(f"part-{len(text.headings) + 1}", unescape(strip_tags(found[2])).strip(), int(found[1][1]))
        text.headings.append(heading)
        return f'<{found[1]} id="{heading.anchor}">{found[2]}</{found[1]}>'

    text.blocks.append(Block(html=mark_safe(HEADING.sub(anchored, render_markdown(words, top=2)))))  # cleaned by nh3
