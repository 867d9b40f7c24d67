"""What an invoice lacks before it can be issued, in sentences for the person who drafts it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from trade.invoices.rows import Kind
from trade.invoices.taxes import BUYER_NUMBER, Category

if TYPE_CHECKING:
    from trade.invoices.models import Invoice


def gaps_of(invoice: "Invoice") -> list[str]:
    if not invoice.lines.all():
        return [_("It has no line: enter a quantity of at least one.")]
    found = [*money_gaps(invoice)]
    if invoice.kind == Kind.CREDIT_NOTE and not invoice.reason:
        found.append(_("Say why you credit it, in a sentence."))
    if invoice.kind == Kind.PRO_FORMA:
        return found
    return [*found, *party_gaps(invoice), *tax_gaps(invoice)]


def money_gaps(invoice: "Invoice") -> Iterator[str]:
    if invoice.allowance > invoice.net:
        yield _("The discount is more than the sum of the lines.")
    elif invoice.prepaid > invoice.total:
        yield _("More is said to be paid already than the invoice comes to.")
    if invoice.allowance and not invoice.allowance_reason:
        yield _("Say what the discount is for.")


def party_gaps(invoice: "Invoice") -> Iterator[str]:
    own, other = invoice.issuer_party, invoice.recipient_party
    if not own.get("street") or not own.get("city"):
        yield _("Your street and city are missing: enter them in the profile of your company.")
    if not (other.get("city") or other.get("street")):
        yield _("The city of the recipient is missing: ask them to enter it in their profile.")


def tax_gaps(invoice: "Invoice") -> Iterator[str]:
    categories = {line.category for line in invoice.lines.all()}
    if Category.OUTSIDE in categories and len(categories) > 1:
        yield _("Lines outside the scope of tax (O) go on an invoice of their own.")
    if categories - {Category.OUTSIDE} and not invoice.issuer_party.get("tax_id"):
        yield _("Your tax number is missing: the chosen tax needs it.")
    if categories & BUYER_NUMBER and not invoice.recipient_party.get("tax_id"):
        yield _("The tax number of the recipient is missing: the chosen tax needs it.")
    if Category.EXEMPT in categories and not invoice.tax_reason:
        yield _("Say by which rule it is exempt from tax.")
    if Category.WITHIN_EU in categories and invoice.supplied_on is None:
        yield _("A supply within the EU needs its date: enter when it was supplied.")
