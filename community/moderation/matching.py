"""Whether words or links of a rule stand in a text: no expressions of users, only words and their beginnings.

Both sides are compared after NFKC, case folding, without marks that cannot be seen, and with each letter that looks
like a Latin one taken as that (UTS 39), so that `Cаsіno` in Cyrillic letters is `casino`. The work grows with the
length of the text, not with the number of rules.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from companies.verification.names import latin_look

WORD = re.compile(r"[^\W_]+")
# Scripts that put no space between words: there a rule is found anywhere in the text.
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
LONGEST_PATTERN, MOST_WORDS, SHORTEST_STEM, SHORTEST_SYLLABLES = 60, 5, 3, 2
INVISIBLE = {"Cf", "Cc", "Cn", "Mn"}
ADDRESS = re.compile(r"(?:https?:)?//([^\s/?#<>()\[\]\"'`|]{1,300})|\b(www\.[^\s/?#<>()\[\]\"'`|]{1,300})", re.I)
BARE = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")


def folded(text: str) -> str:
    """As it is compared: composed compatibly, case folded, without what cannot be seen."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in INVISIBLE)


def looks(word: str) -> str:
    """What the eye sees of a folded word."""
    return "".join(latin_look(char) for char in word)


def words_of(text: str) -> list[str]:
    return [looks(word) for word in WORD.findall(folded(text))]


@dataclass(frozen=True)
class Pattern:
    """`casino`, `casin*`, `fast money`, `赌博`: its words, and whether the last is a beginning."""

    words: tuple[str, ...]
    is_stem: bool
    is_anywhere: bool

    @classmethod
    def read(cls, typed: str) -> "Pattern | None":
        """None for what is no pattern: signs in it, a star elsewhere than at the end, too long, or too short a stem."""
        typed = folded(typed).strip()
        is_stem = typed.endswith("*")
        bare = typed.removesuffix("*")
        words = tuple(looks(word) for word in WORD.findall(bare))
        if not words or len(words) > MOST_WORDS or len(typed) > LONGEST_PATTERN or WORD.sub("", bare).strip(" "):
            return None
        shortest = SHORTEST_STEM if words[-1].isascii() else SHORTEST_SYLLABLES
        if is_stem and (len(words[-1]) < shortest or bare.endswith(" ")):
            return None
        return cls(words, is_stem, bool(UNSPACED.search(bare)))

    @property
    def key(self) -> str:
        """The same for two ways of writing one pattern."""
        return " ".join(self.words) + ("*" if self.is_stem else "")

    def stands_at(self, words: list[str], place: int) -> bool:
        here = words[place : place + len(self.words)]
        if len(here) < len(self.words) or tuple(here[:-1]) != self.words[:-1]:
            return False
        return here[-1].startswith(self.words[-1]) if self.is_stem else here[-1] == self.words[-1]


@dataclass
class Matcher:
    """Finds which of many rules stand in a text; `add` gives each pattern with what it stands for."""

    first: dict[str, list[tuple[Pattern, Any]]] = field(default_factory=dict)
    stems: dict[str, list[Any]] = field(default_factory=dict)
    anywhere: list[tuple[str, Any]] = field(default_factory=list)

    def add(self, pattern: Pattern, rule: Any) -> None:
        if pattern.is_anywhere:
            self.anywhere.append(("".join(pattern.words), rule))
        elif pattern.is_stem and len(pattern.words) == 1:
            self.stems.setdefault(pattern.words[0], []).append(rule)
        else:
            self.first.setdefault(pattern.words[0], []).append((pattern, rule))

    def found(self, text: str) -> Iterator[Any]:
        words = words_of(text)
        lengths = sorted({len(stem) for stem in self.stems})
        for place, word in enumerate(words):
            yield from (rule for pattern, rule in self.first.get(word, ()) if pattern.stands_at(words, place))
            for length in lengths:
                if length > len(word):
                    break
                yield from self.stems.get(word[:length], ())
        if self.anywhere:
            run = "".join(words)
            yield from (rule for part, rule in self.anywhere if part in run)


@lru_cache(2000)
def domain_of(host: str) -> str:
    """The host in ASCII, without user, port and dots at its end; empty for what is none."""
    host = unicodedata.normalize("NFKC", unquote(host)).casefold().rpartition("@")[2].partition(":")[0].strip(".,;!")
    try:
        host = host.encode("idna").decode() if not host.isascii() else host
    except UnicodeError:
        return ""
    labels = host.split(".")
    fits = len(host) <= 253 and len(labels) > 1 and all(LABEL.fullmatch(label) for label in labels)
    return host if fits else ""


def linked(text: str) -> set[str]:
    """Domains that are plainly links."""
    hosts = (one or other for one, other in ADDRESS.findall(unicodedata.normalize("NFKC", text)))
    return {domain for host in hosts if (domain := domain_of(host))}


def named(text: str) -> set[str]:
    """Also those that only stand there, without an address around them."""
    return linked(text) | {domain for host in BARE.findall(folded(text)) if (domain := domain_of(host))}


def is_within(domain: str, domains: Iterable[str]) -> bool:
    """The domain itself or one below it."""
    parts = domain.split(".")
    known = set(domains)
    return any(".".join(parts[place:]) in known for place in range(len(parts)))
