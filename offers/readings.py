"""What of an offer's and a request's page can be had in the reader's language."""

from collections.abc import Iterator

from offers.models import RFQ, Offer
from portal.core.translating.pages import in_parts, translatable
from portal.core.translating.words import Passage

MOST_QUESTIONS = 60


@translatable("offer", "offers:translation", is_public=lambda offer: offer.is_public and offer.is_open)
def words_of_offer(offer: Offer) -> Iterator[Passage]:
    yield from in_parts(offer.title, offer.language)
    yield from in_parts(offer.text, offer.language)


@translatable("rfq", "rfqs:translation", is_public=lambda rfq: rfq.is_for_all and rfq.is_published)
def words_of_request(rfq: RFQ) -> Iterator[Passage]:
    """Of the lines what stands on the page of each: names, details, requirements; then questions and answers."""
    yield from in_parts(rfq.title, rfq.language)
    yield from in_parts(rfq.text, rfq.language)
    for line in rfq.lines.filter(is_dropped=False).order_by("position", "pk"):
        yield from in_parts(line.title, rfq.language)
        yield from in_parts(line.text, rfq.language)
        for row in line.required:
            yield from in_parts(row.name, rfq.language)
            yield from in_parts(row.words, rfq.language)
    for question in rfq.questions.order_by("pk")[:MOST_QUESTIONS] if rfq.is_published else ():
        yield from in_parts(question.text, "")  # of somebody else: its letters alone tell
        yield from in_parts(question.answer, rfq.language)
