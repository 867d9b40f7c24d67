"""The prepared replies of inquiries, for every other place where the company writes."""

from companies.prepared_words import Prepared, prepared_words
from offers.models import CannedReply
from portal.core.actor import Actor


@prepared_words("offers:replies")
def canned(actor: Actor) -> list[Prepared]:
    rows = CannedReply.objects.visible_to(actor).order_by("title", "pk")
    return [Prepared(one.ref, one.title, one.language, one.body) for one in rows]
