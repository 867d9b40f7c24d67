"""What becomes of invoices when their company is taken into another: their words stay, they only change hands."""

from django.db.models import Q
from django.utils.translation import gettext as _

from companies.merging import Moved, merges
from companies.models import Company
from trade.invoices.models import Invoice, NumberSeries


@merges("invoices", "trade.invoice.issuer", "trade.invoice.recipient", "trade.numberseries.company")
def invoices(kept: Company, lost: Company) -> Moved:
    """All move but those between the two. `series` tells the other company's numbers from the kept one's."""
    between = Q(issuer=kept, recipient=lost) | Q(issuer=lost, recipient=kept)
    given = Invoice.objects.filter(issuer=lost).exclude(between)
    given.filter(series="").update(series=lost.ref)
    yield _("invoices given"), given.update(issuer=kept)
    yield _("invoices received"), Invoice.objects.filter(recipient=lost).exclude(between).update(recipient=kept)
    NumberSeries.objects.filter(company=lost).delete()
