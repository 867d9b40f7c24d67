"""What payments ask for: to confirm a refund that a colleague has asked for."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from companies.steps import NextStep, next_step
from payments.models import RefundProposal
from portal.core.actor import Actor
from portal.core.money import format_money


def proposed_refunds(actor: Actor) -> QuerySet[RefundProposal]:
    rows = RefundProposal.objects.visible_to(actor).open().exclude(proposed_by=actor.user_id)
    return rows.select_related("charge").order_by("pk")


@next_step(8, proposed_refunds)
def confirm_refund(actor: Actor, waiting: list[RefundProposal]) -> NextStep | None:
    row = next((one for one in waiting if one.can_be_decided_by(actor)), None)
    if row is None:
        return None
    title = _("A colleague asks to send %(sum)s back") % {"sum": format_money(row.money)}
    text = _("It is for “%(title)s”. Confirm it, or say that it is not right.") % {"title": row.charge.title}
    return NextStep("money", title, text, _("Look at it"), row.get_absolute_url())
