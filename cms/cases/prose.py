"""Rich text as plain paragraphs, for places that know no HTML."""

from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

BLOCKS = {"p": "text", "li": "point", "h2": "heading", "h3": "heading", "h4": "heading"}
UNSEEN = frozenset({"script", "style", "head", "title"})


@dataclass
class Paragraph:
    kind: str  # text, point, heading
    text: str


class Reader(HTMLParser):
    """Every block becomes a paragraph; pasted mark-up of office programs is read past."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Paragraph] = []
        self.kind, self.parts, self.unseen = "text", [""], 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag in UNSEEN:
            self.unseen += 1
        if tag in BLOCKS:
            self.end()
            self.kind = BLOCKS[tag]
        if tag == "br":
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN and self.unseen:
            self.unseen -= 1
        if tag in BLOCKS:
            self.end()

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.parts.append(data)

    def end(self) -> None:
        text = " ".join("".join(self.parts).split())
        if text:
            self.found.append(Paragraph(self.kind, text))
        self.kind, self.parts = "text", [""]


def paragraphs_of(html: Any) -> list[Paragraph]:
    reader = Reader()
    reader.feed(str(html or ""))
    reader.close()
    reader.end()
    return reader.found


def stream_paragraphs(stream: Any) -> list[Paragraph]:
    """The words of a body of any blocks, in their order; what is no text is left out."""
    found: list[Paragraph] = []
    for block in stream:
        if block.block_type == "heading":
            found.append(Paragraph("heading", str(block.value)))
        elif block.block_type == "paragraph":
            found += paragraphs_of(getattr(block.value, "source", block.value))
        else:
            content = block.block.get_searchable_content(block.value)
            kind = "point" if len(content) > 1 else "text"
            found += [Paragraph(kind, " ".join(str(one).split())) for one in content if str(one).strip()]
    return found
