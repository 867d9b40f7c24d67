"""The trade tools by name and by what people call what they do: for their list, the search and who is typing."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from portal.core.incoterms import INCOTERMS

LANGUAGES = ("en", "ko")  # the portal's own; a tool is found by its name in either
SHORTEST = 2  # Latin letters after which something is proposed


@dataclass(frozen=True)
class Tool:
    """`words` are other names of it, each a phrase, in any language; `page` is the name of its address."""

    page: str
    icon: str
    name: Any
    about: Any
    words: tuple[str, ...]

    @property
    def url(self) -> str:
        return reverse(self.page)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*map(self.name_in, LANGUAGES), *self.words]))

    def name_in(self, language: str) -> str:
        with override(language):
            return str(self.name)


TOOLS = (
    Tool(
        "tools:currency",
        "money",
        _("Currency converter"),
        _("An amount in another currency at the European Central Bank's rate of a named day, and how the rate went."),
        ("exchange rate", "convert currency", "foreign exchange", "forex", "환율 계산기", "환율", "통화 환산", "환전"),
    ),
    Tool(
        "tools:incoterms",
        "box",
        _("Incoterms® 2020 guide"),
        _("Who pays what, from the seller's door to the buyer's, and where the risk passes. Find the rule that fits."),
        (
            *INCOTERMS,
            "incoterm",
            "incoterms",
            "terms of delivery",
            "delivery terms",
            "인코텀즈",
            "거래 조건",
            "인도 조건",
        ),
    ),
    Tool(
        "tools:hs",
        "search",
        _("HS code finder"),
        _("The customs code of what you make or buy, by words in your language or by its first digits."),
        (
            *("hs code", "harmonized system", "harmonised system", "tariff number", "tariff code", "customs code"),
            *("customs tariff", "HS 코드", "HS코드", "세번", "관세 코드", "품목 분류"),
        ),
    ),
    Tool(
        "tools:units",
        "table",
        _("Unit converter"),
        _("Weights, lengths, areas, volumes and counts, exact by definition."),
        ("convert units", "unit conversion", "measurement converter", "단위 변환기", "단위 환산", "단위 변환"),
    ),
    Tool(
        "tools:time",
        "clock",
        _("Time-zone planner"),
        _("When two, three or four places are at work at once, on the day you want to talk."),
        ("time zone", "time zones", "world clock", "time difference", "meeting planner", "시차", "시간대", "세계 시각"),
    ),
)


def tools_called(text: str, fold: Callable[[str], str], is_typing: bool = False) -> list[Tool]:
    """Those one of whose names begins with these words; of who is still typing the last one may be half a word.

    `fold` makes alike what people write in different ways.
    """
    asked = " ".join(fold(text).replace("-", " ").split())
    if not asked or (is_typing and asked.isascii() and len(asked) < SHORTEST):
        return []
    end = "" if is_typing else " "
    return [tool for tool, names in folded_names(fold) if any(f"{name} ".startswith(f"{asked}{end}") for name in names)]


@cache
def folded_names(fold: Callable[[str], str]) -> list[tuple[Tool, list[str]]]:
    return [(tool, [" ".join(fold(name).replace("-", " ").split()) for name in tool.names]) for tool in TOOLS]
