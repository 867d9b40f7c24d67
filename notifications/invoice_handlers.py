"""Notifications about invoices: to who buys for the company that got one."""

from notifications.handlers import path_of
from notifications.models import Notification
from notifications.recipients import person_or_colleagues
from portal.core.events import Event, subscribe
from trade.models import Invoice


@subscribe("invoice.issued", "proforma.issued", "invoice.credited")
def invoice_came(event: Event) -> None:
    invoice = Invoice.objects.issued().for_cards().filter(pk=event.subject_id or 0).first()
    if invoice:
        people = person_or_colleagues(invoice.order.user_id, invoice.recipient_id, "buy", event)
        words = {"company": invoice.issuer.name, "number": invoice.full_number, "title": invoice.title}
        Notification.tell(people, event, path_of(invoice), **words)
