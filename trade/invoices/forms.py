"""The draft of an invoice as its drafter fills it in: cleaned here, written by `Invoice.write`."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from moneyed import Money

from portal.core.forms import expect
from portal.core.money import format_money
from portal.core.texts import BlockField, LineField
from portal.core.units import plain
from trade.invoices.endpoints import checked_endpoint
from trade.invoices.invoice_row import InvoiceLine
from trade.invoices.models import Invoice, Wanted
from trade.invoices.paid import most_prepaid, paid_of
from trade.invoices.parties import checked_tax_id
from trade.invoices.quantities import most_of
from trade.invoices.rows import Kind
from trade.invoices.taxes import MAX_RATE, Category

FIGURES = {"step": "any", "inputmode": "decimal", "min": "0", "autocomplete": "off"}
PARTY_FIELDS = ("tax_id", "email", "endpoint")


def figure(label: Any, digits: int, places: int, **options: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=Decimal(0),
        max_digits=digits,
        decimal_places=places,
        widget=forms.NumberInput(FIGURES),
        error_messages={"invalid": _("Enter a number, such as 12.5.")},
        **options,
    )


def day(label: Any, **options: Any) -> forms.DateField:
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, **options)


class DraftForm(forms.Form):
    """Everything but the lines. `only` leaves the fields that a kind of paper has."""

    supplied_on = day(_("Supplied on"), help_text=_("When the goods were handed over, if they were."))
    due_on = day(_("Due on"), help_text=_("Empty: as the order is to be paid, or so many days after the issue."))
    payment_days = forms.IntegerField(
        label=_("Days to pay"), required=False, min_value=0, max_value=3650, widget=forms.NumberInput(FIGURES)
    )
    buyer_po = LineField(label=_("Purchase order of the buyer"), required=False, max_length=40)
    allowance = figure(_("Discount on the sum"), 18, 4)
    allowance_reason = LineField(label=_("What the discount is for"), required=False, max_length=100)
    prepaid = figure(_("Already paid"), 18, 4)
    tax_reason = LineField(
        label=_("By which rule it is exempt"),
        required=False,
        max_length=200,
        help_text=_("Only for lines that are exempt from tax (E)."),
    )
    issuer_tax_id = LineField(label=_("Your tax number"), required=False, max_length=40)
    issuer_email = forms.EmailField(label=_("Your e-mail for invoices"), required=False)
    issuer_endpoint = LineField(
        label=_("Your number in the Peppol network"),
        required=False,
        max_length=40,
        help_text=_("0088: and a GLN, or 0060: and a D-U-N-S number; empty where your registration number serves."),
    )
    recipient_tax_id = LineField(label=_("Tax number of the recipient"), required=False, max_length=40)
    recipient_email = forms.EmailField(label=_("E-mail of the recipient for invoices"), required=False)
    recipient_endpoint = LineField(
        label=_("Number of the recipient in the Peppol network"), required=False, max_length=40
    )
    reason = LineField(label=_("Why you credit it"), required=False, max_length=400)
    note = BlockField(
        label=_("Message on the invoice"), required=False, max_length=1000, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, data: Any, invoice: Invoice) -> None:
        super().__init__(data, initial=self.initial_of(invoice))
        self.invoice = invoice
        gone = {
            Kind.CREDIT_NOTE: ("allowance", "allowance_reason", "prepaid", "due_on", "payment_days", "tax_reason"),
            Kind.PRO_FORMA: ("prepaid", "issuer_endpoint", "recipient_endpoint"),
            Kind.INVOICE: (),
        }[Kind(invoice.kind)]
        for name in gone if invoice.kind == Kind.CREDIT_NOTE else (*gone, "reason"):
            del self.fields[name]
        if "prepaid" in self.fields:
            self.fields["prepaid"].help_text = self.paid_words(invoice)
        if "due_on" in self.fields and not invoice.counts_days:
            self.fields["due_on"].help_text = _("Empty: no day is named.")

    @staticmethod
    def paid_words(invoice: Invoice) -> str:
        """How much was paid for the order, and what of it this invoice may take off."""
        paid, most = (format_money(Money(sum_of(invoice), invoice.currency)) for sum_of in (paid_of, most_prepaid))
        return _("Paid for this order, less refunds: %(paid)s. At most %(most)s can be taken off here.") % {
            "paid": paid,
            "most": most,
        }

    @staticmethod
    def initial_of(invoice: Invoice) -> dict[str, Any]:
        names = ("supplied_on", "due_on", "payment_days", "buyer_po", "allowance_reason", "tax_reason", "reason")
        found = {name: getattr(invoice, name) for name in (*names, "note")}
        for name in ("allowance", "prepaid"):
            found[name] = plain(getattr(invoice, name)) if getattr(invoice, name) else ""
        for side in ("issuer", "recipient"):
            party = getattr(invoice, f"{side}_party")
            found |= {f"{side}_{name}": party.get(name, "") for name in PARTY_FIELDS}
        return found

    def checked(self, side: str, name: str, check: Any) -> str:
        value = str(self.cleaned_data[f"{side}_{name}"] or "")
        return str(check(value)) if value else ""

    def clean_issuer_tax_id(self) -> str:
        return self.checked("issuer", "tax_id", lambda value: checked_tax_id(value, self.invoice.issuer.country))

    def clean_recipient_tax_id(self) -> str:
        return self.checked("recipient", "tax_id", lambda value: checked_tax_id(value, self.invoice.recipient.country))

    def clean_issuer_endpoint(self) -> str:
        return self.checked("issuer", "endpoint", checked_endpoint)

    def clean_recipient_endpoint(self) -> str:
        return self.checked("recipient", "endpoint", checked_endpoint)

    def fields_of_invoice(self) -> dict[str, Any]:
        """What `Invoice.write` takes."""
        ours = {f"{side}_{name}" for side in ("issuer", "recipient") for name in PARTY_FIELDS}
        said = {name: value for name, value in self.cleaned_data.items() if name not in ours}
        for name in ("allowance", "prepaid"):
            if name in said:
                said[name] = said[name] or Decimal(0)
        for side in ("issuer", "recipient"):
            names = [name for name in PARTY_FIELDS if f"{side}_{name}" in self.cleaned_data]
            said[side] = {name: self.cleaned_data[f"{side}_{name}"] for name in names}
        return said


class LineForm(forms.Form):
    """One line of the order: how much of it goes on this paper, and how it is taxed."""

    quantity = figure(_("Quantity"), 14, 3)
    category = forms.ChoiceField(label=_("Tax"), choices=Category.choices)
    rate = figure(_("Rate in percent"), 5, 2, max_value=MAX_RATE)

    def __init__(
        self, data: Any, source: Any, line: InvoiceLine | None, most: Decimal, usual: tuple[str, Decimal]
    ) -> None:
        shown = line or source
        category, rate = (line.category, line.rate) if line else usual
        initial = {
            "quantity": plain(line.quantity) if line else "",
            "category": category,
            "rate": plain(rate) if rate else "",
        }
        super().__init__(data, prefix=f"l{source.pk}", initial=initial)
        self.source, self.line, self.most = source, line, most
        self.unit = shown.unit
        expect(self, "quantity")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "category" in self.fields and said.get("quantity"):
            if said.get("category") == Category.STANDARD and not said.get("rate"):
                self.add_error("rate", _("Enter the rate, such as 10."))
            elif said.get("category") != Category.STANDARD:
                said["rate"] = Decimal(0)
        return said

    def wanted(self) -> Wanted:
        said = self.cleaned_data
        return {
            "order_line": self.source.pk,
            "quantity": said.get("quantity") or Decimal(0),
            "category": said.get("category") or Category.OUTSIDE,
            "rate": said.get("rate") or Decimal(0),
        }


class Draft:
    """The whole editor: the form of the invoice and one of each line of the order."""

    def __init__(self, invoice: Invoice, data: Mapping[str, Any] | None = None) -> None:
        self.invoice, self.form = invoice, DraftForm(data, invoice)
        lines = {line.order_line_id: line for line in invoice.lines.all()}
        most, usual = most_of(invoice), invoice.usual_tax()
        if invoice.kind == Kind.CREDIT_NOTE:
            usual = (Category.OUTSIDE, Decimal(0))
        first = next(iter(lines.values()), None)
        if first is not None:
            usual = (first.category, first.rate)
        self.lines = [
            LineForm(data, source, lines.get(source.pk), most.get(source.pk, Decimal(0)), usual)
            for source in invoice.order.lines.all()
            if source.pk in lines or most.get(source.pk)
        ]
        if invoice.kind == Kind.CREDIT_NOTE:
            for form in self.lines:
                del form.fields["category"], form.fields["rate"]

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), *(form.is_valid() for form in self.lines)])

    @property
    def problems(self) -> list[tuple[str, str, str]]:
        """Anchor, label and words of each mistake."""
        found = []
        for form, title in [(self.form, ""), *((form, f"{form.source.title} · ") for form in self.lines)]:
            for field in form.visible_fields():
                found += [(field.id_for_label, f"{title}{field.label}", str(problem)) for problem in field.errors]
        return found

    def write(self, by: Any, seen: int | None) -> None:
        rows = [form.wanted() for form in self.lines]
        self.invoice.write(by, self.form.fields_of_invoice(), rows, seen)


def stamp_of(data: Mapping[str, Any]) -> int | None:
    """The state of the draft that the page had shown."""
    raw = str(data.get("seen", ""))
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 9 else None


def checked_quantity(text: Any) -> Decimal:
    try:
        return Decimal(forms.DecimalField(max_digits=14, decimal_places=3, min_value=0).clean(text))
    except ValidationError:
        raise ValidationError(_("Enter a quantity, such as 40.")) from None
