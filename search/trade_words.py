"""What goods are called in the languages of trade: search/data/trade_words.txt, understood when somebody searches.

Documents do not carry these words: a query says in English what it means, and the listings are found by that, and by
their category. So a word more here counts at once, and no index grows by it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from search.synonyms import Key, Term, key_of
from search.titles import LITTLE
from search.wording import CJK, folded

SOURCE = Path(__file__).parent / "data" / "trade_words.txt"
LANGUAGES = ("de", "es", "fr", "pt", "ja", "zh")
SHORTEST_END = 2  # characters: in Chinese and Japanese the last ones say what kind of thing it is


@dataclass(frozen=True)
class TradeWords:
    """`meanings` are English terms by the key of a word; `words` what a category is called, by its slug."""

    meanings: dict[Key, tuple[Term, ...]]
    words: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, lines: Sequence[str]) -> "TradeWords":
        meanings: dict[Key, dict[Key, Term]] = {}
        words: dict[str, list[str]] = {}
        for slug, english, *others in map(columns, lines):
            said = [word.strip() for column in others for word in column.split(",") if word.strip()]
            words.setdefault(slug, []).extend(said)
            term = tuple(english.split())
            for key in map(spoken_key, said):
                if key != key_of(term):
                    meanings.setdefault(key, {})[key_of(term)] = term
        return cls(
            {key: tuple(terms.values()) for key, terms in meanings.items()}, {k: tuple(v) for k, v in words.items()}
        )

    def meant(self, words: Sequence[str]) -> tuple[Term, ...]:
        """What the words mean in English; a Chinese or Japanese compound by the longest word it ends with."""
        key = spoken_key(" ".join(words))
        if key in self.meanings or len(words) > 1 or not CJK.fullmatch(words[0]):
            return self.meanings.get(key, ())
        ends = (words[0][start:] for start in range(1, len(words[0]) - SHORTEST_END + 1))
        return next((self.meanings[(end,)] for end in ends if (end,) in self.meanings), ())


def columns(line: str) -> list[str]:
    return [column.strip() for column in line.split("|")]


def spoken_key(phrase: str) -> Key:
    """As a query is read: without its little words (*válvula de bola*)."""
    words = phrase.split()
    return key_of([word for word in words if folded(word) not in LITTLE] or words)


@cache
def trade_words() -> TradeWords:
    lines = SOURCE.read_text("utf-8").splitlines()
    return TradeWords.of([line for line in lines if line.strip() and not line.startswith("#")])
