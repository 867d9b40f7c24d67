"""Companies that have an inquiry between them have been in touch."""

from collections.abc import Iterable

from companies.acquaintance import acquaintance
from offers.models import Inquiry


@acquaintance
def asked_or_was_asked(company_id: int) -> Iterable[int]:
    """An unnamed supplier counts only once it has answered: its contact must not tell whose the offer was."""
    sent = Inquiry.objects.filter(buyer_id=company_id, supplier_is_hidden=False).values_list("supplier_id", flat=True)
    received = Inquiry.objects.filter(supplier_id=company_id, spam="").values_list("buyer_id", flat=True)
    return sent.union(received)
