"""A quotation as a PDF that a trader sends on: one sealed version, word for word, with its seal.

Set by the press of the printed catalogues (catalog/printed/press.py). What the pages say never changes for a version
and a language but for the parties' own addresses, so a finished file is kept for an hour by the digest of what it says.
"""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from catalog.compare import days_in_words
from catalog.printed.fonts import printable, shelf
from catalog.printed.single import kept, set_pages
from companies.models import Company
from portal.core.money import format_money
from portal.core.places import country_name
from portal.core.units import quantity
from trade.models import Quotation, QuotationVersion
from trade.models.version import TERMS
from trade.quotation_page import Shown, lines_shown
from trade.quotation_words import price_words, term_words

TEMPLATE = Path(__file__).with_name("printed") / "quotation.typ"
HIDDEN_TERMS = {"respond_by"}  # a word to the partner on this page, not a term of the deal


def pdf_of(quotation: Quotation, version: QuotationVersion) -> bytes:
    """The file, in the reader's language where there are fonts for it, else in English.

    Raises RuntimeError or TimeoutError when it could not be made.
    """
    language = get_language() or "en"
    with override("en" if language.startswith("ko") and not shelf().has_korean else language):
        data = json.dumps(said(quotation, version), ensure_ascii=False, sort_keys=True)
    return kept("quotation", data, lambda: press(data))


def press(data: str) -> bytes:
    return set_pages(TEMPLATE, data)


def said(quotation: Quotation, version: QuotationVersion) -> dict[str, Any]:
    """All words and figures, ready to be set."""
    own = version.side == QuotationVersion.Side.SUPPLIER
    lines = lines_shown(quotation, version)
    total, unpriced = version.total(), sum(one.line.amount is None for one in lines)
    has_alternatives = any(one.line.is_alternative for one in lines)
    data = {
        "language": get_language() or "en",
        "kind": _("Quotation") if own else _("Counter-offer"),
        "ref": quotation.ref,
        "version": _("version %(number)s") % {"number": version.number},
        "title": quotation.title,
        "author": (quotation.supplier if own else quotation.buyer).name,
        "handed_in": day_of(version),
        "facts": facts(quotation, version),
        "supplier": party(quotation.supplier),
        "buyer": party(quotation.buyer),
        "lines": [line(one, number) for one, number in zip(lines, numbers(lines), strict=True)],
        "total": format_money(total) if total else "",
        "total_label": _("Total, without alternatives") if has_alternatives else _("Total"),
        "total_note": _("Lines without a price: %(n)s") % {"n": unpriced} if unpriced else "",
        "terms": terms(version),
        "note": version.note,
        "papers": [paper.title for paper in version.documents.all()],
        "seal": " ".join(version.digest[start : start + 8] for start in range(0, 64, 8)),
        "statement": statement(quotation, version),
        "words": words(),
    }
    return {**printed(data), "fonts": list(shelf().families)}


def printed(value: Any) -> Any:
    """The same with every text made of signs that there are fonts for."""
    if isinstance(value, dict):
        return {name: printed(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [printed(one) for one in value]
    return printable(str(value))


def day_of(version: QuotationVersion) -> str:
    return date_format(localtime(version.submitted_at), "DATE_FORMAT")


def facts(quotation: Quotation, version: QuotationVersion) -> list[tuple[str, str]]:
    rows = [(_("Number"), quotation.ref), (_("Version"), str(version.number)), (_("Date"), day_of(version))]
    if version.valid_until:
        rows.append((_("Valid until"), date_format(version.valid_until, "DATE_FORMAT")))
    if quotation.rfq:
        rows.append((_("Request"), quotation.rfq.ref))
    elif quotation.inquiry:
        rows.append((_("Inquiry"), quotation.inquiry.ref))
    return rows


def party(company: Company) -> dict[str, Any]:
    """Its name as registered, and where it is; nothing that the company keeps to itself."""
    rows = [
        company.legal_name if company.legal_name != company.name else "",
        company.local_name if company.local_name != company.name else "",
        company.street,
        " ".join(part for part in (company.postcode, company.city) if part),
        country_name(company.country),
    ]
    return {"name": company.name, "lines": [row for row in rows if row]}


def numbers(lines: list[Shown]) -> list[str]:
    """`1`, `2`, `2 b` for an alternative to the second."""
    found: list[str] = []
    count = others = 0
    for one in lines:
        count, others = (count, others + 1) if one.line.is_alternative and count else (count + 1, 0)
        found.append(f"{count} {chr(97 + min(others, 25))}" if others else str(count))
    return found


def line(one: Shown, number: str) -> dict[str, Any]:
    row = one.line
    more = [f"{_('SKU')} {row.sku}" if row.sku else "", row.text]
    if row.moq is not None:
        more.append(f"{_('Minimum order')}: {quantity(row.moq, row.unit)}")
    if row.lead_time_days is not None:
        more.append(f"{_('Lead time')}: {days_in_words(row.lead_time_days)}")
    more += [f"{check.required.name}: {check.answer}" for check in one.checks if check.answer]
    tiers = [f"{quantity(tier.quantity, row.unit)}: {format_money(tier.unit_price)}" for tier in row.tiers.all()]
    return {
        "number": number,
        "tag": _("Alternative") if row.is_alternative else "",
        "title": row.title,
        "more": [part for part in more if part],
        "quantity": quantity(row.quantity, row.unit) if row.quantity is not None else "",
        "price": price_words(row.amount, row.version.currency),
        "tiers": tiers,
        "total": format_money(one.total) if one.total else "",
    }


def terms(version: QuotationVersion) -> list[tuple[str, str]]:
    known = term_words({name: getattr(version, name) for name in TERMS})
    return [pair for name, pair in known.items() if pair[1] and name not in HIDDEN_TERMS]


def statement(quotation: Quotation, version: QuotationVersion) -> str:
    words = _(
        "This is version %(number)s as it was handed in on Jangteo on %(day)s; it cannot be changed there. The seal is "
        "the SHA-256 of all that it says. It is an offer, not an invoice. %(address)s"
    )
    address = f"{settings.SITE_URL}/quotations/{quotation.ref}/"
    return words % {"number": version.number, "day": day_of(version), "address": address}


def words() -> dict[str, str]:
    """What the template says itself."""
    return {
        "supplier": _("Supplier"),
        "buyer": _("Buyer"),
        "lines": _("What is offered"),
        "number": _("No."),
        "what": _("Goods"),
        "quantity": _("Quantity"),
        "price": _("Price per unit"),
        "total": _("Total"),
        "terms": _("Terms"),
        "note": _("Message"),
        "papers": _("Documents"),
        "seal": _("Seal"),
    }
