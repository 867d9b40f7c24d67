"""Codes of the Harmonized System found by words, and what each covers.

The numbers (harmonized.py) and short names of chapters and headings in our own words (hs_headings.py) ship with the
portal; the official words do not, they are the World Customs Organization's and each customs administration's own.
`manage.py import_nomenclature` takes a list of them in. Until then, and beside them, codes are found by our short names
and by the words of our own categories, in every language these have.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, Value, When
from django.db.models.functions import Length

from catalog.classify import normal
from catalog.harmonized import headings
from catalog.hs_headings import WHOLE, ShortName, short_name, with_words, words_in
from catalog.models import Category, HsText, Product
from portal.core.translating.languages import language_now

MOST_HITS = 60
MANY = 5000  # rows written at a time


@dataclass
class Hit:
    """A code that may be meant, with what says so."""

    code: str
    text: str = ""
    text_language: str = ""  # where it is not the reader's
    categories: list[str] = field(default_factory=list)
    products: int = 0

    @property
    def name(self) -> ShortName:
        """A chapter's or heading's short name in our own words; empty for what is below it."""
        return short_name(self.code)

    @property
    def title(self) -> str:
        return self.name.text

    @property
    def heading(self) -> ShortName:
        """Of a subheading without words of its own: what the heading is about."""
        return short_name(self.code[:4]) if len(self.code) > 4 and not self.text else ShortName("")

    @property
    def dotted(self) -> str:
        """`8482`, `8482.10`: as customs print it."""
        return self.code if len(self.code) < 5 else f"{self.code[:4]}.{self.code[4:]}"


def replace_texts(rows: Iterable[tuple[str, str]], language: str) -> int:
    """The whole list of a language anew, in the caller's transaction; how many there are now."""
    HsText.objects.filter(language=language).delete()
    made = [HsText(code=code, language=language, text=text) for code, text in dict(rows).items()]
    HsText.objects.bulk_create(made, batch_size=MANY)
    return len(made)


def find(question: str) -> list[Hit]:
    """Codes that fit: a number by its digits, else words by our short names, the official list and our categories."""
    digits = re.sub(r"[.\s]", "", question)
    if digits.isdigit():
        return with_counts(by_number(digits[:6]))
    words = words_in(question)
    if not words:
        return []
    named = with_words(words)
    near = [code for fits, code in named if fits == WHOLE]
    best = [*(code for code in near if len(code) == 2), *by_text(words), *near]
    hits = {code: Hit(code) for code in best}
    for code, name in by_category(words):
        hits.setdefault(code, Hit(code)).categories.append(name)
    for _fits, code in named:
        hits.setdefault(code, Hit(code))
    return with_counts(list(hits.values())[:MOST_HITS])


def find_nearly(question: str) -> tuple[str, list[Hit]]:
    """Where no code has all words of a question: the last of them, which says what the thing is, and its codes."""
    words = words_in(question)
    return (words[-1], find(words[-1])) if len(words) > 1 else ("", [])


def by_number(digits: str) -> list[Hit]:
    if len(digits) < 2:
        return []
    known = [code for heading, ends in headings().items() for code in (heading, *sorted(ends))]
    found = [Hit(code) for code in sorted(known) if code.startswith(digits)]
    return ([Hit(digits)] if len(digits) == 2 and is_known(digits) else []) + found[:MOST_HITS]


def by_text(words: list[str]) -> list[str]:
    """Shorter texts first: "Oranges" before "Fruit juices; orange, frozen, …"."""
    language = HsText.objects.best_language()
    begins = Case(When(text__istartswith=words[0], then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = HsText.objects.filter(language=language).with_words(words).annotate(rank=begins)
    return list(rows.order_by("rank", Length("text"), "code").values_list("code", flat=True)[:MOST_HITS])


def by_category(words: list[str]) -> Iterable[tuple[str, str]]:
    """Headings of our categories that have all the words in a name or among their search words, in any language."""
    for category in Category.objects.exclude(hs=[]):
        said = {normal(text) for text in (*category.names.values(), *category.words)}
        if all(any(word in text.split() or word == text for text in said) for word in words):
            yield from ((code, category.name) for code in category.hs_headings)


def with_counts(hits: list[Hit]) -> list[Hit]:
    """Each with its text, where the list has one, and how many published products go under it."""
    language = HsText.objects.best_language()
    codes = [hit.code for hit in hits]
    texts = dict(HsText.objects.filter(language=language, code__in=codes).values_list("code", "text"))
    wanted = reduce(lambda found, code: found | Q(hs_code__startswith=code), codes, Q(pk__in=[]))
    rows: Any = Product.objects.published().filter(wanted).order_by().values_list("hs_code").annotate(n=Count("pk"))
    counted = list(rows)
    foreign = language if language != language_now() else ""
    for hit in hits:
        hit.text = texts.get(hit.code, "")
        hit.text_language = foreign if hit.text else ""
        hit.products = sum(number for code, number in counted if code.startswith(hit.code))
    return hits


def chapters() -> list[Hit]:
    return with_counts([Hit(code) for code in sorted({heading[:2] for heading in headings()})])


def within(code: str) -> list[Hit]:
    """The heading's subheadings; the chapter's headings."""
    below = headings().get(code) if len(code) == 4 else {one for one in headings() if one.startswith(code)}
    return with_categories(with_counts([Hit(one) for one in sorted(below or ())]))


def with_categories(hits: list[Hit]) -> list[Hit]:
    """Beside a heading for which the list has no words, what our categories call it."""
    wordless = {hit.code: hit for hit in hits if not hit.text}
    for category in Category.objects.exclude(hs=[]) if wordless else ():
        for code in wordless.keys() & set(category.hs_headings):
            wordless[code].categories.append(category.name)
    return hits


def line_of(code: str) -> list[Hit]:
    """Chapter, heading and subheading of a code, from the outside in."""
    return with_counts([Hit(code[:length]) for length in (2, 4, 6) if length <= len(code)])


def is_known(code: str) -> bool:
    if len(code) == 2:
        return any(heading.startswith(code) for heading in headings())
    return code in headings() if len(code) == 4 else code in headings().get(code[:4], ())
