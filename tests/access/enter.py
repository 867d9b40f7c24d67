"""What Enter in a field would press, in the forms of a page.

A browser presses the first submit button of the form in the order of the page, the ones that stand elsewhere and name
the form included, whatever it looks like. It must be what the reader of that form is there to do.
"""

from dataclasses import dataclass, field

from tests.access.markup import Given, tags

PRESSING = {None, "", "text", "search", "email", "url", "tel", "number", "password", "date", "time", "datetime-local"}
SMALLER = {"button--quiet", "button--link", "button--danger"}


@dataclass(frozen=True)
class Button:
    classes: frozenset[str]
    words: str
    skips_checks: bool

    @property
    def is_main(self) -> bool:
        return "button" in self.classes and not self.classes & SMALLER

    @property
    def is_default(self) -> bool:
        return "default-button" in self.classes


@dataclass
class Fields:
    name: str
    boxes: list[str] = field(default_factory=list)
    buttons: list[Button] = field(default_factory=list)

    @property
    def is_wrong(self) -> bool:
        if not self.boxes or len(self.buttons) < 2 or self.buttons[0].is_default:
            return False
        mains = [one for one in self.buttons if one.is_main]
        first = self.buttons[0]
        return (
            not first.is_main if mains else bool(first.skips_checks or first.classes & {"button--link", "icon-button"})
        )


class Forms:
    """`of` names forms without an id by their place on the page."""

    def __init__(self) -> None:
        self.of: dict[str, Fields] = {}
        self.inside = ""

    def take(self, tag: str, given: Given) -> None:
        """The tags of the page, in their order."""
        if tag == "/form":
            self.inside = ""
        if tag == "form":
            self.inside = given.get("id") or f"{given.get('action') or ''} number {len(self.of) + 1}"
        owner = given.get("form") or self.inside
        if not owner or tag not in {"form", "input", "button"}:
            return
        fields = self.of.setdefault(owner, Fields(owner))
        kind = (given.get("type") or "").lower()
        if tag == "input" and kind in PRESSING and given.get("name"):
            fields.boxes.append(given["name"])
        if (tag == "button" and kind in {"", "submit"}) or (tag == "input" and kind in {"submit", "image"}):
            words = f"{given.get('name') or ''}={given.get('value') or ''}"
            fields.buttons.append(
                Button(frozenset((given.get("class") or "").split()), words, "formnovalidate" in given)
            )

    @property
    def wrong(self) -> list[str]:
        """Of each form in which Enter would press something smaller: its name and the buttons in their order."""
        wrong = [one for one in self.of.values() if one.is_wrong]
        return [f"{one.name}: {', '.join(button.words for button in one.buttons)}" for one in wrong]


def wrong_forms(html: str) -> list[str]:
    forms = Forms()
    for tag, given, _text in tags(html):
        forms.take(tag, given)
    return forms.wrong
