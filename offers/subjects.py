"""What an inquiry may be about: a product, an offer, or a company as such."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.models import Product, Variant
from companies.models import Company
from offers.models import Offer
from portal.core.actor import Actor
from portal.core.texts import clean_line


@dataclass(frozen=True)
class Subject:
    """`company` is who will be asked; `named` whether the reader may know who that is; `variant` one of the product."""

    kind: str
    key: str
    title: str
    company: Company
    product: Product | None = None
    offer: Offer | None = None
    named: bool = True
    variant: Variant | None = None

    @property
    def url(self) -> str:
        return (self.offer or self.product or self.company).get_absolute_url() + self.chosen

    @property
    def ask_url(self) -> str:
        return reverse("offers:ask", args=[self.kind, self.key]) + self.chosen

    @property
    def chosen(self) -> str:
        """What an address needs to say which variant it is about."""
        return f"?{urlencode({'variant': self.variant.sku})}" if self.variant else ""

    @property
    def variant_words(self) -> str:
        """`C3, tube of ten (A-1-C3)`; empty without one."""
        return f"{self.variant} ({self.variant.sku})" if self.variant else ""

    @property
    def unit(self) -> str:
        source = self.offer or self.product
        return source.unit if source else "C62"

    @property
    def side(self) -> str:
        return self.offer.side if self.offer else "sell"

    @property
    def is_over(self) -> bool:
        return self.offer is not None and not self.offer.is_open

    def for_inquiry(self) -> dict[str, Any]:
        """What `Inquiry.send` takes; an anonymous offer's product would tell whose it is."""
        end = f" · {self.variant_words}"[:280] if self.variant else ""
        return {"title": self.title[: 300 - len(end)] + end, "product": self.product, "offer": self.offer}


def find(kind: str, key: str, actor: Actor, sku: str = "") -> Subject:
    """What is asked about, if it exists and the reader may see it; Http404 otherwise.

    `sku` names a variant; one that is not on offer any more leaves the product.
    """
    if kind == "product":
        product = get_object_or_404(Product.objects.visible_to(actor).for_cards(), ref=key)
        variants = Variant.objects.visible_to(actor).filter(product=product, is_offered=True)
        variant = variants.filter(sku=clean_line(sku)[:64]).first() if sku else None
        return Subject(kind, key, product.title, product.company, product=product, variant=variant)
    if kind == "offer":
        offer = get_object_or_404(Offer.objects.visible_to(actor).for_cards(), ref=key)
        named = offer.names_company_to(actor)
        shown = None if offer.is_anonymous else offer.product
        return Subject(kind, key, offer.title, offer.company, product=shown, offer=offer, named=named)
    if kind == "company":
        company = get_object_or_404(Company.objects.visible_to(actor).with_texts(), slug=key)
        return Subject(kind, key, _("General question"), company)
    raise Http404


def title_of_gone(kind: str, key: str) -> str:
    """What a product or company was called that buyers saw once and that left the market; empty for anything else."""
    if kind == "product":
        once = Product._base_manager.exclude(published_at=None, state=Product.State.DRAFT)
        found = once.filter(ref=clean_line(key)[:16]).first()
        return found.title if found else ""
    if kind == "company":
        company = Company.objects.filter(slug=clean_line(key)[:100], is_active=False).first()
        return company.name if company else ""
    return ""
