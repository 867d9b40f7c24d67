"""What a query means: which of its words are one term, how else that is said, which categories it names.

Both engines build their queries from this, so that they understand a reader alike.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar

from catalog.models import Category
from search.query import Query
from search.synonyms import MOST_WORDS, Thesaurus, key_of, thesaurus
from search.titles import JOINING, LITTLE, PURPOSE, is_naming
from search.trade_words import spoken_key, trade_words
from search.wording import folded

Key = tuple[str, ...]
ASIDE = 0.25  # a category that is named beside what the query is about
ENDING = 0.6  # a category whose name ends with the word
JOINTS = (" and ", "·", ",", "/", "(", ")", "&")


@dataclass(frozen=True)
class Unit:
    """One thing that is asked for: a word, or several that are one term; `others` say the same."""

    words: tuple[str, ...]
    others: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Reading:
    """`units` are what is asked for, without the little words, which only say how they belong together.

    `categories` are the slugs that the words name, each with how surely: 1 when the whole query is its name.
    `head` are the words that say what is wanted, where others say what it is for: *paper tray* for a printer.
    `noun` is the word for the thing itself, said in each of its ways: the last of what is wanted.
    """

    units: tuple[Unit, ...]
    categories: Mapping[str, float] = field(default_factory=dict)
    head: tuple[str, ...] = ()
    noun: tuple[str, ...] = ()

    @classmethod
    def of(cls, query: Query) -> "Reading":
        terms, words, known = tuple(query.terms), query.words, thesaurus()
        end = next((place for place, word in enumerate(words) if place and folded(word) in PURPOSE), 0)
        units = tuple(units_of(content_of(words), known))
        return cls(units, Names.known().named_in(terms), content_of(words[:end]), noun_of(terms, known))


def content_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """Without the little words; they themselves where there are no others."""
    return tuple(word for word in words if folded(word) not in LITTLE) or words


def noun_of(terms: Sequence[str], known: Thesaurus) -> tuple[str, ...]:
    """The word that says what kind of thing is wanted, and the last word of every other way to say it."""
    wanted = terms[: head_of(tuple(map(folded, terms)))]
    named = tuple(term for term in wanted if is_naming(folded(term)))
    if not named:
        return ()
    last = list(units_of(content_of(named), known))[-1]
    return tuple(dict.fromkeys(words[-1] for words in (last.words, *last.others)))


def units_of(words: tuple[str, ...], known: Thesaurus) -> Iterable[Unit]:
    """The words in order, the longest terms first."""
    place = 0
    while place < len(words):
        for length in range(min(MOST_WORDS, len(words) - place), 0, -1):
            term = words[place : place + length]
            others = tuple(dict.fromkeys((*known.others(term), *trade_words().meant(term))))
            if others or length == 1:
                yield Unit(term, others)
                place += length
                break


@dataclass(frozen=True)
class Names:
    """By what people call categories, in every language, as keys."""

    slugs: dict[Key, frozenset[str]]

    remembered: ClassVar[tuple[Any, Any, "Names | None"]] = ({}, None, None)

    @classmethod
    def known(cls) -> "Names":
        """Made once for what the categories are called: the tree is read anew every half minute and hardly differs."""
        tree = Category.tree()
        last, said, made = cls.remembered
        if made is None or tree is not last:
            now = [(one.slug, dict(one.names), list(one.words)) for one in tree.values()]
            if made is None or now != said:
                made = cls.of(tree.values())
            cls.remembered = tree, now, made
        return made

    @classmethod
    def of(cls, categories: Iterable[Category]) -> "Names":
        slugs: dict[Key, set[str]] = {}
        for category in categories:
            abroad = trade_words().words.get(category.slug, ())
            for phrase in (*map(str, category.names.values()), *map(str, category.words), *abroad):
                for part in parted(phrase):
                    for key in {key_of(part.split()), spoken_key(part)} - {()}:
                        slugs.setdefault(key, set()).add(category.slug)
        return cls({key: frozenset(found) for key, found in slugs.items()})

    @cached_property
    def longest(self) -> int:
        return max(map(len, self.slugs), default=0)

    @cached_property
    def ends(self) -> dict[Key, frozenset[str]]:
        """The categories whose names end with a word or words: “printers” names laser printers, too."""
        found: dict[Key, set[str]] = {}
        for key, slugs in self.slugs.items():
            for start in range(1, len(key)):
                found.setdefault(key[start:], set()).update(slugs)
        return {key: frozenset(slugs) for key, slugs in found.items()}

    def named_in(self, words: Sequence[str]) -> dict[str, float]:
        """Surer the more of the query it is, and most for what the query is about: see `head_of`."""
        keys = key_of(words)
        end = head_of(keys)
        spans = [
            (start, stop) for stop in range(1, len(keys) + 1) for start in range(max(0, stop - self.longest), stop)
        ]
        named = [span for span in spans if self.names(keys[slice(*span)])]
        last = max((stop for _start, stop in named if stop <= end), default=0)
        found: dict[str, float] = {}
        for start, stop in named:
            key = keys[start:stop]
            share = (stop - start) / max(1, len(content(keys)))
            about = 1.0 if stop == last else ASIDE
            for slugs, sure in ((self.slugs.get(key, ()), 1.0), (self.ends.get(key, ()), ENDING)):
                for slug in slugs:
                    found[slug] = max(found.get(slug, 0.0), about * sure * min(1.0, share + 0.5))
        return found

    def names(self, key: Key) -> bool:
        """Whether the words name a category, or end its name; a number alone ends none."""
        return key in self.slugs or (key in self.ends and not all(word.isdecimal() for word in key))


def content(keys: Key) -> Key:
    return tuple(key for key in keys if key not in LITTLE) or keys


def head_of(keys: Key) -> int:
    """Where the part of a query ends that says what is wanted: a cable *for a printer* is a cable."""
    return next((place for place, key in enumerate(keys) if place and key in JOINING), len(keys))


def parted(phrase: str) -> list[str]:
    """`Nuts and dried fruit` → nuts, dried fruit; the whole as well."""
    for joint in JOINTS:
        phrase = phrase.replace(joint, "|")
    return [part for part in phrase.split("|") if part.strip()]
