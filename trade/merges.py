"""What becomes of quotations when their company is taken into another."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.merging import Moved, merges
from companies.models import Company
from trade.invoices import merges as invoice_merges  # noqa: F401  (invoices have their own)
from trade.models import CalendarFeed, PriceFloor, Quotation, QuotingRules
from trade.orders import merges as order_merges  # noqa: F401  (orders have their own)
from trade.pooled import merges as pool_merges  # noqa: F401  (pooled answers have their own)
from trade.rounds import merges as round_merges  # noqa: F401  (joint purchases have their own)
from trade.settling import merges as settling_merges  # noqa: F401  (books have their own)


@merges("quotations", "trade.quotation.buyer", "trade.quotation.supplier")
def quotations(kept: Company, lost: Company) -> Moved:
    """All move but those between the two; on a request that both have quoted on the kept company's counts."""
    now = timezone.now()
    between = Q(buyer=kept, supplier=lost) | Q(buyer=lost, supplier=kept)
    quoted = Quotation.objects.filter(supplier=kept).exclude(state=Quotation.State.WITHDRAWN)
    twice = Q(rfq__isnull=False, rfq__in=quoted.values("rfq")) & ~Q(state=Quotation.State.WITHDRAWN)
    given = Quotation.objects.filter(supplier=lost).exclude(between).exclude(twice)
    received = Quotation.objects.filter(buyer=lost).exclude(between)
    yield _("quotations given"), given.update(supplier=kept, updated_at=now)
    yield _("quotations received"), received.update(buyer=kept, updated_at=now)


@merges("quoting_rules", "trade.pricefloor.company", "trade.quotingrules.company")
def rules(kept: Company, lost: Company) -> Moved:
    """Floors follow their products; of two sets of rules the kept company's counts."""
    yield _("price floors"), PriceFloor.objects.filter(company=lost).update(company=kept)
    if not QuotingRules.objects.filter(company=kept).exists():
        QuotingRules.objects.filter(company=lost).update(company=kept)


@merges("calendar_feeds", "trade.calendarfeed.company")
def calendar_feeds(kept: Company, lost: Company) -> Moved:
    """Whoever had an address for both keeps that of the kept company."""
    known = CalendarFeed.objects.filter(company=kept).values("user")
    yield (
        _("calendar addresses"),
        CalendarFeed.objects.filter(company=lost).exclude(user__in=known).update(company=kept),
    )
