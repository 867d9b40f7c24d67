"""What a new request begins with: a product, a shortlist, a category, words, an inquiry, another request."""

from dataclasses import dataclass, field
from typing import Any

from catalog.classify import FALLBACK, classifier
from catalog.models import Category, Product, Shortlist
from companies.models import Company
from offers.models import RFQ, Inquiry
from offers.models.rfq import MOST_LINES
from offers.rfq_forms import COPIED, initial_from_rfq
from offers.rfq_line_forms import Raw, raw_of_line, raw_of_product
from portal.core.actor import Actor
from portal.core.texts import clean_line
from portal.core.units import plain


@dataclass
class Start:
    """Values of the form, lines as they would be typed, and suppliers ticked as invited."""

    initial: dict[str, Any] = field(default_factory=dict)
    lines: list[Raw] = field(default_factory=list)
    invited: list[Company] = field(default_factory=list)


def start_of(query: Any, actor: Actor) -> Start:
    """By the first thing the address names; what the reader may not see, or is not there, is a blank form."""
    for name, begin in STARTS.items():
        key = clean_line(query.get(name, ""))[:200]
        if key and (start := begin(key, actor)):
            return start
    return Start()


def from_product(ref: str, actor: Actor) -> Start | None:
    product = Product.objects.visible_to(actor).for_cards().filter(ref=ref).first()
    if product is None:
        return None
    initial = {"title": product.title[:160], "category": product.category.slug}
    return Start(initial, [raw_of_product(product)], others([product.company], actor))


def from_shortlist(ref: str, actor: Actor) -> Start | None:
    """All of its products that are still on the market, each with the quantity wanted; their suppliers are ticked."""
    found = Shortlist.objects.visible_to(actor).filter(ref=ref).first()
    if found is None:
        return None
    wanted = {item.product_id: item.quantity for item in found.present if item.product_id}
    products = Product.objects.published().filter(pk__in=wanted).for_cards()
    rows = sorted(products, key=lambda product: list(wanted).index(product.pk))[:MOST_LINES]
    initial: dict[str, Any] = {"title": found.name[:160], "text": found.note}
    if rows:
        initial["category"] = rows[0].category.slug
    lines = [raw_of_product(product, wanted[product.pk]) for product in rows]
    return Start(initial, lines, others([product.company for product in rows], actor))


def from_category(slug: str, actor: Actor) -> Start | None:
    category = Category.find(slug)
    return Start({"category": category.slug}) if category else None


def from_words(words: str, actor: Actor) -> Start | None:
    return Start({"title": words[:160], "category": guessed(words)}, [{"title": words}])


def from_inquiry(ref: str, actor: Actor) -> Start | None:
    """What was asked one supplier, asked of several; the words of the question are the buyer's own."""
    inquiry = Inquiry.objects.sent_by(actor).for_cards().filter(ref=ref).first()
    if inquiry is None:
        return None
    product = inquiry.product if inquiry.product and inquiry.product.is_published else None
    line: Raw = raw_of_product(product) if product else {"title": inquiry.title[:200]}
    if inquiry.quantity is not None:
        line |= {"quantity": plain(inquiry.quantity), "unit": inquiry.unit or "C62"}
    initial: dict[str, Any] = {"title": inquiry.title[:160], "text": inquiry.question}
    initial["category"] = product.category.slug if product else guessed(inquiry.title)
    if inquiry.currency and inquiry.target_amount is not None:
        initial["currency"] = inquiry.currency
        line["target_amount"] = plain(inquiry.target_amount)
    known = [inquiry.supplier] if inquiry.names_company_to(actor) else []
    return Start(initial, [line], others(known, actor))


STARTS = {
    "product": from_product,
    "shortlist": from_shortlist,
    "inquiry": from_inquiry,
    "q": from_words,
    "category": from_category,
}


def others(companies: list[Company], actor: Actor) -> list[Company]:
    """Each once, without the company that asks, and at most as many as may be invited."""
    known = {company.pk: company for company in companies if company.pk != actor.company_id and company.is_active}
    return list(known.values())[:20]


def guessed(words: str) -> str:
    """A category by the words; empty where they say nothing."""
    slug = classifier().guess(words)
    return "" if slug == FALLBACK else slug


def copied(rfq: RFQ) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The values and lines of a copy: what has passed (the closing, the days) is left to be said anew."""
    known = initial_from_rfq(rfq)
    values = {name: known[name] for name in COPIED if name not in {"closes_at", "deliver_by", "decide_by"}}
    names = ("title", "text", "quantity", "unit", "more_quantities", "target_amount", "hs_code", "requirements")
    lines = [
        {**{name: getattr(line, name) for name in names}, "product": line.product}
        for line in rfq.lines.filter(is_dropped=False).select_related("product")
    ]
    return {**values, "category": rfq.category}, lines


def lines_of(rfq: RFQ) -> list[Raw]:
    return [raw_of_line(line) for line in rfq.lines.filter(is_dropped=False).select_related("product")]
