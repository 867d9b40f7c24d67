"""What invoices ask for."""

from django.utils.translation import gettext as _

from companies.steps import NextStep, next_step
from portal.core.actor import Actor
from trade.invoices.models import Invoice
from trade.invoices.permissions import can_issue_invoice

LOOKED_AT = 5


@next_step(34)
def issue_invoice(actor: Actor) -> NextStep | None:
    """A draft that lacks nothing waits for somebody who may issue it."""
    if actor.company is None or not actor.may("issue_invoices"):
        return None
    rows = Invoice.objects.given_by(actor).filter(state=Invoice.State.DRAFT).for_cards().order_by("updated_at", "pk")
    ready = (one for one in rows[:LOOKED_AT] if can_issue_invoice(actor, one) and not one.gaps())
    invoice = next(ready, None)
    if invoice is None:
        return None
    title = _("An invoice to %(company)s waits to be issued") % {"company": invoice.recipient}
    text = _("The draft is complete. The other side sees nothing of it before.")
    return NextStep("file", title, text, _("Look it over"), invoice.get_absolute_url())
