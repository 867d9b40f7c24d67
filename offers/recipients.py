"""Whom an inquiry to several goes to: from products and companies that were ticked, grouped by company."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from catalog.models import Product, Shortlist
from catalog.seen import refs_of
from companies.models import Company
from offers.models.inquiry_batch import Recipient
from portal.core.actor import Actor
from portal.core.texts import clean_line

MOST_TICKED = 200


@dataclass
class Picked:
    """What was ticked: those who can be asked, by company; and by name those who cannot, with the reason."""

    recipients: list[Recipient] = field(default_factory=list)
    gone: list[tuple[str, str]] = field(default_factory=list)

    @property
    def products(self) -> list[Product]:
        return [product for one in self.recipients for product in one.products]


def pick(actor: Actor, refs: list[str], slugs: list[str]) -> Picked:
    """In the order they were ticked; a company of its own beside its product adds nothing."""
    refs, slugs = refs_of(refs, MOST_TICKED), [clean_line(slug)[:100] for slug in slugs[:MOST_TICKED]]
    visible = {one.ref: one for one in Product.objects.visible_to(actor).filter(ref__in=refs).for_cards()}
    companies = {one.slug: one for one in Company.objects.visible_to(actor).filter(slug__in=slugs)}
    picked, by_company = Picked(), dict[int, Recipient]()
    for ref in refs:
        if product := visible.get(ref):
            recipient_of(product.company, picked, by_company).products.append(product)
    for slug in slugs:
        if company := companies.get(slug):
            recipient_of(company, picked, by_company)
    picked.gone = [*gone_products(set(refs) - set(visible)), *gone_companies(set(slugs) - set(companies))]
    return picked


def recipient_of(company: Company, picked: Picked, known: dict[int, Recipient]) -> Recipient:
    if company.pk not in known:
        known[company.pk] = Recipient(company)
        picked.recipients.append(known[company.pk])
    return known[company.pk]


def gone_products(refs: set[str]) -> list[tuple[str, str]]:
    """Those that were on the market once: a draft that nobody was shown stays unknown."""
    rows = Product._base_manager.filter(ref__in=refs).exclude(published_at=None, state=Product.State.DRAFT)
    rows = rows.select_related("company")
    return [
        (
            f"{one.company.name}: {one.title}",
            _("the product is no longer on the market")
            if one.company.is_active
            else _("the company is no longer on the market"),
        )
        for one in rows.order_by("pk")
    ]


def gone_companies(slugs: set[str]) -> list[tuple[str, str]]:
    rows = Company.objects.filter(slug__in=slugs, is_active=False).order_by("pk")
    return [(one.name, _("the company is no longer on the market")) for one in rows]


def wanted_on_list(actor: Actor, ref: str) -> tuple[list[str], dict[str, Any]]:
    """The products of a shortlist, and how many of each are wanted, by reference; nothing for somebody else's list."""
    found = Shortlist.objects.visible_to(actor).filter(ref=clean_line(ref)[:16]).first()
    if found is None:
        return [], {}
    items = [item for item in found.present.select_related("product").order_by("position", "pk") if item.product]
    refs = [item.product.ref for item in items if item.product][:MOST_TICKED]
    return refs, {item.product.ref: item.quantity for item in items if item.product and item.quantity}
