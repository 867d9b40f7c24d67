"""What a reader asks for: words, phrases, exclusions, filters, order and page, all within bounds."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from catalog.models import Category
from portal.core.money import euro_rate
from portal.core.texts import clean_line
from search.documents import EVERYBODY, KINDS
from search.wording import code_key, measures_joined

MAX_LENGTH = 300
MAX_WORDS = 16
MAX_FILTERS = 50
WINDOW = 10_000  # no reader looks further than this, and no engine should have to
PAGE_SIZE = 20
SORTS = ("relevance", "newest", "price", "lead_time")
FACETS = ("kind", "category", "country", "tier", "brand", "certificate", "incoterm", "sample", "language", "type")
RANGES = ("price", "moq", "lead_time")
FACT = "attr."  # a facet of a specification: `attr.bore=20`
MOST_FACTS = 8  # facets of specifications that are counted for one page
Ends = tuple[float | None, float | None]
PIECE = re.compile(r'(-?)"([^"]*)"|(\S+)')
WORD = re.compile(r"\w", re.UNICODE)


@dataclass(frozen=True)
class Query:
    """A search within bounds; `filters` maps a facet to the values of which any will do.

    `ranges` maps one of RANGES to its ends: price in EUR, the minimum order in the product's unit, days of lead time.
    `facts` names the specifications that are counted as facets besides; `since` leaves out what was published before,
    in seconds since 1970. `community` keeps to the joint catalogue of one; it comes from a page that has looked whether
    the reader may read there, never from an address. Without `is_counted` no facet is counted.
    """

    text: str = ""
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ranges: dict[str, Ends] = field(default_factory=dict)
    facts: tuple[str, ...] = ()
    since: int = 0
    community: str = ""
    is_counted: bool = True
    audience: tuple[str, ...] = (EVERYBODY,)
    sort: str = "relevance"
    page: int = 1
    size: int = PAGE_SIZE

    @classmethod
    def parse(cls, text: str, **rest: Any) -> "Query":
        """`steel "ball bearing" -used` as people write it. Nothing in it is an error; excess is left out."""
        text = clean_line(text[: MAX_LENGTH * 4])[:MAX_LENGTH]
        words: list[str] = []
        phrases: list[str] = []
        excluded: list[str] = []
        for minus, quoted, bare in PIECE.findall(measures_joined(text)):
            if quoted and WORD.search(quoted):
                (excluded if minus else phrases).append(quoted.strip())
            elif bare.startswith("-") and WORD.search(bare):
                excluded.append(bare.lstrip("-"))
            elif WORD.search(bare):
                words.append(bare.strip('"'))
        return cls(
            text=text,
            words=tuple(dict.fromkeys(words))[:MAX_WORDS],
            phrases=tuple(dict.fromkeys(phrases))[:8],
            excluded=tuple(dict.fromkeys(excluded))[:8],
            **rest,
        )

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.phrases or self.excluded)

    @property
    def asks_nothing(self) -> bool:
        """Something was typed, but nothing that can be looked for: only marks and signs."""
        return bool(self.text) and self.is_empty

    @property
    def terms(self) -> list[str]:
        """Every word to look for, those in phrases too."""
        return [*self.words, *(word for phrase in self.phrases for word in phrase.split())][:MAX_WORDS]

    @property
    def order(self) -> str:
        """Without words there is no relevance to sort by."""
        return "newest" if self.sort == "relevance" and self.is_empty else self.sort

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.size

    @property
    def codes(self) -> list[str]:
        """Keys under which the query, or a word of it, might be the code of something."""
        keys = [code_key(self.text), *(code_key(term) for term in self.terms)]
        with_digits = [key for key in keys if len(key) >= 3 and any(char.isdigit() for char in key)]
        bare = [key.lstrip("0") for key in with_digits if key.isdigit()]
        return list(dict.fromkeys([*with_digits, *filter(None, bare)]))

    @property
    def facets(self) -> tuple[str, ...]:
        """What is counted; the types of pages where pages are asked for."""
        if not self.is_counted:
            return ()
        named = FACETS if "type" in self.filters or "page" in self.filters.get("kind", ()) else FACETS[:-1]
        return (*named, *(f"{FACT}{key}" for key in self.facts))

    def said(self, text: str) -> "Query":
        """The same filters for other words."""
        other = Query.parse(text)
        words = {"text": other.text, "words": other.words, "phrases": other.phrases, "excluded": other.excluded}
        return replace(self, **words)  # type: ignore[arg-type]  # each of its own type

    def at_page(self, page: int) -> "Query":
        return replace(self, page=page)


def whole_number(text: str | None, default: int, most: int) -> int:
    """A number from 1 to `most` whatever was written."""
    digits = (text or "").strip()
    if not (digits.isascii() and digits.isdigit()):
        return default
    return max(1, min(int(digits[:12]), most))


def from_parameters(
    parameters: Any, audience: list[str], size: int = PAGE_SIZE, most: int = 100, currency: str = "EUR"
) -> Query:
    """The query of a page's or the API's parameters (a QueryDict); whatever is wrong is read as well as possible.

    `currency` is that of a price range which names none itself.
    """
    size = whole_number(parameters.get("page_size"), size, most)
    sort = parameters.get("sort", "")
    names = [*FACETS, *(name for name in parameters if name.startswith(FACT) and len(name) <= 80)]
    filters = {name: values for name in names[:MAX_FILTERS] if (values := chosen(parameters.getlist(name), name))}
    return Query.parse(
        parameters.get("q", ""),
        filters=filters,
        ranges=ranges_of(parameters, parameters.get("currency") or currency),
        audience=tuple(audience),
        sort=sort if sort in SORTS else "relevance",
        page=whole_number(parameters.get("page"), 1, max(1, WINDOW // size)),
        size=size,
    )


def chosen(values: list[str], name: str) -> tuple[str, ...]:
    """The values asked for; a kind that there is not is as good as none, for it would be a tab without a name."""
    cleaned = (clean_line(value[:200])[:100] for value in values[:MAX_FILTERS])
    if name == "category":  # one that was merged is meant as the one it went into
        cleaned = (found.slug if (found := Category.find(value)) else value for value in cleaned)
    return tuple(dict.fromkeys(value for value in cleaned if value and (name != "kind" or value in KINDS)))


def ranges_of(parameters: Any, currency: str) -> dict[str, Ends]:
    """`price_from=10&price_to=20&currency=USD`, `moq_to=500`, `lead_time_to=14`; ends that are crossed are turned."""
    ranges: dict[str, Ends] = {}
    for name in RANGES:
        low, high = (number(parameters.get(f"{name}_{end}")) for end in ("from", "to"))
        if name == "price":
            low, high = in_euro(low, currency), in_euro(high, currency)
        if low is not None and high is not None and low > high:
            low, high = high, low
        if low is not None or high is not None:
            ranges[name] = low, high
    return ranges


def number(text: str | None) -> float | None:
    """A number of at least 0 as people type it, `1,200.50` or `12,5`; None when it is none."""
    typed = (text or "").strip()[:20].replace(" ", "").replace("\u00a0", "")
    if "," in typed and "." not in typed and len(typed.rpartition(",")[2]) != 3:
        typed = typed.replace(",", ".")
    try:
        value = float(typed.replace(",", ""))
    except ValueError:
        return None
    return value if 0 <= value < 1e12 else None


def in_euro(amount: float | None, currency: str) -> float | None:
    rate = euro_rate(currency)
    return None if amount is None or rate is None else round(amount / float(rate[0]), 4)


@dataclass(frozen=True)
class Hit:
    kind: str
    pk: int
    score: float = 0.0


@dataclass
class Results:
    """What an engine found: a page of hits, how many there are, and the counts of every facet.

    `whole` is how many have every word asked for: mostly they come first, the others have some of them.
    """

    total: int
    hits: list[Hit]
    facets: Mapping[str, dict[str, int]]
    engine: str
    took_ms: int = 0
    corrected: str = ""
    whole: int = 0

    @property
    def is_loose(self) -> bool:
        """Nothing has every word."""
        return bool(self.total and not self.whole)
