"""What a title calls its thing: the words at which one of its names ends."""

import re
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from search.wording import folded

LITTLE_WORDS = Path(__file__).parent / "data" / "little_words.txt"
PIECE = re.compile(r"[^\W_]+|[^\w\s]|_")
SIGNS = str.maketrans("", "", "®™©'’")  # they stand behind a word without ending a name


def little_words(*kinds: str) -> frozenset[str]:
    """Those of these kinds in search/data/little_words.txt."""
    lines = (line.partition(":") for line in LITTLE_WORDS.read_text("utf-8").splitlines())
    return frozenset(word for kind, _colon, words in lines if kind in kinds for word in folded(words).split())


PURPOSE = little_words("purpose")
JOINING = little_words("purpose", "company", "joining")
LITTLE = JOINING | little_words("other")
ENDING = little_words("purpose", "company")  # what is named ends before “for” and “with”, not before “to”
DESCRIBING = little_words("describing")


@lru_cache(maxsize=50_000)
def folded_word(word: str) -> str:
    """Titles have few different words, and a rebuild folds each of them again and again."""
    return folded(word)


def is_naming(word: str) -> bool:
    """Whether a folded word can be what a thing is called: no number, code, little or describing word."""
    return len(word) > 1 and word.isalpha() and word not in LITTLE and word not in DESCRIBING


def nouns_in(title: str) -> tuple[str, ...]:
    """`HP dv7 Notebook Silver 17"` → notebook; `Laptop Lock for HP` → lock: what other words only describe is left out.

    A name ends before a mark, a number or code, an abbreviation, what it is for or with, a word that describes, and at
    the end of the title.
    """
    pieces = PIECE.findall(title.translate(SIGNS))
    pairs = ((folded_word(word), after) for word, after in pairwise([*pieces, ""]))
    return tuple(dict.fromkeys(word for word, after in pairs if is_naming(word) and ends_before(after)))


def ends_before(piece: str) -> bool:
    word = folded_word(piece)
    is_joint = word in LITTLE and word not in ENDING
    return not is_joint and (not is_naming(word) or (len(piece) > 1 and piece.isupper()))
