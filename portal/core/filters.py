"""Which filters of a list are set, read from the fields as the reader sees them.

Lists write their fields by hand, by Django's forms or by Wagtail's; what they show is HTML in all of them. So one way
serves all: a select that does not stand on its first choice, a field with something in it, a tick.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

ORDER = {"sort", "order"}  # how a list is sorted leaves nothing out


@dataclass
class Field:
    """`choice`: the words chosen in a select, or beside a tick; `value`: what is typed in."""

    name: str
    value: str = ""
    label: str = ""
    choice: str = ""
    is_set: bool = False
    options: int = 0
    html_id: str = ""


@dataclass(frozen=True)
class Chosen:
    name: str
    value: str
    label: str
    words: str


class Reader(HTMLParser):
    """Reads labels, inputs and selects; what it does not know it leaves alone."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: list[Field] = []
        self.labels: dict[str, str] = {}
        self.select: Field | None = None
        self.words: list[str] | None = None
        self.label_for = ""
        self.beside: Field | None = None
        self.is_aside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "label":
            self.words, self.label_for, self.beside = [], given.get("for", ""), None
        elif tag == "span" and "optional" in given.get("class", "").split():
            self.is_aside = True
        elif tag == "select":
            self.select = self.found(given)
        elif tag == "option" and self.select:
            self.select.options += 1
            self.words = []
            if "selected" in given:
                self.select.value = given.get("value", "")
                self.select.is_set = self.select.options > 1
        elif tag == "input" and given.get("type") not in {"hidden", "submit", "button"}:
            self.typed(self.found(given), given)

    def found(self, given: dict[str, str]) -> Field:
        one = Field(given.get("name", ""), html_id=given.get("id", ""))
        self.fields.append(one)
        self.beside = one
        return one

    def typed(self, one: Field, given: dict[str, str]) -> None:
        one.value = given.get("value", "on" if given.get("type") in {"checkbox", "radio"} else "")
        ticked = given.get("type") in {"checkbox", "radio"}
        one.is_set = "checked" in given and bool(one.value) if ticked else bool(one.value)
        one.choice = "" if ticked else one.value

    def handle_data(self, data: str) -> None:
        if self.words is not None and not self.is_aside:
            self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        said = " ".join("".join(self.words or []).split())
        if tag == "span":
            self.is_aside = False
        elif tag == "label" and self.words is not None:
            if self.label_for:
                self.labels[self.label_for] = said
            elif self.beside:
                self.beside.label = said
            self.words = None
        elif tag == "option" and self.select:
            if self.select.is_set and not self.select.choice:
                self.select.choice = said
            self.words = None
        elif tag == "select":
            self.select = None


def set_in(html: str) -> Iterator[Chosen]:
    """What is set in these fields, in their order."""
    reader = Reader()
    reader.feed(html)
    for one in reader.fields:
        if one.is_set and one.name and one.name not in ORDER:
            label = one.label or reader.labels.get(one.html_id, "")
            yield Chosen(one.name, one.value, label if one.choice else "", one.choice or label)
