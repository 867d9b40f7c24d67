"""What follows from an invoice: who is told, what the log says, what becomes of it when companies are one."""

import pytest

from companies.merging import move_all
from notifications.models import Notification
from portal.core.relay import deliver_all
from tests.cast import Person, make_company, make_person
from tests.trade.invoices.papers import confirmed_order, issued
from trade.invoices.next_steps import issue_invoice
from trade.invoices.personal import invoices
from trade.models import Invoice, NumberSeries

pytestmark = pytest.mark.django_db


def test_who_buys_is_told_of_what_was_issued_and_nobody_of_drafts(
    seller: Person, buyer: Person, stranger: Person
) -> None:
    make_person("look@nordwerk.example", buyer.company, "viewer")
    order = confirmed_order(seller, buyer, ("Ball bearing", "10", "1"))
    Invoice.draft(seller.actor, order, "pro_forma")
    deliver_all()
    assert not Notification.objects.filter(kind__startswith="proforma").exists()
    invoice = issued(seller, order)
    note = Invoice.credit(seller.actor, invoice)
    note.write(seller.actor, {"reason": "Returned"}, None)
    note.issue(seller.actor)
    Invoice.objects.get(kind="pro_forma").issue(seller.actor)
    deliver_all()
    told = Notification.objects.filter(kind__in=["invoice.issued", "invoice.credited", "proforma.issued"])
    assert {(one.kind, one.user) for one in told} == {
        (kind, buyer.user) for kind in ("invoice.issued", "invoice.credited", "proforma.issued")
    }
    page = buyer.client.get("/my/notifications/").content.decode()
    assert f"issued invoice {invoice.full_number}" in page and f"credit note {note.full_number}" in page
    assert "issued a credit note" in seller.client.get("/my/activity/").content.decode()


def test_invoices_change_hands_when_companies_become_one(seller: Person, buyer: Person) -> None:
    kept = make_person("kept@kept.example", make_company("Kept Bearings", "supplier", "KR"))
    ours = issued(kept, confirmed_order(kept, buyer))
    theirs = issued(seller, confirmed_order(seller, buyer))
    draft = Invoice.draft(seller.actor, confirmed_order(seller, buyer), "invoice")
    assert ours.full_number == theirs.full_number
    assert dict(move_all(kept.company, seller.company))
    for one in (ours, theirs, draft):
        one.refresh_from_db()
        assert one.issuer == kept.company
    assert theirs.issuer_party["name"] == "Hanbit Bearings", "what was said stays said"
    draft.issue(kept.actor)
    assert draft.number == 2 and NumberSeries.objects.get().company == kept.company


def test_a_person_takes_their_invoices_away(seller: Person, buyer: Person) -> None:
    invoice = issued(seller, confirmed_order(seller, buyer))
    assert invoice.full_number in str(list(invoices(seller.user)))


def test_a_complete_draft_is_the_next_step_of_who_may_issue_it(seller: Person, buyer: Person) -> None:
    sales = make_person("sales@hanbit.example", seller.company, "sales")
    draft = Invoice.draft(sales.actor, confirmed_order(seller, buyer), "invoice")
    step = issue_invoice(seller.actor)
    assert step is not None and step.url == draft.get_absolute_url()
    assert issue_invoice(sales.actor) is None and issue_invoice(buyer.actor) is None
    draft.issue(seller.actor)
    assert issue_invoice(seller.actor) is None
