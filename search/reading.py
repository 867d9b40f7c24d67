"""What a query means: which of its words are one term, how else that is said, which categories it names.

Both engines build their queries from this, so that they understand a reader alike.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar

from catalog.models import Category
from search.query import Query
from search.synonyms import MOST_WORDS, Thesaurus, key_of, thesaurus

Key = tuple[str, ...]
JOINTS = (" and ", "·", ",", "/", "(", ")", "&")


@dataclass(frozen=True)
class Unit:
    """One thing that is asked for: a word, or several that are one term; `others` say the same."""

    words: tuple[str, ...]
    others: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Reading:
    """`categories` are the slugs that the words name, each with how surely: 1 when the whole query is its name."""

    units: tuple[Unit, ...]
    categories: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, query: Query) -> "Reading":
        return cls(tuple(units_of(query.words, thesaurus())), Names.known().named_in(query.terms))


def units_of(words: tuple[str, ...], known: Thesaurus) -> Iterable[Unit]:
    """The words in order, the longest terms first."""
    place = 0
    while place < len(words):
        for length in range(min(MOST_WORDS, len(words) - place), 0, -1):
            term = words[place : place + length]
            others = known.others(term)
            if others or length == 1:
                yield Unit(term, others)
                place += length
                break


@dataclass(frozen=True)
class Names:
    """By what people call categories, in every language, as keys."""

    slugs: dict[Key, frozenset[str]]

    remembered: ClassVar[tuple[int, "Names | None"]] = (0, None)

    @classmethod
    def known(cls) -> "Names":
        """Made once for each state of the tree."""
        tree = Category.tree()
        if cls.remembered[0] != id(tree) or cls.remembered[1] is None:
            cls.remembered = id(tree), cls.of(tree.values())
        made = cls.remembered[1]
        assert made is not None
        return made

    @classmethod
    def of(cls, categories: Iterable[Category]) -> "Names":
        slugs: dict[Key, set[str]] = {}
        for category in categories:
            for phrase in (*map(str, category.names.values()), *map(str, category.words)):
                for part in parted(phrase):
                    if key := key_of(part.split()):
                        slugs.setdefault(key, set()).add(category.slug)
        return cls({key: frozenset(found) for key, found in slugs.items()})

    @cached_property
    def longest(self) -> int:
        return max(map(len, self.slugs), default=0)

    def named_in(self, words: Iterable[str]) -> dict[str, float]:
        """Surer the more of the query it is, and the fewer categories share the name."""
        keys = key_of(words)
        found: dict[str, float] = {}
        for start in range(len(keys)):
            for end in range(start + 1, min(len(keys), start + self.longest) + 1):
                named = self.slugs.get(keys[start:end], frozenset())
                for slug in named:
                    sure = (end - start) / len(keys) / len(named) ** 0.5
                    found[slug] = max(found.get(slug, 0.0), sure)
        return found


def parted(phrase: str) -> list[str]:
    """`Nuts and dried fruit` → nuts, dried fruit; the whole as well."""
    for joint in JOINTS:
        phrase = phrase.replace(joint, "|")
    return [part for part in phrase.split("|") if part.strip()]
