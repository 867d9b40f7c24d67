"""Orders and invoices as these tests need them."""

from decimal import Decimal
from typing import Any

from moneyed import Money

from companies.models import Company
from tests.cast import Person
from tests.trade.orders import make_order
from trade.books.handlers import post_both
from trade.models import Invoice, Order, Posting
from trade.orders.rows import State

ADDRESSES: dict[str, dict[str, str]] = {
    "KR": {
        "street": "12 Gongdan-ro", "city": "Changwon", "postcode": "51500", "registration_kind": "kr.brn",
        "registration_number": "1168200276", "phone": "+82552781234", "email": "sales@hanbit.example",
    },
    "DE": {
        "street": "Speicherstraße 4", "city": "Hamburg", "postcode": "20457", "registration_kind": "eu.vat",
        "registration_number": "DE136695976", "phone": "+49401234567", "email": "einkauf@nordwerk.example",
    },
    "FR": {
        "street": "3 rue du Port", "city": "Lyon", "postcode": "69002", "registration_kind": "eu.vat",
        "registration_number": "FR40303265045", "phone": "+33401234567", "email": "achats@rhone.example",
    },
    "JP": {
        "street": "1-2-3 Minato", "city": "Osaka", "postcode": "540-0001", "registration_kind": "jp.cn",
        "registration_number": "5835678256246", "phone": "+81612345678", "email": "info@kaizuka.example",
    },
}  # fmt: skip


def settle(company: Company, country: str = "") -> Company:
    """Give it an address and numbers of its country."""
    company.country = country or company.country
    for name, value in ADDRESSES[company.country].items():
        setattr(company, name, value)
    company.save()
    return company


def confirmed_order(seller: Person, buyer: Person, *lines: tuple[str, str, str], **fields: Any) -> Order:
    for person in (seller, buyer):
        assert person.company
        if not person.company.street:
            settle(person.company)
    assert seller.company and buyer.company
    return make_order(buyer.company, seller.company, *lines, **{"state": State.CONFIRMED, "currency": "EUR", **fields})


def pay(order: Order, amount: str) -> None:
    """In the books, as a confirmed transfer is; below nothing as a refund."""
    money, count = Money(Decimal(amount), order.currency), Posting.objects.count()
    supplier, buyer = [("outside", money), ("receivable", -money)], [("payable", money), ("outside", -money)]
    post_both(f"test:{order.ref}:{count}", "outside_payment.confirmed", order, supplier, buyer)


def issued(seller: Person, order: Order, quantities: Any = None, **fields: Any) -> Invoice:
    invoice = Invoice.draft(seller.actor, order, "invoice", quantities)
    if fields:
        invoice.write(seller.actor, fields, None)
    invoice.issue(seller.actor)
    return invoice


def taxed(invoice: Invoice, category: str, rate: str = "0") -> list[Any]:
    """The rows of a draft as they are, all in one category."""
    return [
        {"order_line": line.order_line_id, "quantity": line.quantity, "category": category, "rate": Decimal(rate)}
        for line in invoice.lines.all()
    ]
