"""What invoices ask for."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from companies.steps import NextStep, next_step
from portal.core.actor import Actor
from trade.invoices.models import Invoice
from trade.invoices.permissions import can_issue_invoice

LOOKED_AT = 5


def own_drafts(actor: Actor) -> QuerySet[Invoice]:
    """For who may issue them, the longest waiting first."""
    may = actor.company is not None and actor.may("issue_invoices")
    rows = Invoice.objects.given_by(actor) if may else Invoice.objects.none()
    return rows.filter(state=Invoice.State.DRAFT).for_cards().prefetch_related("lines").order_by("updated_at", "pk")


@next_step(34, own_drafts)
def issue_invoice(actor: Actor, drafts: list[Invoice]) -> NextStep | None:
    """A draft that lacks nothing waits for somebody who may issue it."""
    ready = (one for one in drafts[:LOOKED_AT] if can_issue_invoice(actor, one) and not one.gaps())
    invoice = next(ready, None)
    if invoice is None:
        return None
    title = _("An invoice to %(company)s waits to be issued") % {"company": invoice.recipient}
    text = _("The draft is complete. The other side sees nothing of it before.")
    return NextStep("file", title, text, _("Look it over"), invoice.get_absolute_url())
