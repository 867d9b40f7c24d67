"""What is written in the demonstration's inquiries after the question, and one question to three at once."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile

from catalog.models import Product
from companies.models import Company, User
from offers.models import (
    CannedReply,
    Inquiry,
    InquiryAssignment,
    InquiryBatch,
    InquiryContact,
    InquiryFile,
    InquiryLine,
    InquiryMessage,
    InquiryNote,
    RoutingRule,
)
from offers.models.inquiry_line import line_of_product, wish
from portal.demo.datasheet import datasheet
from portal.demo.founding import speaker
from portal.demo.ids import ago, demo_ref, demo_uuid

ANSWER_AFTER = timedelta(hours=19)
ASKER = "nordlager"
QUESTION = (
    "We look for a second source of 6205-2RS for our stock in Hamburg: 8,000 pieces a year in four calls. Please give "
    "your price per piece, the lead time of the first lot, and a noise report of a current lot."
)
# supplier, SKU, hours to the answer, answer; an empty one still waits
ASKED = [
    (
        "hanul-bearing",
        "HB-6205-2RS",
        5,
        "USD 2.18 a piece FOB Busan at 8,000 a year, first lot in three weeks. The noise report of lot 25-118 is "
        "attached. For yearly calls we keep 2,000 pieces in stock for you.",
    ),
    (
        "ningbo-haitai",
        "HT-6205ZZ",
        27,
        "We make 6205 with metal shields as standard; with rubber seals USD 0.41 FOB Ningbo, 30 days. V2 noise class, "
        "V3 on request.",
    ),
    ("kaizuka-seiko", "KS-7010C", 0, ""),
]


def with_words(inquiry: Inquiry, answer: str, who: User) -> None:
    """The line of what it is about, and the first answer if there is one."""
    if inquiry.product:
        put_line(inquiry, inquiry.product)
    if answer:
        say(inquiry, "supplier", who, answer, ANSWER_AFTER)


def put_line(inquiry: Inquiry, product: Product) -> InquiryLine:
    line = line_of_product(
        product, **wish(inquiry.quantity, inquiry.unit, inquiry.target_amount, inquiry.currency or "")
    )
    line.inquiry = inquiry
    line.save()
    return line


def say(inquiry: Inquiry, side: str, who: User, body: str, after: timedelta) -> InquiryMessage:
    number, at = inquiry.last_number + 1, inquiry.created_at + after
    message = InquiryMessage(inquiry=inquiry, number=number, side=side, user=who, body=body, created_at=at)
    message.role = "sales" if side == "supplier" else "buyer"
    message.save()
    changes: dict[str, Any] = {"last_number": number, "last_side": side, "last_at": at}
    if side == "supplier" and inquiry.answered_at is None:
        changes["answered_at"] = at
    if inquiry.state != Inquiry.State.CLOSED:
        changes["state"] = Inquiry.State.ANSWERED if side == "supplier" else Inquiry.State.ASKED
    for name, value in changes.items():
        setattr(inquiry, name, value)
    inquiry.save(update_fields=[*changes, "updated_at"])
    return message


def ask_several(companies: dict[str, Company], products: dict[tuple[str, str], Product]) -> None:
    """One question to three: two have answered, one with a file and a further question, one still waits."""
    buyer = companies[ASKER]
    token = demo_uuid("batch", ASKER)
    if InquiryBatch.objects.filter(buyer=buyer, form_token=token).exists():
        return
    batch = InquiryBatch.objects.create(
        ref=demo_ref("B", ASKER, "6205"),
        buyer=buyer,
        user=speaker(buyer),
        title="6205-2RS",
        question=QUESTION,
        skipped=[],
        form_token=token,
        created_at=ago(days=5),
    )
    for slug, sku, hours, answer in ASKED:
        if (slug, sku) in products:
            ask_one(batch, companies[slug], products[slug, sku], hours, answer)
    batch.title = batch.inquiries.order_by("pk")[0].title
    batch.save(update_fields=["title"])


def ask_one(batch: InquiryBatch, supplier: Company, product: Product, hours: int, answer: str) -> None:
    inquiry = Inquiry.objects.create(
        ref=demo_ref("I", "batch", ASKER, supplier.slug),
        buyer=batch.buyer,
        supplier=supplier,
        batch=batch,
        user=batch.user,
        role="buyer",
        product=product,
        title=product.title,
        quantity=Decimal(8000),
        unit=product.unit,
        delivery_country="DE",
        delivery_on=ago(days=-40).date(),
        incoterm="CIF",
        question=batch.question,
        form_token=batch.form_token,
        created_at=batch.created_at,
        last_at=batch.created_at,
    )
    put_line(inquiry, product)
    if answer:
        say(inquiry, "supplier", speaker(supplier), answer, timedelta(hours=hours))
    if supplier.slug == ASKED[0][0]:
        go_on(inquiry, supplier)


def go_on(inquiry: Inquiry, supplier: Company) -> None:
    """The first supplier's: a file, contact details, a rule that assigned it, a note, and a further question."""
    seller, report = speaker(supplier), b""
    rows = [
        ("Lot", "25-118"),
        ("Sample", "20 pieces"),
        ("Anderon, low / medium / high", "0.9 / 0.7 / 0.8"),
        ("Class", "V3"),
    ]
    report = datasheet("Noise report 6205-2RS", supplier.name, "Measured at 1,800 rpm under axial load.", rows)
    paper = InquiryFile(inquiry=inquiry, number=1, name="noise-report-25-118.pdf", size=len(report))
    paper.file.save("document.pdf", ContentFile(report), save=False)
    paper.save()
    InquiryContact.objects.create(
        inquiry=inquiry,
        side="supplier",
        user=seller,
        name=seller.name,
        phone="+82 51 555 0142",
        shared_at=inquiry.last_at,
    )
    RoutingRule.objects.create(company=supplier, position=1, country="DE", user=seller)
    RoutingRule.objects.create(company=supplier, position=2, target=RoutingRule.Target.ROLE, role="sales")
    inquiry.assignee = seller
    inquiry.save(update_fields=["assignee"])
    row = InquiryAssignment(inquiry=inquiry, user=seller, why="rule", created_at=inquiry.created_at)
    row.save()
    note = "Same buyer as the roller conveyors; they pay on time. We can go to 2.12 for 12,000."
    InquiryNote.objects.create(inquiry=inquiry, company=supplier, user=seller, body=note)
    for language, title, body in CANNED:
        CannedReply.objects.create(company=supplier, language=language, title=title, body=body)
    again = "Thank you, the report is what we need. Can the first 2,000 leave within two weeks if we confirm on Monday?"
    asker = speaker(inquiry.buyer)
    say(inquiry, "buyer", asker, again, timedelta(days=3))


CANNED = [
    (
        "en",
        "Payment terms",
        "Dear {company},\n\nfor a first order we work with 30 % deposit and 70 % against copies of the documents.\n\n"
        "{me}, {us}",
    ),
    ("en", "Samples", "We send up to five samples of “{title}” free of charge; you pay the courier."),
    (
        "ko",
        "결제 조건",
        "{company} 담당자님, 첫 거래는 계약금 30%, 잔금 70%(선적 서류 사본 확인 후)로 진행합니다.\n{us} {me}",
    ),
]
