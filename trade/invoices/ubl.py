"""An issued invoice or credit note as UBL 2.1 after Peppol BIS Billing 3.0, which is a use of EN 16931.

Where one side has no number that the Peppol network knows it is one after EN 16931 alone, and says so.

https://docs.peppol.eu/poacc/billing/3.0/ — the order of the elements is that of the UBL schemas. National rules beyond
those of every country (such as Italy's Codice Fiscale or Greece's MARK) are not filled in.
"""

from datetime import date
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree as ET

from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.core.money import half_up_to
from portal.core.permissions import Refused
from portal.core.texts import clean_block
from trade.invoices.endpoints import endpoint_of, peppol_address
from trade.invoices.invoice_row import InvoiceLine, InvoiceTax
from trade.invoices.models import Invoice
from trade.invoices.parties import vat_identifier
from trade.invoices.rows import Kind
from trade.invoices.taxes import Category
from trade.invoices.terms import payment_sentence

EN16931 = "urn:cen.eu:en16931:2017"
PEPPOL = f"{EN16931}#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
PROFILE = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
CAC, CBC = f"{UBL}CommonAggregateComponents-2", f"{UBL}CommonBasicComponents-2"
INVOICE_CODE, CREDIT_CODE = "380", "381"  # UNCL 1001
CREDIT_TRANSFER, NOT_DEFINED = "30", "1"  # UNCL 4461
ROUNDING = "Rounding"
DISCOUNT = "95"  # UNCL 5189


class Node:
    """An element under construction: `node.value("cbc:ID", …)` adds a leaf, `node.group("cac:Party")` a branch."""

    def __init__(self, element: ET.Element) -> None:
        self.element = element

    def group(self, name: str) -> "Node":
        return Node(ET.SubElement(self.element, f"{{{CAC}}}{name}"))

    def value(self, name: str, text: Any, **attributes: str) -> None:
        """Nothing for an empty text: UBL has no empty elements."""
        words = clean_block(str(text))
        if words:
            ET.SubElement(self.element, f"{{{CBC}}}{name}", attributes).text = words


def xml_of(invoice: Invoice) -> bytes:
    """Raises Refused for a draft and a pro-forma: they are no invoices."""
    if invoice.is_draft or invoice.kind == Kind.PRO_FORMA:
        raise Refused(_("Only an issued invoice or credit note is sent as an e-invoice."))
    root = "CreditNote" if invoice.kind == Kind.CREDIT_NOTE else "Invoice"
    for prefix, space in (("", f"{UBL}{root}-2"), ("cac", CAC), ("cbc", CBC)):
        ET.register_namespace(prefix, space)
    with override("en"):
        element = ET.Element(f"{{{UBL}{root}-2}}{root}")
        write(Node(element), invoice)
    ET.indent(element)
    return bytes(ET.tostring(element, encoding="UTF-8", xml_declaration=True))


def is_for_peppol(invoice: Invoice) -> bool:
    return all(peppol_address(party) for party in (invoice.issuer_party, invoice.recipient_party))


def write(doc: Node, invoice: Invoice) -> None:
    is_credit = invoice.kind == Kind.CREDIT_NOTE
    if is_for_peppol(invoice):
        doc.value("CustomizationID", PEPPOL)
        doc.value("ProfileID", PROFILE)
    else:
        doc.value("CustomizationID", EN16931)
    doc.value("ID", invoice.full_number)
    doc.value("IssueDate", day(invoice.issued_on))
    if is_credit:
        doc.value("CreditNoteTypeCode", CREDIT_CODE)
    else:
        doc.value("DueDate", day(invoice.due_on))
        doc.value("InvoiceTypeCode", INVOICE_CODE)
    doc.value("Note", note_of(invoice))
    doc.value("DocumentCurrencyCode", invoice.currency)
    doc.value("BuyerReference", invoice.buyer_po or invoice.order_number)
    order = doc.group("OrderReference")
    order.value("ID", invoice.buyer_po or invoice.order_number)
    order.value("SalesOrderID", invoice.order_number)
    if invoice.credits is not None:
        credited = doc.group("BillingReference").group("InvoiceDocumentReference")
        credited.value("ID", invoice.credits.full_number)
        credited.value("IssueDate", day(invoice.credits.issued_on))
    write_party(doc.group("AccountingSupplierParty").group("Party"), invoice.issuer_party, shows_tax(invoice))
    write_party(doc.group("AccountingCustomerParty").group("Party"), invoice.recipient_party, shows_tax(invoice))
    write_delivery(doc, invoice)
    write_payment(doc, invoice)
    write_sums(doc, invoice)
    for line in invoice.lines.all():
        write_line(doc, invoice, line)


def day(value: date | None) -> str:
    return value.isoformat() if value else ""


def note_of(invoice: Invoice) -> str:
    """One note holds what BIS Billing has no place for: the Incoterm and why it was credited."""
    incoterm = f"{invoice.incoterm} {invoice.incoterm_place}".strip()
    parts = [invoice.reason, f"Delivery: {incoterm} (Incoterms 2020)" if incoterm else "", invoice.note]
    return " / ".join(part for part in parts if part)


def shows_tax(invoice: Invoice) -> bool:
    """Outside the scope of tax no VAT number may stand (BR-O-02, BR-O-03)."""
    return all(tax.category != Category.OUTSIDE for tax in invoice.taxes.all())


def write_party(node: Node, party: dict[str, Any], has_tax: bool) -> None:
    endpoint = endpoint_of(party)
    if endpoint is not None:
        node.value("EndpointID", endpoint[1], schemeID=endpoint[0])
    node.group("PartyName").value("Name", party["name"])
    write_address(node.group("PostalAddress"), party)
    if has_tax and party.get("tax_id"):
        tax = node.group("PartyTaxScheme")
        tax.value("CompanyID", vat_identifier(party))
        tax.group("TaxScheme").value("ID", "VAT")
    legal = node.group("PartyLegalEntity")
    legal.value("RegistrationName", party.get("legal_name") or party["name"])
    legal.value("CompanyID", party.get("registration_number", ""))
    if party.get("phone") or party.get("email"):
        contact = node.group("Contact")
        contact.value("Name", party["name"])
        contact.value("Telephone", party.get("phone", ""))
        contact.value("ElectronicMail", party.get("email", ""))


def write_address(node: Node, place: dict[str, Any]) -> None:
    node.value("StreetName", place.get("street", ""))
    node.value("CityName", place.get("city", ""))
    node.value("PostalZone", place.get("postcode", ""))
    node.value("CountrySubentity", place.get("region", ""))
    node.group("Country").value("IdentificationCode", place["country"])


def write_delivery(doc: Node, invoice: Invoice) -> None:
    place = invoice.ship_to if invoice.ship_to.get("country") else invoice.recipient_party
    node = doc.group("Delivery")
    node.value("ActualDeliveryDate", day(invoice.supplied_on))
    write_address(node.group("DeliveryLocation").group("Address"), place)
    if place.get("name"):
        node.group("DeliveryParty").group("PartyName").value("Name", place["name"])


def write_payment(doc: Node, invoice: Invoice) -> None:
    means = doc.group("PaymentMeans")
    account = invoice.account
    means.value("PaymentMeansCode", CREDIT_TRANSFER if account else NOT_DEFINED)
    means.value("PaymentID", invoice.full_number)
    if account:
        payee = means.group("PayeeFinancialAccount")
        payee.value("ID", account["number"])
        payee.value("Name", account.get("name", ""))
        if account.get("bank"):
            payee.group("FinancialInstitutionBranch").value("ID", account["bank"])
    sentence = payment_sentence(invoice)
    if sentence and invoice.kind != Kind.CREDIT_NOTE:
        doc.group("PaymentTerms").value("Note", sentence)


def amount(node: Node, name: str, value: Decimal, currency: str) -> None:
    node.value(name, plain(value), currencyID=currency)


def plain(value: Decimal) -> str:
    """`12.50` → `12.5`: no exponent, nothing after the point that says nothing."""
    return f"{value.normalize():f}"


def write_category(node: Node, name: str, category: str, rate: Decimal, tax: InvoiceTax | None = None) -> None:
    group = node.group(name)
    group.value("ID", category)
    if category != Category.OUTSIDE:
        group.value("Percent", plain(rate))
    if tax is not None:
        group.value("TaxExemptionReasonCode", tax.reason_code)
        group.value("TaxExemptionReason", tax.reason)
    group.group("TaxScheme").value("ID", "VAT")


def write_sums(doc: Node, invoice: Invoice) -> None:
    code, taxes = invoice.currency, list(invoice.taxes.all())
    for tax in taxes:
        if tax.allowance:
            node = doc.group("AllowanceCharge")
            node.value("ChargeIndicator", "false")
            node.value("AllowanceChargeReasonCode", DISCOUNT)
            node.value("AllowanceChargeReason", invoice.allowance_reason)
            amount(node, "Amount", tax.allowance, code)
            write_category(node, "TaxCategory", tax.category, tax.rate)
    total = doc.group("TaxTotal")
    amount(total, "TaxAmount", invoice.tax, code)
    for tax in taxes:
        part = total.group("TaxSubtotal")
        amount(part, "TaxableAmount", tax.taxable, code)
        amount(part, "TaxAmount", tax.amount, code)
        write_category(part, "TaxCategory", tax.category, tax.rate, tax)
    sums = doc.group("LegalMonetaryTotal")
    amount(sums, "LineExtensionAmount", invoice.net, code)
    amount(sums, "TaxExclusiveAmount", invoice.taxable, code)
    amount(sums, "TaxInclusiveAmount", invoice.total, code)
    if invoice.allowance:
        amount(sums, "AllowanceTotalAmount", invoice.allowance, code)
    if invoice.prepaid:
        amount(sums, "PrepaidAmount", invoice.prepaid, code)
    amount(sums, "PayableAmount", invoice.payable, code)


def write_line(doc: Node, invoice: Invoice, line: InvoiceLine) -> None:
    is_credit = invoice.kind == Kind.CREDIT_NOTE
    node = doc.group("CreditNoteLine" if is_credit else "InvoiceLine")
    node.value("ID", line.position)
    node.value("CreditedQuantity" if is_credit else "InvoicedQuantity", plain(line.quantity), unitCode=line.unit)
    amount(node, "LineExtensionAmount", line.net, invoice.currency)
    write_rounding(node, invoice, line)
    item = node.group("Item")
    item.value("Description", line.text)
    item.value("Name", line.title)
    if line.sku:
        item.group("SellersItemIdentification").value("ID", line.sku)
    if line.origin:
        item.group("OriginCountry").value("IdentificationCode", line.origin)
    if line.hs_code:
        item.group("CommodityClassification").value("ItemClassificationCode", line.hs_code, listID="HS")
    write_category(item, "ClassifiedTaxCategory", line.category, line.rate)
    amount(node.group("Price"), "PriceAmount", line.amount, invoice.currency)


def write_rounding(node: Node, invoice: Invoice, line: InvoiceLine) -> None:
    """What rounding to whole minor units adds or takes, where it is more than the rules' slack of 0.02 (R120)."""
    exact = half_up_to(2, line.amount * line.quantity)
    difference = line.net - exact
    if abs(difference) > Decimal("0.01"):
        part = node.group("AllowanceCharge")
        part.value("ChargeIndicator", "true" if difference > 0 else "false")
        part.value("AllowanceChargeReason", ROUNDING)
        amount(part, "Amount", abs(difference), invoice.currency)
