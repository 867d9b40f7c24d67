"""The quotations that a person wrote."""

from companies.account.personal import Rows, on_farewell, personal_data
from companies.models import User
from trade.invoices import personal as invoice_data  # noqa: F401  (invoices have their own)
from trade.models import CalendarFeed, QuotationVersion
from trade.orders import personal as order_personal  # noqa: F401  (orders have their own)
from trade.rounds import personal  # noqa: F401  (joint purchases have their own)


@personal_data("quotations")
def quotations(user: User) -> Rows:
    """The versions they wrote, for either side; of the other side's words nothing."""
    rows = QuotationVersion.objects.filter(user=user).select_related("quotation").order_by("pk")
    for one in rows.iterator(chunk_size=1000):
        total = one.total()
        yield {
            "ref": one.quotation.ref,
            "about": one.quotation.title,
            "version": one.number,
            "message": one.note,
            "total": str(total.amount) if total else "",
            "currency": one.currency,
            "handed_in_at": one.submitted_at,
        }


@on_farewell
def end_calendar_feeds(user: User) -> None:
    CalendarFeed.objects.filter(user=user).delete()
