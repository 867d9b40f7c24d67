"""Drafting, issuing and crediting: quantities, sums, numbers, and what the database refuses."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, connection, transaction
from django.utils import timezone

from portal.core.events import Event
from portal.core.permissions import Refused, WrongState
from tests.cast import Person, make_person
from tests.trade.invoices.papers import confirmed_order, issued, pay, settle, taxed
from trade.invoices.paid import most_prepaid
from trade.models import Invoice, InvoiceLine, InvoiceTax, NumberSeries, Order
from trade.settling.scheduling import settle as make_schedule

pytestmark = pytest.mark.django_db


def test_an_export_is_zero_rated_with_its_reason(seller: Person, buyer: Person) -> None:
    order = confirmed_order(seller, buyer, ("Bearing", "100", "2.505"), ("Seal", "3", "0.335"), buyer_po="PO-77")
    invoice = issued(seller, order)
    (tax,) = invoice.taxes.all()
    assert (tax.category, tax.rate, tax.amount, tax.reason_code) == ("G", 0, 0, "VATEX-EU-G") and "Export" in tax.reason
    assert [line.net for line in invoice.lines.all()] == [Decimal("250.5"), Decimal("1.01")]
    assert invoice.total == Decimal("251.51") and invoice.buyer_po == "PO-77"
    assert invoice.full_number == f"INV-{timezone.localdate().year}-0001" and invoice.due_on == invoice.issued_on
    assert invoice.issuer_party["tax_id"] == "1168200276" and invoice.recipient_party["city"] == "Hamburg"
    event = Event.objects.get(kind="invoice.issued")
    assert event.payload["total"] == "251.51" and event.payload["order"] == order.ref


@pytest.mark.parametrize(
    ("kind", "payment", "days", "is_dated"),
    [
        ("invoice", "open_account", 30, True),
        ("invoice", "", None, True),
        ("invoice", "lc_sight", None, False),
        ("invoice", "da", 60, False),
        ("pro_forma", "open_account", 30, False),
    ],
)
def test_a_day_is_named_only_where_it_is_counted_from_the_issue(
    seller: Person, buyer: Person, kind: str, payment: str, days: int | None, is_dated: bool
) -> None:
    order = confirmed_order(seller, buyer, payment=payment, payment_days=days)
    invoice = Invoice.draft(seller.actor, order, kind)
    invoice.issue(seller.actor)
    assert invoice.issued_on is not None
    assert invoice.due_on == (invoice.issued_on + timedelta(days=days or 0) if is_dated else None)
    order = confirmed_order(seller, buyer, payment=payment, payment_days=days)
    named = Invoice.draft(seller.actor, order, kind)
    named.write(seller.actor, {"due_on": timezone.localdate() + timedelta(days=5)}, None)
    named.issue(seller.actor)
    assert named.due_on == timezone.localdate() + timedelta(days=5)


def test_domestic_tax_is_rounded_half_up_for_each_group(seller: Person, buyer: Person) -> None:
    settle(buyer.company, "KR")
    order = confirmed_order(seller, buyer, ("A", "1", "1000.5"), ("B", "1", "2005"), ("C", "1", "45"), currency="KRW")
    invoice = Invoice.draft(seller.actor, order, "invoice")
    rows = taxed(invoice, "S", "10")
    rows[2] |= {"category": "Z", "rate": Decimal(0)}
    invoice.write(seller.actor, {}, rows)
    invoice.issue(seller.actor)
    found = {(tax.category, tax.net, tax.amount) for tax in invoice.taxes.all()}
    assert found == {("S", 3006, 301), ("Z", 45, 0)}, "1000.5 becomes 1001; 300.6 becomes 301"
    assert invoice.total == 3352


def test_a_discount_is_shared_by_the_groups_and_prepaid_is_taken_off(seller: Person, buyer: Person) -> None:
    settle(buyer.company, "KR")
    order = confirmed_order(seller, buyer, ("A", "1", "100"), ("B", "1", "50"))
    invoice = Invoice.draft(seller.actor, order, "invoice")
    rows = taxed(invoice, "S", "10")
    rows[1] |= {"category": "Z", "rate": Decimal(0)}
    pay(order, "50")
    fields = {"allowance": Decimal(10), "allowance_reason": "Loyalty", "prepaid": Decimal("50")}
    invoice.write(seller.actor, fields, rows)
    groups = {tax.category: (tax.allowance, tax.taxable, tax.amount) for tax in invoice.taxes.all()}
    assert groups == {
        "S": (Decimal("6.67"), Decimal("93.33"), Decimal("9.33")),
        "Z": (Decimal("3.33"), Decimal("46.67"), 0),
    }
    assert invoice.total == Decimal("149.33") and invoice.payable == Decimal("99.33")
    for wrong in ({"allowance": Decimal(151)}, {"prepaid": Decimal(150)}):
        with pytest.raises(Refused):
            invoice.write(seller.actor, wrong, None)
    invoice.refresh_from_db()
    assert invoice.total == Decimal("149.33")


def test_what_was_paid_is_proposed_and_never_more_is_taken_off(seller: Person, buyer: Person) -> None:
    """A deposit, a part of it paid back, then the balance between two invoices."""
    order = confirmed_order(seller, buyer, ("Bearing", "100", "2"))
    (line,) = order.lines.all()
    pay(order, "60")
    invoice = Invoice.draft(seller.actor, order, "invoice", {line.pk: Decimal(50)})
    assert (invoice.prepaid, invoice.payable) == (60, 40)
    with pytest.raises(Refused, match=r"At most EUR.60\.00 can be taken off"):
        invoice.write(seller.actor, {"prepaid": Decimal("60.01")}, None)
    pay(order, "-20")
    invoice.refresh_from_db()
    with pytest.raises(Refused, match=r"At most EUR.40\.00 can be taken off"):
        invoice.issue(seller.actor)
    invoice.refresh_from_db()
    assert invoice.is_draft and not NumberSeries.objects.exists(), "a refused issue takes no number"
    invoice.write(seller.actor, {"prepaid": Decimal(40)}, None)
    invoice.issue(seller.actor)
    pay(order, "60")
    rest = Invoice.draft(seller.actor, order, "invoice")
    assert (rest.total, rest.prepaid) == (100, 0), "what came since pays the first invoice"
    pay(order, "100")
    rest.discard(seller.actor)
    rest = Invoice.draft(seller.actor, order, "invoice")
    assert (rest.prepaid, rest.payable) == (100, 0)
    assert Invoice.draft(seller.actor, order, "pro_forma").prepaid == 0


def credited(seller: Person, invoice: Invoice, quantity: str) -> Invoice:
    (line,) = invoice.order.lines.all()
    note = Invoice.credit(seller.actor, invoice, {line.pk: Decimal(quantity)})
    note.write(seller.actor, {"reason": "Damaged"}, None)
    note.issue(seller.actor)
    return note


@pytest.mark.parametrize(
    ("quantity", "free", "proposed"),
    [
        ("10", 0, 0),  # EUR 20 of the EUR 40 that were to be paid
        ("20", 0, 0),  # all that was to be paid
        ("30", 20, 20),  # and 20 of what was paid
        ("50", 60, 60),  # all of it
    ],
)
def test_a_credit_note_lessens_what_is_to_be_paid_then_frees_what_was_paid(
    seller: Person, buyer: Person, quantity: str, free: int, proposed: int
) -> None:
    """An invoice of EUR 100, of which a deposit of 60 was taken off; then what was credited is invoiced anew."""
    order = confirmed_order(seller, buyer, ("Bearing", "50", "2"))
    (line,) = order.lines.all()
    pay(order, "60")
    invoice = issued(seller, order)
    assert (invoice.prepaid, invoice.payable) == (60, 40)
    credited(seller, invoice, quantity)
    again = Invoice.draft(seller.actor, order, "invoice", {line.pk: Decimal(quantity)})
    assert (most_prepaid(again), again.prepaid) == (free, proposed)
    if free < again.total:
        with pytest.raises(Refused, match="can be taken off"):
            again.write(seller.actor, {"prepaid": free + Decimal("0.01")}, None)
        again.refresh_from_db()
    again.issue(seller.actor)
    left = max(Decimal(0), invoice.payable - 2 * Decimal(quantity))
    assert left + again.payable == 40, "of 100, 60 were paid"


def test_what_a_credit_note_freed_is_taken_off_once_and_not_when_it_was_paid_back(
    seller: Person, buyer: Person
) -> None:
    order = confirmed_order(seller, buyer, ("Bearing", "100", "2"))
    (line,) = order.lines.all()
    pay(order, "60")
    first = issued(seller, order, {line.pk: Decimal(50)})
    credited(seller, first, "20")
    credited(seller, first, "30")
    second = issued(seller, order, {line.pk: Decimal(20)})
    third = Invoice.draft(seller.actor, order, "invoice")
    assert (second.prepaid, third.prepaid) == (40, 20), "60 between the two that follow"
    third.discard(seller.actor)
    pay(order, "-20")
    third = Invoice.draft(seller.actor, order, "invoice")
    assert (third.prepaid, most_prepaid(third)) == (0, 0)
    credited(seller, second, "20")
    pay(order, "-40")
    assert most_prepaid(third) == 0
    pay(order, "160")
    third.discard(seller.actor)
    assert issued(seller, order).prepaid == 160


def test_no_more_than_what_is_left_is_invoiced(seller: Person, buyer: Person) -> None:
    order = confirmed_order(seller, buyer, ("Bearing", "100", "2"), ("Seal", "10", "1"))
    first, second = order.lines.all()
    issued(seller, order, {first.pk: Decimal(60)})
    rest = Invoice.draft(seller.actor, order, "invoice")
    assert {line.order_line_id: line.quantity for line in rest.lines.all()} == {first.pk: 40, second.pk: 10}
    with pytest.raises(Refused, match="only 40 pieces are left"):
        rest.write(seller.actor, {}, [{**taxed(rest, "G")[0], "quantity": Decimal(41)}])
    rest.issue(seller.actor)
    with pytest.raises(Refused, match="All that was ordered is invoiced"):
        Invoice.draft(seller.actor, order, "invoice")
    pro_forma = Invoice.draft(seller.actor, order, "pro_forma")
    assert pro_forma.net == 210, "a pro-forma names what was ordered, whatever is invoiced"


def test_credits_take_back_at_most_what_was_invoiced_and_to_the_last_cent(seller: Person, buyer: Person) -> None:
    settle(buyer.company, "KR")
    order = confirmed_order(seller, buyer, ("Bearing", "3", "0.335"), ("Seal", "1", "10"))
    invoice = Invoice.draft(seller.actor, order, "invoice")
    fields = {"allowance": Decimal("1.00"), "allowance_reason": "Late"}
    invoice.write(seller.actor, fields, taxed(invoice, "S", "10"))
    invoice.issue(seller.actor)
    assert (invoice.net, invoice.tax) == (Decimal("11.01"), Decimal("1.00"))
    bearing, seal = order.lines.all()
    parts = []
    for quantities in ({bearing.pk: Decimal(1)}, {bearing.pk: Decimal(1)}, None):
        note = Invoice.credit(seller.actor, invoice, quantities)
        with pytest.raises(Refused, match="Say why"):
            note.issue(seller.actor)
        note.write(seller.actor, {"reason": "Damaged"}, None)
        note.issue(seller.actor)
        parts.append(note)
    for name in ("net", "allowance", "tax"):
        assert sum(getattr(part, name) for part in parts) == getattr(invoice, name), name
    assert parts[0].full_number.startswith("CN-")
    with pytest.raises(Refused, match="All of this invoice is credited"):
        Invoice.credit(seller.actor, invoice)
    again = Invoice.draft(seller.actor, order, "invoice")
    assert again.net == Decimal("11.01"), "what was credited may be invoiced anew"
    with pytest.raises(WrongState):
        Invoice.credit(seller.actor, parts[0])
    assert seal.pk and Event.objects.filter(kind="invoice.credited").count() == 3


def test_who_sells_drafts_and_only_owners_and_managers_issue(seller: Person, buyer: Person, stranger: Person) -> None:
    sales = make_person("sales@hanbit.example", seller.company, "sales")
    order = confirmed_order(seller, buyer)
    for other in (buyer, stranger, make_person("look@hanbit.example", seller.company, "viewer")):
        with pytest.raises(PermissionDenied):
            Invoice.draft(other.actor, order, "invoice")
    invoice = Invoice.draft(sales.actor, order, "invoice")
    assert Invoice.draft(seller.actor, order, "invoice") == invoice, "one draft of a kind at a time"
    for other in (sales, buyer, stranger):
        with pytest.raises(PermissionDenied):
            invoice.issue(other.actor)
    for other in (buyer, stranger):
        with pytest.raises(PermissionDenied):
            invoice.write(other.actor, {}, None)
        with pytest.raises(PermissionDenied):
            invoice.discard(other.actor)
    assert list(Invoice.objects.visible_to(buyer.actor)) == [] and not NumberSeries.objects.exists()
    invoice.issue(seller.actor)
    assert list(Invoice.objects.visible_to(buyer.actor)) == [invoice]
    assert list(Invoice.objects.visible_to(stranger.actor)) == []


def test_an_order_is_invoiced_once_confirmed_and_a_pro_forma_before(seller: Person, buyer: Person) -> None:
    order = confirmed_order(seller, buyer, state="placed")
    with pytest.raises(WrongState):
        Invoice.draft(seller.actor, order, "invoice")
    pro_forma = Invoice.draft(seller.actor, order, "pro_forma")
    pro_forma.issue(seller.actor)
    assert pro_forma.full_number.startswith("PF-") and Event.objects.filter(kind="proforma.issued").exists()


@pytest.mark.parametrize(
    ("category", "fields", "words"),
    [
        ("AE", {"recipient": {"tax_id": ""}}, "tax number of the recipient"),
        ("E", {}, "by which rule"),
        ("K", {}, "enter when it was supplied"),
    ],
)
def test_what_a_tax_needs_is_asked_before_it_is_issued(
    seller: Person, buyer: Person, category: str, fields: dict[str, object], words: str
) -> None:
    order = confirmed_order(seller, buyer)
    if category == "AE":
        buyer.company.registration_number = buyer.company.registration_kind = ""
        buyer.company.save()
    invoice = Invoice.draft(seller.actor, order, "invoice")
    invoice.write(seller.actor, fields, taxed(invoice, category))
    with pytest.raises(Refused, match=words):
        invoice.issue(seller.actor)
    assert not NumberSeries.objects.exists(), "a failed issue consumes no number"


def test_without_a_tax_number_nothing_but_outside_the_scope(seller: Person, buyer: Person) -> None:
    order = confirmed_order(seller, buyer)
    seller.company.registration_kind = "other"
    seller.company.save()
    invoice = Invoice.draft(seller.actor, order, "invoice")
    assert [line.category for line in invoice.lines.all()] == ["O"]
    invoice.write(seller.actor, {}, taxed(invoice, "G"))
    with pytest.raises(Refused, match="Your tax number is missing"):
        invoice.issue(seller.actor)


def test_a_colleagues_draft_is_not_overwritten(seller: Person, buyer: Person) -> None:
    invoice = Invoice.draft(seller.actor, confirmed_order(seller, buyer), "invoice")
    seen = invoice.stamp
    invoice.write(seller.actor, {"note": "first"}, None, seen)
    with pytest.raises(WrongState):
        invoice.write(seller.actor, {"note": "second"}, None, seen)
    with pytest.raises(WrongState):
        invoice.issue(seller.actor, seen)


def refused(work: object) -> None:
    with pytest.raises(Error, match="does not change"), transaction.atomic():
        work()  # type: ignore[operator]  # a callable


def test_the_database_lets_nothing_of_an_issued_invoice_change(seller: Person, buyer: Person) -> None:
    invoice = issued(seller, confirmed_order(seller, buyer))
    rows = Invoice.objects.filter(pk=invoice.pk)
    sealed = [field for field in Invoice._meta.concrete_fields if field.name not in NOT_SEALED]
    for field in sealed:
        with connection.cursor() as cursor:
            refused(lambda f=field, c=cursor: c.execute(f"UPDATE trade_invoice SET {f.column} = {f.column}"))
    line, tax = invoice.lines.get(), invoice.taxes.get()
    refused(lambda: InvoiceLine.objects.filter(pk=line.pk).update(quantity=1))
    refused(lambda: InvoiceTax.objects.filter(pk=tax.pk).update(amount=1))
    refused(lambda: InvoiceTax.objects.create(invoice=invoice, category="Z", rate=0, net=0, allowance=0, amount=0))
    if connection.vendor == "postgresql":
        refused(lambda: gone("trade_invoiceline", "invoice_id", invoice.pk))
        refused(lambda: gone("trade_invoicetax", "invoice_id", invoice.pk))
    rows.update(user=None)
    with pytest.raises(WrongState):
        invoice.write(seller.actor, {}, None)
    with pytest.raises(WrongState):
        invoice.discard(seller.actor)


def gone(table: str, column: str, pk: int) -> None:
    """PostgreSQL looks when the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE {column} = %s", [pk])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.needs("postgresql")
def test_an_issued_invoice_is_not_deleted_but_a_draft_is(seller: Person, buyer: Person) -> None:
    order = confirmed_order(seller, buyer)
    pro_forma = Invoice.draft(seller.actor, order, "pro_forma")
    pro_forma.discard(seller.actor)
    invoice = issued(seller, order)

    def work() -> None:
        for table in ("trade_invoiceline", "trade_invoicetax"):
            with connection.cursor() as cursor:
                cursor.execute(f"DELETE FROM {table}")
        gone("trade_invoice", "id", invoice.pk)

    refused(work)
    assert Invoice.objects.get() == invoice and invoice.lines.count() == 1


NOT_SEALED = {"id", "series", "issuer", "recipient", "user", "updated_at"}


def test_a_line_on_an_issued_paper_stays_in_its_order(seller: Person, buyer: Person) -> None:
    order = confirmed_order(seller, buyer, ("Bearing", "100", "2"), ("Seal", "10", "1"))
    first, second = order.lines.all()
    issued(seller, order, {first.pk: Decimal(60)})
    draft = Invoice.draft(seller.actor, order, "invoice")
    with pytest.raises(Refused, match="stands on a paper"):
        order.check_change({"lines": [{"position": second.position, "quantity": "10", "unit": "C62"}]})
    order.check_change({"lines": [{"position": first.position, "quantity": "100", "unit": "C62"}]})
    second.delete()
    assert [line.order_line_id for line in draft.lines.all()] == [first.pk]


def test_an_invoice_falls_due_when_the_order_is_to_be_paid(seller: Person, buyer: Person) -> None:
    """The last open instalment that both agreed on counts; other days count from the issue."""

    def issued_after(*, days: int | None = None, **terms: Any) -> tuple[Order, Invoice]:
        order = confirmed_order(seller, buyer, confirmed_at=timezone.now() - timedelta(days=2), **terms)
        make_schedule(order.pk)
        draft = Invoice.draft(seller.actor, order, "invoice")
        if days is not None:
            draft.write(seller.actor, {"payment_days": days}, None)
        draft.issue(seller.actor)
        return order, draft

    order, invoice = issued_after(payment="prepaid")
    (whole,) = order.instalments.all()
    assert invoice.due_on == whole.due_on == (order.confirmed_at + timedelta(days=7)).date()
    order, invoice = issued_after(payment="open_account", payment_days=20)
    assert invoice.issued_on and invoice.due_on == invoice.issued_on + timedelta(days=20), "nothing is delivered yet"
    order, invoice = issued_after(
        payment="open_account", payment_days=20, delivered_at=timezone.now() - timedelta(days=5)
    )
    assert invoice.due_on == order.instalments.get().due_on == timezone.localdate() + timedelta(days=15)
    order, invoice = issued_after(days=3, payment="open_account", payment_days=20, delivered_at=timezone.now())
    assert invoice.issued_on and invoice.due_on == invoice.issued_on + timedelta(days=3)
