"""An invoice as a PDF to print, send and keep: in the reader's language, or in English and Korean on one paper.

Set by the press of the printed catalogues (PDF/A). What it says never changes once it is issued, so a finished file is
kept for an hour by the digest of what it says.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from moneyed import Money

from catalog.printed.fonts import printable, shelf
from catalog.printed.single import kept, set_pages
from companies.registration import kind_of, shown
from portal.core.money import format_money
from portal.core.places import country_name
from portal.core.units import quantity
from trade.invoices.invoice_row import InvoiceLine, InvoiceTax
from trade.invoices.models import Invoice
from trade.invoices.parties import TAX_KINDS, tax_kind, tax_label
from trade.invoices.rows import Kind
from trade.invoices.taxes import REASON_WORDS, Category
from trade.invoices.terms import payment_sentence

TEMPLATE = Path(__file__).parents[1] / "printed" / "invoice.typ"
BOTH = ("en", "ko")


def languages_of(asked: str) -> tuple[str, ...]:
    """`both`, a language, or nothing for the reader's; Korean only where there are fonts for it."""
    own = (get_language() or "en")[:2]
    wanted = BOTH if asked == "both" else (asked if asked in BOTH else own,)
    return wanted if shelf().has_korean else ("en",)


def pdf_of(invoice: Invoice, languages: tuple[str, ...]) -> bytes:
    """Raises RuntimeError or TimeoutError when it could not be made."""
    data = json.dumps(said(invoice, languages), ensure_ascii=False, sort_keys=True)
    return kept("invoice", data, lambda: press(data))


def press(data: str) -> bytes:
    return set_pages(TEMPLATE, data)


class Page:
    """One invoice in one or two languages: what reads the same in both is said once."""

    def __init__(self, invoice: Invoice, languages: tuple[str, ...]) -> None:
        self.invoice, self.languages = invoice, languages

    def each(self, words: Callable[[], Any]) -> list[str]:
        found = []
        for language in self.languages:
            with override(language):
                found.append(str(words()))
        return list(dict.fromkeys(found))

    def say(self, words: Callable[[], Any]) -> str:
        return " · ".join(one for one in self.each(words) if one)

    def money(self, amount: Any) -> str:
        with override(self.languages[0]):
            return format_money(Money(amount, self.invoice.currency))

    def day(self, value: Any) -> str:
        if value is None:
            return ""
        if len(self.languages) > 1:
            return str(value.isoformat())
        with override(self.languages[0]):
            return str(date_format(value, "DATE_FORMAT"))

    # -- parts -----------------------------------------------------------------------------------------------------

    def facts(self) -> list[tuple[str, str]]:
        invoice = self.invoice
        rows = [
            (self.say(lambda: _("Document number")), invoice.full_number or self.say(lambda: _("none yet"))),
            (self.say(lambda: _("Date of issue")), self.day(invoice.issued_on)),
            (self.say(lambda: _("Date of supply")), self.day(invoice.supplied_on)),
            (self.say(lambda: _("Due on")), "" if invoice.credits else self.day(invoice.due_on)),
            (self.say(lambda: _("Credits the invoice")), invoice.credits.full_number if invoice.credits else ""),
            (self.say(lambda: _("Order number")), invoice.order_number),
            (self.say(lambda: _("Your purchase order")), invoice.buyer_po),
        ]
        return [row for row in rows if row[1]]

    def party(self, party: dict[str, Any]) -> dict[str, Any]:
        country, kind, number = (party.get(one, "") for one in ("country", "registration_kind", "registration_number"))
        names = [party.get("legal_name", ""), party.get("local_name", "")]
        lines = [*dict.fromkeys(name for name in names if name and name != party["name"]), *self.address(party)]
        if number:
            label = self.each(lambda: kind_of(kind, country).label)[0]  # it has its local name in it
            lines.append(f"{label}: {shown(number, kind, country)}")
        if party.get("tax_id") and not (party["tax_id"] == number and kind in TAX_KINDS):
            label = self.each(lambda: tax_label(party) if tax_kind(country) else _("Tax number"))[0]
            lines.append(f"{label}: {party['tax_id']}")
        return {"name": party["name"], "lines": [line for line in lines if line]}

    def address(self, place: dict[str, Any]) -> list[str]:
        town = " ".join(place.get(one, "") for one in ("postcode", "city") if place.get(one))
        region = place.get("region", "")
        return [place.get("street", ""), f"{town}, {region}" if region else town, self.country(place)]

    def country(self, place: dict[str, Any]) -> str:
        return self.say(lambda: country_name(place["country"])) if place.get("country") else ""

    def line(self, line: InvoiceLine) -> dict[str, Any]:
        marks = [f"{self.each(lambda: _('SKU'))[0]} {line.sku}" if line.sku else ""]
        if line.hs_code:
            marks.append(f"{self.each(lambda: _('HS code'))[0]} {line.hs_code}")
        origin = ""
        if line.origin:
            origin = f"{self.each(lambda: _('Origin'))[0]}: {self.say(lambda: country_name(line.origin))}"
        more = [line.text, " · ".join(mark for mark in marks if mark), origin]
        if len(self.languages) == 1:  # a country in two languages takes a line of its own
            more[1:] = [" · ".join(part for part in more[1:] if part)]
        return {
            "number": str(line.position),
            "title": line.title,
            "more": [part for part in more if part],
            "quantity": self.each(lambda: quantity(line.quantity, line.unit)),
            "price": self.money(line.amount),
            "tax": f"{line.rate.normalize():f} %" if line.category == Category.STANDARD else line.category,
            "total": self.money(line.net),
        }

    def sums(self) -> list[dict[str, Any]]:
        invoice = self.invoice
        rows = [(self.say(lambda: _("Sum of the lines")), self.money(invoice.net), "")]
        if invoice.allowance:
            label = f"{self.say(lambda: _('Discount'))}: {invoice.allowance_reason}"
            rows.append((label, f"− {self.money(invoice.allowance)}", ""))
        rows += [(self.tax_label(tax), self.money(tax.amount), "") for tax in invoice.taxes.all()]
        total = self.say(lambda: _("Total credited") if invoice.credits else _("Total"))
        rows.append((total, self.money(invoice.total), "" if invoice.prepaid else "big"))
        if invoice.prepaid:
            rows.append((self.say(lambda: _("Already paid")), f"− {self.money(invoice.prepaid)}", ""))
            rows.append((self.say(lambda: _("To be paid")), self.money(invoice.payable), "big"))
        return [{"label": label, "amount": amount, "kind": kind} for label, amount, kind in rows]

    def tax_label(self, tax: InvoiceTax) -> str:
        rate = f"{tax.rate.normalize():f} %"
        words = {"rate": rate, "base": self.money(tax.taxable), "category": tax.category}
        if tax.category not in {Category.STANDARD, Category.ZERO}:
            return self.say(lambda: _("No tax on %(base)s (%(category)s)") % words)
        return self.say(lambda: _("Tax %(rate)s on %(base)s") % words)

    def reasons(self) -> list[str]:
        """Why no tax is due, with the category that the lines name."""
        found = []
        for tax in self.invoice.taxes.all():
            if tax.category == Category.STANDARD:
                continue
            if tax.category == Category.EXEMPT:
                words = [tax.reason]
            elif tax.category == Category.ZERO:
                words = self.each(lambda: _("Zero-rated goods"))
            else:
                words = self.each(lambda category=tax.category: REASON_WORDS[category])  # type: ignore[misc]  # bound now
            found.append(f"{tax.category}: {' · '.join(words)}")
        return found

    def terms(self) -> list[tuple[str, list[str]]]:
        invoice = self.invoice
        rows = []
        if invoice.incoterm:
            place = f"{invoice.incoterm} {invoice.incoterm_place}".strip()
            rows.append((self.say(lambda: _("Delivery")), [f"{place} (Incoterms 2020)"]))
        if invoice.ship_to.get("country"):
            parts = [invoice.ship_to.get("name", ""), *self.address(invoice.ship_to)]
            rows.append((self.say(lambda: _("Delivered to")), [", ".join(part for part in parts if part)]))
        if not invoice.credits and (sentence := self.each(lambda: payment_sentence(invoice))):
            rows.append((self.say(lambda: _("Payment")), sentence))
        if invoice.account:
            account = " · ".join(invoice.account.get(one, "") for one in ("name", "number", "bank")).strip(" ·")
            rows.append((self.say(lambda: _("Account")), [account]))
        return [(label, values) for label, values in rows if any(values)]

    def statement(self) -> list[str]:
        address = f"{settings.SITE_URL}/invoices/{self.invoice.ref}/"
        words = {"address": address, "ref": self.invoice.ref}
        if self.invoice.is_draft:
            return self.each(lambda: _("This is a draft. It has no number and claims nothing."))
        if self.invoice.kind == Kind.PRO_FORMA:
            return self.each(lambda: _("A pro-forma is no tax invoice: it claims no payment. %(address)s") % words)
        return self.each(
            lambda: _("Issued on Jangteo under the reference %(ref)s; it cannot be changed there. %(address)s") % words
        )

    def words(self) -> dict[str, str]:
        """What the template says itself."""
        names: dict[str, Callable[[], str]] = {
            "issuer": lambda: _("Issuer"),
            "recipient": lambda: _("Recipient"),
            "what": lambda: _("Goods"),
            "quantity": lambda: _("Quantity"),
            "price": lambda: _("Price per unit"),
            "tax": lambda: _("Tax"),
            "total": lambda: _("Amount"),
            "terms": lambda: _("Terms"),
            "note": lambda: _("Message"),
            "reason": lambda: _("Why it is credited"),
            "draft": lambda: _("Draft"),
        }
        return {name: self.say(words) for name, words in names.items()}

    def data(self) -> dict[str, Any]:
        invoice = self.invoice
        return {
            "language": self.languages[0],
            "heads": self.each(lambda: invoice.get_kind_display()),
            "is_draft": invoice.is_draft,
            "number": invoice.full_number or invoice.ref,
            "title": invoice.title,
            "author": invoice.issuer_party["name"],
            "facts": self.facts(),
            "issuer": self.party(invoice.issuer_party),
            "recipient": self.party(invoice.recipient_party),
            "lines": [self.line(line) for line in invoice.lines.all()],
            "sums": self.sums(),
            "reasons": self.reasons(),
            "terms": self.terms(),
            "reason": invoice.reason,
            "note": invoice.note,
            "statement": self.statement(),
            "words": self.words(),
        }


def said(invoice: Invoice, languages: tuple[str, ...]) -> dict[str, Any]:
    """All words and figures, ready to be set."""
    return {**printed(Page(invoice, languages).data()), "fonts": list(shelf().families), "is_draft": invoice.is_draft}


def printed(value: Any) -> Any:
    """The same with every text made of signs that there are fonts for."""
    if isinstance(value, dict):
        return {name: printed(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [printed(one) for one in value]
    return printable(str(value))
