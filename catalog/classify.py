"""The category of a product whose row names none, from the words of its title through the tree's words.

A phrase of the tree found in the title votes for its leaf: longer phrases more, words after "for" or "with" less
("toner cartridge for laser printers" is toner). In English and Korean the head of the name differs in place, so
early words count more in Latin script and late ones in Hangul. Nothing found: `others`.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from catalog.models import Category, CategoryAlias

FALLBACK = "others"
TOKENS = re.compile(r"[a-z0-9]+(?:\+[a-z0-9]+)?|[가-힣]+")
PIECES = re.compile(r"\b\d+\s*pcs?\b|\bpc\(s\)|\bpcs\b")  # a count of pieces is not a computer
ASIDE = frozenset({"for", "with", "to", "incl", "including", "compatible", "w"})
VALUE = {1: 2.0, 2: 5.0, 3: 8.0, 4: 11.0}
LONGEST = max(VALUE)
FADE = 0.12  # what a word loses with each step away from where the head of a name is expected
LONGEST_HANGUL = 8

Votes = dict[str, float]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The singular, roughly and always alike: `batteries` → `battery`, `cartridges` → `cartridge`."""
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def tokens(text: str) -> list[str]:
    """Only what may be a plural goes through the cache, so that a million article numbers do not fill it."""
    found = TOKENS.findall(PIECES.sub(" ", text.lower()))
    return [stem(token) if token[-1] == "s" else token for token in found]


def normal(text: str) -> str:
    """A category as people write it, for comparison: case, spaces and signs do not matter."""
    return " ".join(re.findall(r"\w+", text.lower()))


class Classifier:
    """Built once from the tree; looking up is dictionary work, so that an import is not slowed by it."""

    def __init__(self, categories: Iterable[Category]) -> None:
        known = list(categories)
        self.by_name: dict[str, str] = {}
        self.phrases: dict[tuple[str, ...], list[str]] = {}
        self.starts: dict[str, int] = {}
        slugs = {category.slug for category in known}
        self.fallback = FALLBACK if FALLBACK in slugs else (known[0].slug if known else FALLBACK)
        for category in known:
            self.learn(category)
        for old, slug in CategoryAlias.known().items():
            self.by_name.setdefault(normal(old), slug)

    def learn(self, category: Category) -> None:
        for name in (category.slug, category.path, *category.names.values(), *category.former_words):
            self.by_name.setdefault(normal(name), category.slug)
        for phrase in (*category.words, *category.former_words):
            key = tuple(tokens(phrase))
            if key and len(key) <= LONGEST:
                self.phrases.setdefault(key, []).append(category.slug)
                self.starts[key[0]] = max(self.starts.get(key[0], 0), len(key))

    def named(self, text: str) -> str | None:
        """The slug that a cell means: a slug, a path by slashes or “>”, or a name in a language; None if unknown."""
        whole = self.by_name.get(normal(text))
        if whole:
            return whole
        last = re.split(r"[/>|]", text)[-1]
        return self.by_name.get(normal(last))

    def guess(self, title: str, description: str = "", product_type: str = "") -> str:
        """The best leaf for these words, else the fallback."""
        votes: Votes = {}
        if product_type:
            self.count(tokens(product_type)[:12], 1.3, votes)
        self.count(tokens(title)[:40], 1.0, votes)
        if not votes and description:
            self.count(tokens(description)[:40], 0.5, votes)
        return max(votes, key=votes.__getitem__) if votes else self.fallback

    def count(self, words: list[str], weight: float, votes: Votes) -> None:
        starts, total = self.starts, len(words)
        for position, word in enumerate(words):
            if word in ASIDE:
                weight *= 0.4
            elif word >= "가":
                near_end = weight * (1 - FADE * min(total - position - 1, 6))
                self.vote_inside(word, near_end, votes)
                self.give((words[position - 1] + word,) if position else (), 2 * len(word) * near_end, votes)
            elif word in starts:
                self.vote(words, position, weight, votes)

    def vote(self, words: list[str], position: int, weight: float, votes: Votes) -> None:
        """For the longest phrase that begins here."""
        for length in range(min(self.starts[words[position]], len(words) - position), 0, -1):
            value = VALUE[length] * weight / (1 + FADE * position)
            if self.give(tuple(words[position : position + length]), value, votes):
                return

    def give(self, phrase: tuple[str, ...], value: float, votes: Votes) -> bool:
        """Let the leaves that know the phrase have the value, if it is more than they have."""
        leaves = self.phrases.get(phrase, ())
        for leaf in leaves:
            votes[leaf] = max(votes.get(leaf, 0.0), value)
        return bool(leaves)

    def vote_inside(self, word: str, weight: float, votes: Votes) -> None:
        """Hangul is written together: look for known words of two or more syllables inside, the end counting more."""
        length = len(word)
        self.give((word,), length * weight, votes)
        for start in range(length):
            for end in range(start + 2, min(length, start + LONGEST_HANGUL) + 1):
                self.give((word[start:end],), (end - start) * weight * (1.0 if end == length else 0.7), votes)


def classifier() -> Classifier:
    """A classifier of the tree as it is now; keep it while reading a file."""
    return Classifier(Category.tree().values())
