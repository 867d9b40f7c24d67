"""What becomes of books and accounts when a company is taken into another."""

from django.utils import timezone
from django.utils.translation import gettext as _

from companies.merging import Moved, merges
from companies.models import Company
from trade.books.models import Posting
from trade.orders.models import Order
from trade.settling.models import PayeeAccount

ENDED = (PayeeAccount.State.REPLACED, PayeeAccount.State.STOPPED)


@merges("books", "trade.posting.company", "trade.payeeaccount.company")
def books(kept: Company, lost: Company) -> Moved:
    """Postings follow their orders. The lost company's account bears another name: nobody is to pay to it any more."""
    moved = Order.objects.filter(buyer=kept) | Order.objects.filter(supplier=kept)
    yield _("postings"), Posting.objects.filter(company=lost, order__in=moved.values("pk")).update(company=kept)
    accounts = PayeeAccount.objects.filter(company=lost)
    accounts.exclude(state__in=ENDED).update(state=PayeeAccount.State.STOPPED, ended_at=timezone.now())
    yield _("payee accounts"), accounts.update(company=kept)
