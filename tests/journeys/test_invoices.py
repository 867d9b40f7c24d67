"""Papers of an order in browsers: pro-forma, invoice with tax, PDF and e-invoice, credit note; both sides read them.

The deposit is sent by the bank and confirmed, and the invoice takes it off by the books.
"""

import re
import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from consultations.models import Room
from tests import peppol
from tests.cast import Person
from tests.journeys.conftest import Portal
from tests.trade.invoices.papers import confirmed_order, settle
from tests.trade.test_payment_pages import PDF
from trade.models import Invoice, Order
from trade.settling.scheduling import settle as schedule

GLN, DUNS = "0088:8801234567893", "0060:688123456"


def begun(seller: Person, buyer: Person) -> tuple[Order, Room]:
    """Between two Korean firms, so that tax is charged: EUR 1,000 and a seal of EUR 50, 30 percent in advance."""
    settle(buyer.company, "KR")
    order = confirmed_order(
        seller, buyer, ("Ball bearing 6204 깊은 홈", "400", "2.50"), ("Seal kit", "10", "5"), buyer_po="PO 4500-1",
        payment="deposit", deposit_percent=Decimal(30), payment_days=30, confirmed_at=timezone.now(),
    )  # fmt: skip
    schedule(order.pk)
    return order, Room.open_about("order", order, buyer.actor)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def issue(page: Page, number: str) -> None:
    """From the draft that is open: look it over, and issue it."""
    press(page, "Save and look it over")
    expect(page.get_by_text("So it will be read")).to_be_visible()
    press(page, "Issue")
    expect(page.get_by_role("heading", name=re.compile(number))).to_be_visible()


def saved(page: Page, link: str) -> bytes:
    with page.expect_download() as found:
        page.get_by_role("link", name=link, exact=True).click()
    with tempfile.TemporaryDirectory() as folder:
        found.value.save_as(file := Path(folder) / "saved")
        return file.read_bytes()


def is_valid(content: bytes) -> bool:
    """By the published rules, where they are on this machine (bin/services rules); else that it is XML of its kind."""
    assert b"urn:oasis:names:specification:ubl:schema:xsd" in content
    return peppol.rules() is None or peppol.check(content) == []


@pytest.mark.needs("postgresql")
def test_from_the_pro_forma_to_the_credit_note(portal: Portal, seller: Person, buyer: Person) -> None:
    order, room = portal.aside(lambda: begun(seller, buyer))
    selling = portal.open_as(seller, order.get_absolute_url())
    buying = portal.open_as(buyer, order.get_absolute_url())

    # The pro-forma, of all that was ordered.
    press(selling, "Write a pro-forma")
    issue(selling, "PF-")
    pro_forma = portal.aside(lambda: Invoice.objects.get(kind="pro_forma"))
    buying.reload()
    buying.get_by_role("link", name=pro_forma.full_number).click()
    expect(buying.get_by_role("heading", name=pro_forma.full_number)).to_be_visible()
    assert saved(buying, "PDF").startswith(b"%PDF-1.7")
    assert buying.get_by_role("link", name="E-invoice (XML)").count() == 0, "a pro-forma is no invoice"

    # The deposit by bank, with its paper; the first try lacks the day, and the paper is kept.
    buying.goto(order.get_absolute_url())
    buying.get_by_role("link", name="Report a transfer").first.click()
    buying.get_by_label("Proof of the transfer").set_input_files(
        {"name": "Überweisung.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    buying.get_by_label("Day").fill("")
    press(buying, "Report the transfer")
    expect(buying.get_by_role("alert")).to_contain_text("Day")
    expect(buying.get_by_label("Überweisung.pdf")).to_be_checked()
    buying.get_by_label("Day").fill(timezone.localdate().isoformat())
    press(buying, "Report the transfer")
    expect(buying.get_by_text("Reported. The supplier confirms")).to_be_visible()
    selling.goto(order.get_absolute_url())
    selling.get_by_role("link", name="It has come", exact=True).first.click()
    assert saved(selling, "Überweisung.pdf").startswith(b"%PDF")
    press(selling, "It has come")
    expect(selling.get_by_text("Confirmed. The buyer is told.")).to_be_visible()
    portal.deliver()

    # The invoice: a tenth of tax, and what the books say was paid is taken off.
    press(selling, "Write an invoice")
    expect(selling.get_by_label("Already paid")).to_have_value(re.compile(r"^315(\.00)?$"))
    selling.get_by_label("Your number in the Peppol network").fill(GLN)
    selling.get_by_label("Number of the recipient in the Peppol network").fill(DUNS)
    issue(selling, "INV-")
    invoice = portal.aside(lambda: Invoice.objects.get(kind="invoice"))
    assert (invoice.net, invoice.tax, invoice.prepaid, invoice.payable) == (1050, 105, 315, 840)
    buying.goto(invoice.get_absolute_url())
    expect(buying.get_by_text("Tax 10 % on")).to_be_visible()
    expect(buying.get_by_text("− EUR 315.00")).to_be_visible()
    english = saved(buying, "PDF")
    both = saved(buying, "PDF in English and Korean on one paper")
    assert is_valid(saved(buying, "E-invoice (XML)"))
    buying.goto(f"/ko{invoice.get_absolute_url()}")
    korean = saved(buying, "PDF")
    assert len({english, both, korean}) == 3 and all(one.startswith(b"%PDF-1.7") for one in (english, both, korean))

    # Forty bearings were damaged.
    press(selling, "Credit it, in whole or in part")
    selling.get_by_role("group", name=re.compile("Ball bearing")).get_by_label("Quantity").fill("40")
    selling.get_by_role("group", name=re.compile("Seal kit")).get_by_label("Quantity").fill("0")
    selling.get_by_label("Why you credit it").fill("Damaged")
    issue(selling, "CN-")
    note = portal.aside(lambda: Invoice.objects.get(kind="credit_note"))
    assert note.total == 110
    portal.deliver()
    buying.goto(invoice.get_absolute_url())
    expect(buying.get_by_text("EUR 730.00")).to_be_visible()
    buying.get_by_role("link", name=note.full_number).click()
    expect(buying.get_by_text("Damaged")).to_be_visible()
    assert saved(buying, "PDF").startswith(b"%PDF-1.7") and is_valid(saved(buying, "E-invoice (XML)"))

    # The talk about the order has shown each of them, as it stands now.
    buying.goto(room.get_absolute_url())
    for number in (pro_forma.full_number, invoice.full_number, note.full_number):
        expect(buying.locator(".live-card").filter(has_text=number).first).to_be_visible()
    card = buying.locator(".live-card").filter(has_text="See how to pay")
    expect(card).to_contain_text("730.00")
    card.get_by_role("link", name="See how to pay").click()
    buying.wait_for_url("**#payment")
