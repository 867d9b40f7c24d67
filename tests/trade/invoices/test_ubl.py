"""E-invoices by the published rules: the checker knows good from bad, and ours pass."""

import re
import zipfile
from decimal import Decimal
from typing import Any

import pytest

from portal.core.units import UNITS
from tests import peppol
from tests.cast import Person
from tests.shared import shared
from tests.trade.invoices.papers import confirmed_order, issued, pay, settle, taxed
from trade.invoices.ubl import xml_of
from trade.models import Invoice

pytestmark = [pytest.mark.django_db, pytest.mark.needs("peppol_rules")]
GLN, DUNS = "0088:8801234567893", "0060:688123456"
EXAMPLES = "peppol-billing/rules/examples"


def example(name: str) -> bytes:
    """One that OpenPeppol publishes."""
    with zipfile.ZipFile(shared("tradedocs/trade-documents.zip")) as archive:
        return archive.read(f"{EXAMPLES}/{name}")


def on_network(invoice: Invoice, seller: Person) -> None:
    """Give a Korean issuer what the network knows it by: Korea has no scheme of its own."""
    invoice.write(seller.actor, {"issuer": {"endpoint": GLN}}, None)


def passes(invoice: Invoice) -> str:
    content = xml_of(invoice)
    assert peppol.check(content) == [], content.decode()
    assert "poacc:billing:3.0" in content.decode()
    return content.decode()


def drafted(seller: Person, buyer: Person, currency: str = "EUR", category: str = "", rate: str = "0") -> Invoice:
    ship_to = {"name": "Lager 2", "street": "Kai 7", "postcode": "20457", "city": "Hamburg", "country": "DE"}
    order = confirmed_order(
        seller, buyer, ("Bearing 6204", "100", "2.505"), ("Seal <&> kit", "2.5", "133.333"),
        currency=currency, buyer_po="PO 4500-1", incoterm="FOB", incoterm_place="Busan", payment="deposit",
        deposit_percent=Decimal(30), payment_days=30, ship_to=ship_to,
    )  # fmt: skip
    order.lines.update(hs_code="848210", origin="KR", sku="HB-6204")
    invoice = Invoice.draft(seller.actor, order, "invoice")
    on_network(invoice, seller)
    if category:
        invoice.write(seller.actor, {}, taxed(invoice, category, rate))
    return invoice


def test_the_checker_passes_official_examples_and_fails_a_broken_one() -> None:
    for name in ("base-example.xml", "base-creditnote-correction.xml", "Allowance-example.xml", "vat-category-O.xml"):
        content = example(name)
        assert peppol.check(content) == [], name
    good = example("base-example.xml").decode()
    broken = re.sub(r"(<cbc:PayableAmount[^>]*>)[\d.]+", r"\g<1>1.00", good)
    assert "BR-CO-16" in {one.rule for one in peppol.fatal(broken.encode())}
    nobody = re.sub(r"<cbc:EndpointID.*?</cbc:EndpointID>", "", good)
    assert {"PEPPOL-EN16931-R010", "PEPPOL-EN16931-R020"} <= {one.rule for one in peppol.fatal(nobody.encode())}


@pytest.mark.parametrize("currency", ["EUR", "USD", "KRW", "JPY"])
def test_an_export_passes_in_every_currency(seller: Person, buyer: Person, currency: str) -> None:
    invoice = drafted(seller, buyer, currency)
    invoice.issue(seller.actor)
    text = passes(invoice)
    assert "VATEX-EU-G" in text and "KR1168200276" in text and "FOB Busan" in text and "PO 4500-1" in text
    assert ("Rounding" in text) == (currency in {"KRW", "JPY"}), "2.5 × 133.333 is no whole won"


@pytest.mark.parametrize("currency", ["EUR", "KRW", "JPY"])
@pytest.mark.parametrize(
    ("category", "rate"), [("S", "10"), ("S", "19"), ("Z", "0"), ("AE", "0"), ("E", "0"), ("O", "0")]
)
def test_each_tax_passes(seller: Person, buyer: Person, currency: str, category: str, rate: str) -> None:
    invoice = drafted(seller, buyer, currency, category, rate)
    invoice.write(seller.actor, {"tax_reason": "Exempt under article 26" if category == "E" else ""}, None)
    invoice.issue(seller.actor)
    passes(invoice)


def test_a_supply_within_the_union_passes(seller: Person, buyer: Person) -> None:
    settle(seller.company, "FR")
    settle(buyer.company, "DE")
    invoice = Invoice.draft(seller.actor, confirmed_order(seller, buyer), "invoice")
    assert {line.category for line in invoice.lines.all()} == {"K"}
    invoice.write(seller.actor, {"supplied_on": "2026-11-20"}, None)
    invoice.issue(seller.actor)
    invoice.refresh_from_db()
    assert "VATEX-EU-IC" in passes(invoice)


@pytest.mark.parametrize("country", ["DE", "FR", "JP"])
def test_an_invoice_at_home_passes_with_the_rate_of_the_country(seller: Person, buyer: Person, country: str) -> None:
    settle(seller.company, country)
    settle(buyer.company, country)
    if country == "JP":  # a qualified invoice needs a number of its own
        party = {"tax_id": "5835678256246"}
        order = confirmed_order(seller, buyer, currency="JPY")
        invoice = Invoice.draft(seller.actor, order, "invoice")
        invoice.write(seller.actor, {"issuer": party}, taxed(invoice, "S", "10"))
    else:
        invoice = Invoice.draft(seller.actor, confirmed_order(seller, buyer), "invoice")
        assert {line.rate for line in invoice.lines.all()} == {Decimal(19 if country == "DE" else 20)}
    invoice.issue(seller.actor)
    passes(invoice)


@pytest.mark.parametrize("currency", ["EUR", "KRW"])
def test_discount_and_what_was_paid_before_pass(seller: Person, buyer: Person, currency: str) -> None:
    invoice = drafted(seller, buyer, currency, "S", "10")
    rows = taxed(invoice, "S", "10")
    rows[1] |= {"category": "Z", "rate": Decimal(0)}
    fields = {"allowance": Decimal(100), "allowance_reason": "Loyalty", "prepaid": Decimal(150)}
    pay(invoice.order, "150")
    invoice.write(seller.actor, fields, rows)
    invoice.issue(seller.actor)
    text = passes(invoice)
    assert f'<cbc:PrepaidAmount currencyID="{currency}">150<' in text and text.count("<cbc:ChargeIndicator>false") >= 2


@pytest.mark.parametrize("currency", ["EUR", "KRW", "JPY"])
def test_credit_notes_pass_in_part_and_to_the_end(seller: Person, buyer: Person, currency: str) -> None:
    invoice = drafted(seller, buyer, currency, "S", "10")
    invoice.write(seller.actor, {"allowance": Decimal(7), "allowance_reason": "Loyalty"}, None)
    invoice.issue(seller.actor)
    passes(invoice)
    first = invoice.order.lines.first()
    for quantities in ({first.pk: Decimal(33)}, {first.pk: Decimal(33)}, None):
        note = Invoice.credit(seller.actor, invoice, quantities)
        note.write(seller.actor, {"reason": "Damaged in transit"}, None)
        note.issue(seller.actor)
        text = passes(note)
        assert "<CreditNote" in text and f"<cbc:ID>{invoice.full_number}</cbc:ID>" in text


def test_without_a_number_of_the_network_it_is_one_after_the_norm_alone(seller: Person, buyer: Person) -> None:
    invoice = issued(seller, confirmed_order(seller, buyer))
    content = xml_of(invoice)
    assert b"peppol" not in content and b'schemeID="EM">sales@hanbit.example' in content
    assert peppol.check(content, peppol.EN16931) == []


def test_a_checked_account_goes_with_it(seller: Person, buyer: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def known(company: Any, currency: str) -> dict[str, str]:
        return {"name": company.name, "number": "DE89370400440532013000", "bank": "COBADEFFXXX"}

    monkeypatch.setattr("trade.invoices.accounts.FINDERS", [known])
    invoice = drafted(seller, buyer)
    invoice.issue(seller.actor)
    assert "<cbc:ID>DE89370400440532013000</cbc:ID>" in passes(invoice)


def test_every_unit_of_the_portal_is_known_to_the_rules(seller: Person, buyer: Person) -> None:
    invoice = drafted(seller, buyer)
    invoice.issue(seller.actor)
    text = xml_of(invoice).decode()
    assert 'unitCode="C62"' in text
    for unit in UNITS:
        changed = text.replace('unitCode="C62"', f'unitCode="{unit}"').encode()
        assert peppol.fatal(changed, peppol.EN16931) == [], unit
