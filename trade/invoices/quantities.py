"""How much of an order is invoiced, and of an invoice credited: what was issued counts, drafts do not."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from portal.core.money import half_up
from portal.core.permissions import Refused
from portal.core.units import quantity as in_words
from trade.invoices.invoice_row import InvoiceLine, InvoiceTax
from trade.invoices.rows import Kind, State
from trade.invoices.taxes import Group, groups_of

if TYPE_CHECKING:
    from trade.invoices.models import Invoice

ZERO = Decimal(0)


def invoiced_of(order_id: int) -> dict[int, Decimal]:
    """By line of the order: what issued invoices say, less what credit notes took back."""
    issued = Q(invoice__state=State.ISSUED, invoice__order=order_id)
    rows = InvoiceLine.objects.filter(issued).order_by().values("order_line")
    sums = rows.annotate(
        given=Sum("quantity", filter=Q(invoice__kind=Kind.INVOICE)),
        taken=Sum("quantity", filter=Q(invoice__kind=Kind.CREDIT_NOTE)),
    )
    return {row["order_line"]: (row["given"] or ZERO) - (row["taken"] or ZERO) for row in sums}


def to_invoice(order: Any) -> dict[int, Decimal]:
    """By line of the order: what may still be invoiced; never below nothing."""
    invoiced = invoiced_of(order.pk)
    return {line.pk: max(ZERO, line.quantity - invoiced.get(line.pk, ZERO)) for line in order.lines.all()}


def credited_of(invoice: "Invoice") -> dict[int, tuple[Decimal, Decimal]]:
    """By line of the invoice: the quantity and the net that issued credit notes took back."""
    rows = InvoiceLine.objects.filter(credited__invoice=invoice, invoice__state=State.ISSUED)
    sums = rows.order_by().values("credited").annotate(count=Sum("quantity"), worth=Sum("net"))
    return {row["credited"] or 0: (row["count"], row["worth"]) for row in sums}


def to_credit(invoice: "Invoice") -> dict[int, Decimal]:
    credited = credited_of(invoice)
    return {line.pk: line.quantity - credited.get(line.pk, (ZERO, ZERO))[0] for line in invoice.lines.all()}


def most_of(invoice: "Invoice") -> dict[int, Decimal]:
    """By line of the order: what this paper may say at most. A pro-forma may name all that was ordered."""
    if invoice.kind == Kind.CREDIT_NOTE:
        assert invoice.credits is not None
        left = to_credit(invoice.credits)
        return {line.order_line_id: left[line.pk] for line in invoice.credits.lines.all()}
    if invoice.kind == Kind.PRO_FORMA:
        return {line.pk: line.quantity for line in invoice.order.lines.all()}
    return to_invoice(invoice.order)


def check_quantities(invoice: "Invoice", lines: Iterable[InvoiceLine]) -> None:
    """Raises Refused for more than there is. To be called under the locks of the order and of what is credited."""
    most = most_of(invoice)
    for line in lines:
        left = most.get(line.order_line_id, ZERO)
        if line.quantity > left:
            words = {"title": line.title, "left": in_words(left, line.unit)}
            if invoice.kind == Kind.CREDIT_NOTE:
                raise Refused(_("Of “%(title)s” only %(left)s can still be credited.") % words)
            raise Refused(_("Of “%(title)s” only %(left)s are left to invoice.") % words)


def net_of(invoice: "Invoice", line: InvoiceLine, credited: dict[int, tuple[Decimal, Decimal]]) -> Decimal:
    """In whole minor units. Of an invoice's line the last credit takes what the earlier ones left of its net."""
    net = half_up(line.amount * line.quantity, invoice.currency)
    if line.credited is None:
        return net
    count, worth = credited.get(line.credited.pk, (ZERO, ZERO))
    left = line.credited.net - worth
    return Decimal(left if count + line.quantity >= line.credited.quantity else min(net, left))


def tax_groups(invoice: "Invoice", lines: list[InvoiceLine]) -> list[Group]:
    if invoice.credits is None:
        return groups_of(lines, invoice.allowance, invoice.currency)
    earlier = InvoiceTax.objects.filter(invoice__credits=invoice.credits, invoice__state=State.ISSUED)
    made = []
    for tax in invoice.credits.taxes.all():
        net = sum((line.net for line in lines if (line.category, line.rate) == (tax.category, tax.rate)), ZERO)
        if any((line.category, line.rate) == (tax.category, tax.rate) for line in lines):
            gone = earlier.filter(category=tax.category, rate=tax.rate)
            made.append(credited_group(tax, net, gone, invoice.currency))
    return made


def credited_group(tax: InvoiceTax, net: Decimal, gone: Any, currency: str) -> Group:
    """Its part of the discount and of the tax; the last credit takes exactly what is left of both."""
    sums = gone.aggregate(net=Sum("net"), allowance=Sum("allowance"), amount=Sum("amount"))
    allowance_left, tax_left = tax.allowance - (sums["allowance"] or ZERO), tax.amount - (sums["amount"] or ZERO)
    if (sums["net"] or ZERO) + net >= tax.net:
        return Group(tax.category, tax.rate, net, allowance_left, tax_left)
    allowance = min(half_up(tax.allowance * net / tax.net, currency), allowance_left)
    amount = min(half_up((net - allowance) * tax.rate / 100, currency), tax_left)
    return Group(tax.category, tax.rate, net, allowance, amount)
