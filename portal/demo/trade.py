"""What the firms have said to one another: offers, inquiries and consultations, read from talk/."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils.timezone import localdate

from catalog.models import Product
from companies.models import Company
from consultations.models import Message, ReadMark, Room, RoomParty
from consultations.models.chain import enter_all
from offers.models import Inquiry, Offer, OfferPicture, Visibility
from portal.core.events import record
from portal.core.pictures import open_picture
from portal.core.subjects import KINDS
from portal.demo.asking import with_words
from portal.demo.firms import firms
from portal.demo.founding import speaker
from portal.demo.goods import category_for
from portal.demo.ids import ago, demo_ref, demo_uuid

TALK = Path(__file__).parent / "talk"
FRESH_DAYS = 4  # what is newer also goes through the outbox, so that inboxes and the search hear of it as of any other


def lines(name: str) -> Iterator[list[str]]:
    for line in (TALK / name).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield [field.strip() for field in line.split("|")]


@dataclass(frozen=True)
class Market:
    """The companies by slug, and their products by (company slug, SKU)."""

    companies: dict[str, Company]
    products: dict[tuple[str, str], Product]

    @classmethod
    def of(cls, companies: dict[str, Company]) -> "Market":
        rows = Product.objects.filter(company__in=companies.values()).select_related("company", "category")
        return cls(companies, {(row.company.slug, row.sku): row for row in rows.prefetch_related("texts")})

    def product(self, slug: str, sku: str) -> Product | None:
        return self.products.get((slug, sku.replace(" ", "-")))


def currency_of(slug: str) -> str:
    firm = next(firm for firm in firms() if firm.slug == slug)
    return firm.currency


def post_offers(market: Market) -> None:
    known = set(Offer.objects.values_list("ref", flat=True))
    for slug, side, what, title, quantity, unit, price, days, left, text, *kept in lines("offers.txt"):
        company = market.companies[slug.lstrip("*")]
        ref = demo_ref("O", company.slug, title)
        if ref in known:
            continue
        product = market.product(company.slug, what) if side == "sell" else None
        published = ago(days=int(days), hours=int(left) % 9)
        offer = Offer.objects.create(
            ref=ref,
            company=company,
            user=speaker(company),
            product=product,
            side=side,
            title=title,
            text=text,
            language=language_of(title),
            category=product.category if product else category_for(what, company.sector),
            hs_code=product.hs_code if product else "",
            quantity=Decimal(quantity),
            unit=unit,
            amount=Decimal(price) if price else None,
            currency=currency_of(company.slug) if price else "",
            incoterm=product.incoterm if product else terms(company.slug)[0],
            incoterm_place=product.incoterm_place if product else terms(company.slug)[1],
            lead_time_days=product.lead_time_days if product else None,
            is_anonymous=slug.startswith("*"),
            valid_until=localdate() + timedelta(days=int(left)),
            state=Offer.State.OPEN,
            published_at=published,
            posted_at=published,
            created_at=published,
            visibility=Visibility.NAMED if kept and kept[0] != "members" else kept[0] if kept else Visibility.PUBLIC,
        )
        offer.set_readers([market.companies[name] for name in kept if name in market.companies])
        show_product(offer)
        record("offer.published", offer)


def show_product(offer: Offer) -> None:
    """The first picture of its product, made anew."""
    picture = offer.product.pictures.first() if offer.product else None
    if picture is not None:
        with picture.image.open("rb") as file:
            OfferPicture.make(offer, open_picture(file), 1, picture.alt, from_product=True)


def terms(slug: str) -> tuple[str, str]:
    firm = next(firm for firm in firms() if firm.slug == slug)
    return firm.incoterm, firm.place


def language_of(text: str) -> str:
    if any("가" <= char <= "힣" for char in text):
        return "ko"
    return "ja" if any("\u3040" <= char <= "\u30ff" for char in text) else "en"


def send_inquiries(market: Market) -> None:
    known = set(Inquiry.objects.values_list("ref", flat=True))
    for buyer_slug, supplier_slug, sku, quantity, price, state, days, words in lines("inquiries.txt"):
        ref = demo_ref("I", buyer_slug, supplier_slug, sku)
        if ref in known:
            continue
        product = market.product(supplier_slug, sku)
        question, _, answer = words.partition(" => ")
        sent = ago(days=int(days), hours=3)
        inquiry = Inquiry.objects.create(
            ref=ref,
            buyer=market.companies[buyer_slug],
            supplier=market.companies[supplier_slug],
            user=speaker(market.companies[buyer_slug]),
            product=product,
            title=product.title if product else sku,
            quantity=Decimal(quantity),
            unit=product.unit if product else "",
            target_amount=Decimal(price) if price else None,
            currency=currency_of(supplier_slug) if price else "",
            question=question,
            state=state,
            form_token=demo_uuid("inquiry", ref),
            created_at=sent,
            last_at=sent,
            role="buyer",
            closed_at=sent + timedelta(days=3) if state == "closed" else None,
            closed_side="supplier" if state == "closed" else "",
        )
        with_words(inquiry, answer, speaker(market.companies[supplier_slug]))
        if int(days) <= FRESH_DAYS:
            record("inquiry.sent", inquiry, by=inquiry.user.actor_for(buyer_slug) if inquiry.user else None)


def hold_consultations(market: Market) -> None:
    for row in tomllib.loads((TALK / "rooms.toml").read_text("utf-8"))["room"]:
        hold(market, row)


def hold(market: Market, row: dict[str, Any]) -> None:
    subject = subject_of(market, row)
    sides = {"b": market.companies[row["buyer"]], "s": market.companies[row["supplier"]]}
    pair = ",".join(str(pk) for pk in sorted(company.pk for company in sides.values()))
    key = str(getattr(subject, KINDS[row["kind"]].key))
    start = ago(days=row["days_ago"], hours=2)
    room, is_new = Room.objects.get_or_create(
        subject_kind=row["kind"],
        subject_key=key,
        pair=pair,
        defaults={
            "ref": demo_ref("T", row["kind"], row["buyer"], row["supplier"]),
            "title": subject.subject_title[:300],
            "created_at": start,
        },
    )
    if not is_new:
        return
    opener = row["lines"].strip()[:1]
    RoomParty.objects.bulk_create(
        RoomParty(room=room, company=company, joined_at=start, has_opened=side == opener)
        for side, company in sides.items()
    )
    speakers = {side: speaker(company) for side, company in sides.items()}
    messages = [
        Message(
            room=room,
            number=number,
            user=speakers[side],
            company=sides[side],
            client_id=demo_uuid("message", room.ref, number),
            body=body,
            created_at=start + timedelta(minutes=int(minutes)),
        )
        for number, (side, minutes, body) in enumerate(
            (line.split(" ", 2) for line in row["lines"].strip().splitlines()), 1
        )
    ]
    Message.objects.bulk_create(messages)
    enter_all(room, messages, start)
    room.last_number, room.last_message_at = len(messages), messages[-1].created_at
    room.save(update_fields=["last_number", "last_message_at"])
    leave_unread(room, messages)


def leave_unread(room: Room, messages: list[Message]) -> None:
    """Whoever spoke last has read everything; the other side has the last message before them."""
    last = messages[-1]
    for user_id in sorted({message.user_id for message in messages if message.user_id}):
        number = last.number if user_id == last.user_id else last.number - 1
        ReadMark.objects.create(room=room, user_id=user_id, number=number)
    record("message.posted", last, by=last.user.actor_for(last.company.slug) if last.user else None, room=room.pk)


def subject_of(market: Market, row: dict[str, Any]) -> Any:
    company = market.companies[row["supplier"]]
    if row["kind"] == "company":
        return company
    if row["kind"] == "inquiry":
        return Inquiry.objects.get(ref=demo_ref("I", row["buyer"], row["supplier"], row["sku"]))
    product = market.product(company.slug, row["sku"])
    return Offer.objects.filter(product=product).order_by("pk").first() if row["kind"] == "offer" else product
