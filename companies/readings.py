"""What of a company's page can be had in the reader's language."""

from collections.abc import Iterator

from companies.models import Company
from portal.core.translating.pages import in_parts, translatable
from portal.core.translating.words import Passage


@translatable("company", "companies:translation", key="slug", is_public=lambda company: company.is_active)
def words_of(company: Company) -> Iterator[Passage]:
    text = company.text
    yield Passage(text.tagline, text.language)
    yield Passage(text.about, text.language)
    for phrase in (*company.product_phrases, company.capacity):
        yield from in_parts(phrase, text.language)
