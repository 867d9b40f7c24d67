"""An invoice, a pro-forma or a credit note as a card in a talk: how it stands for the reader now."""

from typing import Any

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from portal.core.actor import Actor
from portal.core.cards import CardAct, CardKind, Standing, register_card
from portal.core.money import format_money
from trade.invoices.models import Invoice
from trade.invoices.standing import stands
from trade.settling.permissions import can_pay_order


def standing(invoice: Invoice, actor: Actor) -> Standing:
    now = stands(invoice, actor)
    rows: list[tuple[Any, Any]] = [
        (invoice.get_kind_display(), invoice.full_number or invoice.ref),
        (_("Total credited") if invoice.credits else _("Total"), format_money(invoice.sum)),
    ]
    if invoice.credits:
        rows.append((_("Credits the invoice"), invoice.credits.full_number))
    if now.left is not None:
        rows.append((_("To be paid"), format_money(now.left)))
    if invoice.due_on and not invoice.credits:
        rows.append((_("Due on"), date_format(invoice.due_on)))
    acts = []
    if now.left is not None and now.left.amount > 0 and can_pay_order(actor, invoice.order):
        acts.append(CardAct(_("See how to pay"), f"{invoice.order.get_absolute_url()}#payment", is_first=True))
    return Standing(now.label, now.tone, now.until, rows, acts)


def choices(actor: Actor, q: str) -> Any:
    """Those that the other side sees too, the newest first."""
    rows: Any = Invoice.objects.visible_to(actor).issued().for_cards()
    if q:
        rows = rows.filter(Q(ref__iexact=q) | Q(title__icontains=q) | Q(order_number__iexact=q))
    return rows.order_by("-pk")


register_card(CardKind("invoice", _("Invoice"), "invoices:detail", "ref", standing, choices))
