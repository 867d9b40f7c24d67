"""What helps to fill in an HS code: the heading's name beside a code, headings beside words."""

from dataclasses import dataclass
from functools import cached_property

from catalog.codes import SEPARATORS
from catalog.hs_headings import ShortName, headings_meant, short_name
from catalog.models import Category

MOST_MEANT = 6
WISH = "hs"  # what its buttons ask for: `hs` the headings by words, `hs:8482` that one
# Who leaves the field sees what the code is called, or what the words may mean; a button does so without a script.
ASKS = {
    "hx-post": "", "hx-trigger": "change", "hx-vals": f'{{"add": "{WISH}"}}', "hx-select": "#hs-hints",
    "hx-target": "#hs-hints", "hx-swap": "outerHTML", "hx-params": "not pictures, model_3d",
}  # fmt: skip


@dataclass(frozen=True)
class HsChoice:
    """For what stands in the field, words or digits, and the category the product is in."""

    typed: str
    category: Category | None

    @property
    def digits(self) -> str:
        code = SEPARATORS.sub("", self.typed)
        return code if code.isascii() and code.isdigit() else ""

    @cached_property
    def named(self) -> ShortName:
        """The heading that the code is of."""
        return short_name(self.digits[:4])

    @property
    def words(self) -> str:
        return "" if self.digits else self.typed

    @cached_property
    def meant(self) -> list[tuple[str, ShortName]]:
        return headings_meant(self.words, MOST_MEANT)

    @cached_property
    def usual(self) -> list[tuple[str, ShortName]]:
        """The headings that often fit the category, but for the one chosen."""
        codes = self.category.hs_headings if self.category else []
        return [(code, short_name(code)) for code in codes if code != self.digits[:4]]


def chosen(wish: str) -> str:
    """The code that the pressed button names; empty for other buttons."""
    name, _colon, code = wish.partition(":")
    return code if name == WISH and short_name(code) else ""
