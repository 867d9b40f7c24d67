"""What the page of an invoice shows to one reader."""

from typing import Any

from django.utils.translation import gettext as _

from catalog.printed.fonts import shelf
from companies.registration import kind_of, shown
from portal.core.actor import Actor
from trade.invoices.models import Invoice
from trade.invoices.parties import TAX_KINDS, tax_kind, tax_label
from trade.invoices.permissions import can_draft_invoice, can_issue_invoice
from trade.invoices.quantities import to_credit
from trade.invoices.rows import Kind
from trade.invoices.standing import stands
from trade.invoices.taxes import REASON_WORDS, Category
from trade.invoices.terms import payment_sentence
from trade.invoices.ubl import is_for_peppol


def page_of(invoice: Invoice, actor: Actor) -> dict[str, Any]:
    is_issuer = actor.acts_for(invoice.issuer_id)
    may_draft = can_draft_invoice(actor, invoice)
    notes = list(invoice.credit_notes.visible_to(actor).order_by("pk"))
    return {
        "invoice": invoice,
        "is_issuer": is_issuer,
        "partner": invoice.partner_of(actor),
        "parties": [(_("Issuer"), party(invoice.issuer_party)), (_("Recipient"), party(invoice.recipient_party))],
        "lines": list(invoice.lines.all()),
        "taxes": [(tax, tax_words(tax)) for tax in invoice.taxes.all()],
        "terms": terms(invoice),
        "notes": notes,
        "may_draft": may_draft and invoice.is_draft,
        "may_issue": can_issue_invoice(actor, invoice) and invoice.is_draft,
        "may_credit": may_draft and invoice.kind == Kind.INVOICE and not invoice.is_draft and is_left(invoice),
        "gaps": invoice.gaps() if invoice.is_draft else [],
        "has_xml": not invoice.is_draft and invoice.kind != Kind.PRO_FORMA,
        "is_for_peppol": is_for_peppol(invoice),
        "has_korean": shelf().has_korean,
        "stands": stands(invoice, actor),
    }


def is_left(invoice: Invoice) -> bool:
    return any(to_credit(invoice).values())


def party(known: dict[str, Any]) -> dict[str, Any]:
    """For a page: names, address lines, and the numbers with what they are called."""
    country, kind, number = (known.get(one, "") for one in ("country", "registration_kind", "registration_number"))
    numbers = [(kind_of(kind, country).label, shown(number, kind, country))] if number else []
    if known.get("tax_id") and not (known["tax_id"] == number and kind in TAX_KINDS):
        numbers.append((tax_label(known) if tax_kind(country) else _("Tax number"), known["tax_id"]))
    town = " ".join(known.get(one, "") for one in ("postcode", "city") if known.get(one))
    names = [known.get("legal_name", ""), known.get("local_name", "")]
    return {
        "name": known["name"],
        "lines": [line for line in (*names, known.get("street", ""), town) if line and line != known["name"]],
        "country": country,
        "numbers": numbers,
    }


def tax_words(tax: Any) -> str:
    if tax.category == Category.STANDARD:
        return ""
    if tax.category == Category.EXEMPT:
        return str(tax.reason)
    return str(REASON_WORDS.get(tax.category, _("Zero-rated goods")))


def terms(invoice: Invoice) -> list[tuple[str, str]]:
    place = f"{invoice.incoterm} {invoice.incoterm_place}".strip()
    account = " · ".join(invoice.account.get(one, "") for one in ("name", "number", "bank")).strip(" ·")
    rows = [
        (_("Delivery"), place and f"{place} (Incoterms 2020)"),
        (_("Payment"), "" if invoice.credits else payment_sentence(invoice)),
        (_("Account"), account),
    ]
    return [row for row in rows if row[1]]
