"""What counts how much: the same numbers for both engines, so that their orders differ only where BM25's does.

Changes are measured by `manage.py search_relevance`, on queries that were graded before.
"""

from collections.abc import Sequence

# Fields: what a thing is called says more than what is said of it.
WEIGHTS = {
    "title": 3.0,
    "kind_words": 2.0,
    "brand_words": 2.0,
    "vocabulary": 0.4,
    "attributes": 0.6,
    "text": 1.0,
    "company_words": 1.0,
}
TIE = 0.4  # what the other fields add to the best one
SYNONYM = 0.8  # a term said otherwise than the reader wrote it
OTHER_LANGUAGE = 0.8
EXACT, PART = 1000.0, 20.0  # the query is a code; a word of it is a part number in the title
CATEGORY = 25.0  # the query names the category
STANDS_TOGETHER = 1.0  # the words side by side in the title
WHOLE_TITLE = 0.5  # all words in the title, not scattered over the fields
NOUN = 10.0  # what the query is about is what the title calls the thing
HEAD, WHOLE = 12.0, 35.0  # where a query says what it is for: the title says what is wanted; every word is there
ALL_WORDS = 10.0  # before those that have only most of the words
ENOUGH = 10  # results with every word, so that nobody looks for those with most of them
SIMILAR_WORDS = 25  # of a thing that others are compared with
MENDED_WORDS = 6  # in a longer query one wrong word does not matter, and looking for each costs much
FACET_SIZE = {
    "kind": 10,
    "category": 600,
    "country": 250,
    "brand": 60,
    "tier": 5,
    "certificate": 40,
    "incoterm": 12,
    "sample": 4,
    "language": 20,
    "type": 40,
    "fact": 40,
}


def least_of(words: int) -> list[int]:
    """How many of so many words are enough when not all are to be had: most of them, then any."""
    return [least for least in sorted({max(1, round(words * 0.7)), 1}, reverse=True) if least < words]


def enough_of(words: int) -> int:
    """How many of at least two words make a result that completes a short list; 0: none does."""
    return max(1, round(words * 0.6)) if words > 1 else 0


def synonym(words: Sequence[str], other: Sequence[str]) -> float:
    """The boost of another way to say `words`: a longer one does not count for more because it has more words."""
    return SYNONYM * min(1.0, len(words) / len(other))
