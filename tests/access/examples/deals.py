"""Orders, what is paid of them, requests, quotations and invoices between the seller and the buyer."""

from datetime import timedelta
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone

from catalog.models import Product
from offers.models import RFQ, RFQQuestion
from offers.models.rfq_parts import RFQDocument
from payments.models import Charge, RefundProposal
from portal.core.papers import Paper
from tests.access.examples.cast import REF, Cast, Places, paper
from tests.trade.deals import open_up, quote
from tests.trade.orders import make_order
from trade.models import Invoice, Order, PayeeAccount, PriceFloor
from trade.settling.scheduling import settle


def charge(cast: Cast) -> Places:
    made = Charge.objects.create(
        ref=f"{REF}-C", payable="example:1", title="Deposit", payer=cast.buyer.company, payee=cast.seller.company,
        amount=100, currency="USD",
    )  # fmt: skip
    for account in ("seller", "buyer"):
        yield account, reverse("payments:charge", args=[made.ref])
    asked = RefundProposal.objects.create(charge=made, amount=10, proposed_by=cast.seller.user)
    yield "seller", reverse("payments:refund_decision", args=[made.ref, asked.ref])


def payee(cast: Cast) -> Places:
    seller = cast.seller.company
    assert seller is not None
    account = PayeeAccount.objects.create(
        ref=f"{REF}-A", company=seller, holder=seller.name, country="KR", bank="Hana", number="1", bic="KOEXKRSE",
        user=cast.seller.user, earliest=timezone.now(),
    )  # fmt: skip
    yield "seller", reverse("trade:payee_stopping", args=[account.ref])


def confirmed(cast: Cast, **terms: object) -> Order:
    """An order that is to be paid."""
    order = make_order(
        cast.buyer.company, cast.seller.company, state="confirmed", confirmed_at=timezone.now(), **terms
    )  # fmt: skip
    settle(order.pk)
    return order


def payments(cast: Cast) -> Places:
    """A transfer that was reported with its paper, and a letter of credit."""
    order = confirmed(cast, payment="deposit", deposit_percent=Decimal(30))
    due = order.instalments.order_by("number")[0]
    scan = Paper("transfer.jpg", "picture", paper())
    proof = due.report(cast.buyer.actor, due.amount, timezone.localdate(), "TT-1", [scan])
    credit = confirmed(cast, payment="lc_sight", deposit_percent=None)
    until = timezone.localdate() + timedelta(days=90)
    letter = credit.instalments.get().open_letter(cast.buyer.actor, "LC-1", "Hana Bank", until)
    for account in ("seller", "buyer"):
        yield account, reverse("trade:report", args=[order.ref, due.number])
        yield account, reverse("trade:confirmation_of_payment", args=[order.ref, proof.ref])
        yield account, reverse("trade:proof_paper", args=[order.ref, proof.ref, proof.papers.get().ref])
        yield account, reverse("trade:letter_decision", args=[credit.ref, letter.ref])
        yield account, reverse("order-payments-proof", args=[order.ref, proof.ref, proof.papers.get().ref])
    yield "buyer", reverse("payments:begin", args=[f"instalment:{order.instalments.order_by('number')[1].pk}"])


def changes(cast: Cast) -> Places:
    """One asked for by each side, and a delivery on its way."""
    for asker in (cast.buyer, cast.seller):
        order = confirmed(cast, lead_time_days=20)
        delivery = order.ship(cast.seller.actor, {1: Decimal(10)}, carrier="Maersk")
        change = order.propose_change(asker.actor, "The ship is full", lead_time_days=30)
        for account in ("seller", "buyer"):
            yield account, reverse("trade:order_change", args=[order.ref, change.number])
            yield account, reverse("trade:order_receipt", args=[order.ref, delivery.number])


def requests(cast: Cast) -> Places:
    """A request for invited suppliers with a paper, a question and a quotation that has a paper."""
    line = {"title": "Roller, as drawn", "quantity": Decimal(500)}
    product = Product.objects.of(cast.seller.actor).published()[0]
    rfq = RFQ.draft(
        cast.buyer.actor, lines=[line], title="Rollers, as drawn", category=product.category, currency="EUR",
        delivery_country="DE", closes_at=timezone.now() + timedelta(days=10),
    )  # fmt: skip
    RFQDocument.attach(rfq, "Drawing", paper(), cast.buyer.actor)
    yield "buyer", reverse("rfqs:line", args=[rfq.ref, rfq.current_lines()[0].pk])
    open_up(rfq)
    question = RFQQuestion.ask(rfq, "Which steel?", cast.seller.actor)
    for account in ("buyer", "seller"):
        yield account, reverse("rfqs:document", args=[rfq.ref, rfq.documents.get().ref])
        yield account, reverse("rfqs:answer", args=[rfq.ref, question.ref])
    quotation = quote(cast.seller, rfq, "1.10", submit=False)
    quotation.write(cast.seller.actor, {}, None, papers=([("Certificate", paper())], []))
    quotation.submit(cast.seller.actor)
    quotation.refresh_from_db()
    for account in ("buyer", "seller"):
        yield account, reverse("trade:paper", args=[quotation.ref, quotation.current.documents.get().ref])


def rules(cast: Cast) -> Places:
    product = Product.objects.of(cast.seller.actor).published()[0]
    PriceFloor.put(cast.seller.actor, product, Decimal("0.50"), "USD")
    yield "seller", reverse("trade:floor", args=[product.ref])


def paper_of(cast: Cast) -> Invoice:
    order = confirmed(cast)
    return Invoice.draft(cast.seller.actor, order, Invoice.Kind.INVOICE)


def papers(cast: Cast) -> Places:
    """An invoice that is still being written."""
    yield "seller", reverse("invoices:edit", args=[paper_of(cast).ref])
