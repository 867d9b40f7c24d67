"""What a machine reads in a page: where it leads, what it says, and how it is made."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SILENT = {"script", "style", "template", "title", "noscript", "svg"}
UNSEEN = "unseen"  # in the place of a language: what no reader sees
SAID_BY = ("placeholder", "aria-label", "title", "alt", "data-confirm")


@dataclass
class Read(HTMLParser):
    """One page, read once."""

    language: str = "en"
    links: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    said: list[tuple[str, str]] = field(default_factory=list)  # a text and the language it is marked with
    makings: set[str] = field(default_factory=set)  # kinds of elements in the main part
    open: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    __hash__ = object.__hash__

    @classmethod
    def of(cls, text: str) -> "Read":
        read = cls()
        read.feed(text)
        return read

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        around = self.open[-1][1] if self.open else ""
        unseen = around == UNSEEN or "hidden" in given or tag in SILENT
        language = UNSEEN if unseen else given.get("lang", around)  # empty: words of people, in whatever language
        if tag == "html":
            self.language = language
        if not unseen:
            self.take(tag, given, language)
        if tag not in EMPTY:
            self.open.append((tag, language))

    def take(self, tag: str, given: dict[str, str], language: str) -> None:
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if "id" in given:
            self.ids.add(given["id"])
        if any(name == "main" for name, _language in self.open):
            self.makings.add(f"{tag}.{given.get('class', '')}")
        spoken = SAID_BY + (("value",) if tag == "input" and given.get("type") in {"submit", "button"} else ())
        self.said += [(given[name], language) for name in spoken if given.get(name)]

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place][0] == tag:
                del self.open[place:]
                return

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if text and self.open and self.open[-1][1] != UNSEEN:
            self.said.append((text, self.open[-1][1]))
