"""Invoices: drafted from an order, issued once, credited; never changed after that."""

import zoneinfo
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypedDict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from moneyed import Money

from catalog.terms import BY_DOCUMENTS
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.money import format_money
from portal.core.permissions import Refused, WrongState, require
from portal.core.refs import new_ref
from portal.core.states import locked
from trade.invoices.accounts import account_of
from trade.invoices.due import due_of
from trade.invoices.gaps import gaps_of
from trade.invoices.invoice_row import InvoiceLine, InvoiceRow, InvoiceTax, NumberSeries
from trade.invoices.paid import most_prepaid, proposed_prepaid
from trade.invoices.parties import party_of
from trade.invoices.permissions import can_draft_invoice, can_invoice_order, can_issue_invoice
from trade.invoices.quantities import check_quantities, credited_of, most_of, net_of, tax_groups
from trade.invoices.rows import InvoiceQuerySet, Kind
from trade.invoices.taxes import REASON_CODES, USUAL_RATES, Category, reason_of, usual_category
from trade.orders.models import Order
from trade.orders.rows import BINDING
from trade.orders.rows import State as OrderState

__all__ = ["Invoice", "InvoiceLine", "InvoiceTax", "NumberSeries"]

# What a drafter may say; the rest comes from the order and the companies.
WRITABLE = (
    *("supplied_on", "due_on", "buyer_po", "tax_reason", "reason", "note", "allowance", "allowance_reason", "prepaid"),
    "payment_days",
)
COPIED = ("title", "sku", "text", "hs_code", "origin", "unit", "amount")
EVENTS = {
    Kind.PRO_FORMA: "proforma.issued",
    Kind.INVOICE: "invoice.issued",
    Kind.CREDIT_NOTE: "invoice.credited",
}


class Wanted(TypedDict):
    """A line as its drafter wants it, by the line of the order; `quantity` 0 leaves it out."""

    order_line: int
    quantity: Decimal
    category: str
    rate: Decimal


def wanted(quantities: Mapping[int, Decimal], category: str, rate: Decimal) -> list[Wanted]:
    return [
        {"order_line": pk, "quantity": count, "category": category, "rate": rate} for pk, count in quantities.items()
    ]


class Invoice(InvoiceRow):
    """A paper of `issuer` (the order's supplier) to `recipient` (its buyer): draft → issued."""

    objects = InvoiceQuerySet.as_manager()

    class Meta(InvoiceRow.Meta):
        pass

    # -- drafts ----------------------------------------------------------------------------------------------------

    @classmethod
    def draft(cls, by: Actor, order: Order, kind: str, quantities: Mapping[int, Decimal] | None = None) -> "Invoice":
        """A pro-forma or an invoice of all that is left, or of `quantities` by line; or the draft that there is."""
        with locked(order):
            require(can_invoice_order(by, order), _("Only who sells for the supplier can write an invoice."))
            found: Invoice | None = cls.objects.filter(order=order, kind=kind, state=cls.State.DRAFT).first()
            if found is not None:
                return found
            if order.state == OrderState.CANCELLED or (kind == Kind.INVOICE and order.state not in BINDING):
                raise WrongState(_("An order is invoiced once it is confirmed. A pro-forma can be written before."))
            invoice = cls.begun(by, order, kind)
            most = most_of(invoice)
            if not any(most.values()):
                raise Refused(_("All that was ordered is invoiced."))
            chosen = most if quantities is None else quantities
            category, rate = invoice.usual_tax()
            invoice.put_lines(wanted(chosen, category, rate))
            if kind == Kind.INVOICE:
                invoice.prepaid = proposed_prepaid(invoice)
                invoice.save(update_fields=["prepaid"])
            record("invoice.drafted", invoice, by=by)
        return invoice

    @classmethod
    def begun(cls, by: Actor, order: Order, kind: str, credits: "Invoice | None" = None) -> "Invoice":
        """The row, with all that is known from the order."""
        base: Any = credits or order
        same = ("currency", "incoterm", "incoterm_place", "payment", "deposit_percent", "payment_days", "buyer_po")
        day = order.delivered_at or order.shipped_at
        return cls.objects.create(
            ref=new_ref("IV"),
            kind=kind,
            order=order,
            credits=credits,
            issuer=order.supplier,
            recipient=order.buyer,
            user=by.user,
            title=order.title,
            order_number=order.full_number,
            ship_to=order.ship_to,
            issuer_party=party_of(order.supplier, credits.issuer_party if credits else {}),
            recipient_party=party_of(order.buyer, credits.recipient_party if credits else {}),
            supplied_on=credits.supplied_on if credits else day.date() if day else None,
            tax_reason=credits.tax_reason if credits else "",
            allowance_reason=credits.allowance_reason if credits else "",
            **{name: getattr(base, name) for name in same},
        )

    def usual_tax(self) -> tuple[str, Decimal]:
        """That of the issuer's last invoice to the same country, else by the two countries."""
        own, other = self.issuer_party, self.recipient_party
        category = usual_category(own["country"], other["country"], own["tax_id"], other["tax_id"])
        earlier = InvoiceTax.objects.filter(
            invoice__issuer=self.issuer, invoice__recipient__country=other["country"], category=category
        )
        last = earlier.exclude(invoice=self).order_by("-pk").first()
        if category == Category.STANDARD and last is None:
            return category, USUAL_RATES.get(own["country"], Decimal(20))
        return category, last.rate if last else Decimal(0)

    def write(
        self, by: Actor, fields: Mapping[str, Any], rows: Sequence[Wanted] | None, seen: int | None = None
    ) -> None:
        """Change the draft: `fields` of WRITABLE, `issuer` and `recipient` with tax_id, email, endpoint; all lines."""
        with locked(self.order), locked(self, self.State.DRAFT):
            require(can_draft_invoice(by, self), _("Your role may not change this invoice."))
            if seen is not None and seen != self.stamp:
                raise WrongState(_("A colleague saved this draft meanwhile. Look at it again; nothing of it is lost."))
            for name in WRITABLE:
                if name in fields:
                    setattr(self, name, fields[name])
            for side, company in (("issuer", self.issuer), ("recipient", self.recipient)):
                known = {**getattr(self, f"{side}_party"), **fields.get(side, {})}
                setattr(self, f"{side}_party", party_of(company, known))
            self.put_lines(rows)

    def put_lines(self, rows: Sequence[Wanted] | None) -> None:
        """Write the lines anew (None: as they are) and what follows from them. To be called under the locks."""
        if rows is not None:
            lines = self.lines_from(rows)
            check_quantities(self, lines)
            self.lines.all().delete()
            InvoiceLine.objects.bulk_create(lines)
        self.reckon()

    def lines_from(self, rows: Sequence[Wanted]) -> list[InvoiceLine]:
        """In the order of the order; of a credit note price and tax are those of the invoice."""
        asked = {row["order_line"]: row for row in rows if row["quantity"] > 0}
        if self.credits is not None:
            sources: list[Any] = [line for line in self.credits.lines.all() if line.order_line_id in asked]
        else:
            sources = [line for line in self.order.lines.all() if line.pk in asked]
        credited = credited_of(self.credits) if self.credits else {}
        made = []
        for position, source in enumerate(sources, 1):
            row = asked[source.order_line_id if self.credits else source.pk]
            line = InvoiceLine(
                invoice=self,
                order_line_id=row["order_line"],
                credited=source if self.credits else None,
                position=position,
                quantity=row["quantity"],
                category=source.category if self.credits else row["category"],
                rate=source.rate if self.credits else row["rate"],
                **{name: getattr(source, name) for name in COPIED},
            )
            line.net = net_of(self, line, credited)
            made.append(line)
        return made

    def reckon(self) -> None:
        """Tax lines and sums from the lines; kept even where something is still wrong, as long as it can be stored."""
        lines = list(self.lines.all())
        self.net = sum((line.net for line in lines), Decimal(0))
        if self.allowance > self.net:
            raise Refused(_("The discount is more than the sum of the lines."))
        groups = tax_groups(self, lines)
        self.allowance = sum((group.allowance for group in groups), Decimal(0))
        self.tax = sum((group.tax for group in groups), Decimal(0))
        if self.prepaid > self.total:
            raise Refused(_("More is said to be paid already than the invoice comes to."))
        if self.prepaid and self.prepaid > (most := most_prepaid(self)):
            words = _("At most %(most)s can be taken off: that is what was paid and not yet taken off.")
            raise Refused(words % {"most": format_money(Money(most, self.currency))})
        self.taxes.all().delete()
        InvoiceTax.objects.bulk_create(
            InvoiceTax(
                invoice=self,
                category=group.category,
                rate=group.rate,
                net=group.net,
                allowance=group.allowance,
                amount=group.tax,
                reason_code=REASON_CODES.get(group.category, ""),
                reason=self.tax_reason if group.category == Category.EXEMPT else reason_of(group.category),
            )
            for group in groups
        )
        self.stamp += 1
        self.save()

    def discard(self, by: Actor) -> None:
        """Delete a draft: nobody else has seen it, and it has no number."""
        with locked(self, self.State.DRAFT):
            require(can_draft_invoice(by, self), _("Your role may not change this invoice."))
            record("invoice.discarded", self, by=by)
            self.delete()

    def gaps(self) -> list[str]:
        return gaps_of(self)

    # -- issued ----------------------------------------------------------------------------------------------------

    def issue(self, by: Actor, seen: int | None = None) -> None:
        """Draft → issued, under the next number; what is said of it now stays. Raises Refused for what is missing."""
        credited = locked(self.credits) if self.credits else transaction.atomic()
        with locked(self.order), credited, locked(self, self.State.DRAFT):
            require(can_issue_invoice(by, self), _("Owners and managers issue invoices: ask one of them."))
            if seen is not None and seen != self.stamp:
                raise WrongState(_("A colleague saved this draft meanwhile. Look at it again before you issue it."))
            self.seal(by)
            record(EVENTS[Kind(self.kind)], self, by=by, **self.facts())

    def seal(self, by: Actor) -> None:
        """Check, date and number it. To be called under the locks."""
        if self.kind == Kind.INVOICE and self.order.state not in BINDING:
            raise WrongState(_("An order is invoiced once it is confirmed. A pro-forma can be written before."))
        lines = list(self.lines.select_related("credited"))
        check_quantities(self, lines)
        if self.credits is not None:
            credited = credited_of(self.credits)
            for line in lines:
                line.net = net_of(self, line, credited)
            InvoiceLine.objects.bulk_update(lines, ["net"])
        self.reckon()
        if missing := self.gaps():
            raise Refused(missing[0])
        self.issued_at = timezone.now()
        self.issued_on = timezone.localtime(self.issued_at, zoneinfo.ZoneInfo(self.issuer.timezone)).date()
        if self.due_on is None and self.counts_days:
            self.due_on = self.usual_due
        self.account = account_of(self.issuer, self.currency)
        self.user = by.user or self.user
        self.year, self.state = self.issued_on.year, self.State.ISSUED
        self.number = NumberSeries.take(self.issuer_id, self.kind, self.year)
        self.save()

    @property
    def usual_due(self) -> date:
        """As the order is to be paid; by days from the issue where the draft names others, or nothing is agreed on."""
        assert self.issued_on is not None  # it is being issued
        agreed = due_of(self.order, self.issued_on) if self.payment_days == self.order.payment_days else None
        return agreed or self.issued_on + timedelta(days=self.payment_days or 0)

    @property
    def counts_days(self) -> bool:
        """Whether it falls due by days, of the order's schedule or after its issue.

        A pro-forma claims nothing; what is paid against documents is paid when the bank has them.
        """
        return self.kind == Kind.INVOICE and self.payment not in BY_DOCUMENTS

    def facts(self) -> dict[str, Any]:
        """What an event says of it; handlers read the row."""
        return {
            "ref": self.ref,
            "number": self.full_number,
            "order": self.order.ref,
            "credits": self.credits.ref if self.credits else "",
            "total": f"{self.total.normalize():f}",
            "currency": self.currency,
        }

    @classmethod
    def credit(cls, by: Actor, invoice: "Invoice", quantities: Mapping[int, Decimal] | None = None) -> "Invoice":
        """A draft credit note on an issued invoice: of all that is left, or of `quantities` by line of the order."""
        with locked(invoice.order), locked(invoice):
            require(can_draft_invoice(by, invoice), _("Your role may not change this invoice."))
            if invoice.is_draft or invoice.kind != Kind.INVOICE:
                raise WrongState(_("Only an issued invoice can be credited."))
            found: Invoice | None = cls.objects.filter(credits=invoice, state=cls.State.DRAFT).first()
            if found is not None:
                return found
            note = cls.begun(by, invoice.order, Kind.CREDIT_NOTE, invoice)
            most = most_of(note)
            if not any(most.values()):
                raise Refused(_("All of this invoice is credited."))
            chosen = most if quantities is None else quantities
            # Category and rate are those of the invoice, whatever stands here.
            note.put_lines(wanted(chosen, Category.OUTSIDE, Decimal(0)))
            record("invoice.drafted", note, by=by)
        return note
