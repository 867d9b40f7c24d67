"""What is filled in, read from fields as the reader sees them: filters of a list, and parts of a form that can fold.

Pages write their fields by hand, by Django's forms or by Wagtail's; what they show is HTML in all of them. So one way
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
    has_usual: bool = False  # a select without an empty choice, or a round button: something is always chosen


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
        self.area: Field | None = None
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
            self.select.has_usual |= self.select.options == 1 and given.get("value", "") != ""
            self.words = []
            if "selected" in given:
                self.select.value = given.get("value", "")
                self.select.is_set = self.select.options > 1
        elif tag == "textarea":
            self.area, self.words = self.found(given), []
        elif tag == "input" and given.get("type") not in {"hidden", "submit", "button", "file"}:
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
        one.has_usual = given.get("type") == "radio"

    def handle_data(self, data: str) -> None:
        if self.words is not None and not self.is_aside:
            self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        said = " ".join("".join(self.words or []).split())
        if tag == "span":
            self.is_aside = False
        elif tag == "select":
            self.select = None
        elif tag in {"label", "option", "textarea"} and self.words is not None:
            self.words = None
            self.said(tag, said)

    def said(self, tag: str, words: str) -> None:
        if tag == "label" and self.label_for:
            self.labels[self.label_for] = words
        elif tag == "label" and self.beside:
            self.beside.label = words
        elif tag == "option" and self.select and self.select.is_set:
            self.select.choice = self.select.choice or words
        elif tag == "textarea" and self.area:
            self.area.value = self.area.choice = words
            self.area.is_set = bool(words)
            self.area = None


def set_in(html: str) -> Iterator[Chosen]:
    """What is set in these fields, in their order."""
    reader = Reader()
    reader.feed(html)
    for one in reader.fields:
        if one.is_set and one.name and one.name not in ORDER:
            label = one.label or reader.labels.get(one.html_id, "")
            yield Chosen(one.name, one.value, label if one.choice else "", one.choice or label)


WRONG = ("field--wrong", 'aria-invalid="true"', "field-error")


def is_filled(html: str, usual: str = "") -> bool:
    """Whether somebody has filled in some of these fields, or one is wrong.

    What is always chosen (a unit, a currency) says nothing; `usual` names fields that come with a value of ours.
    """
    if any(mark in html for mark in WRONG):
        return True
    reader = Reader()
    reader.feed(html)
    return any(one.is_set and not one.has_usual and one.name not in usual.split() for one in reader.fields)
