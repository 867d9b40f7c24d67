"""What an inquiry may be about: a product, an offer, or a company as such."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.models import Product
from companies.models import Company
from offers.models import Offer
from portal.core.actor import Actor


@dataclass(frozen=True)
class Subject:
    """`company` is who will be asked; `named` whether the reader may know who that is."""

    kind: str
    key: str
    title: str
    company: Company
    product: Product | None = None
    offer: Offer | None = None
    named: bool = True

    @property
    def url(self) -> str:
        return (self.offer or self.product or self.company).get_absolute_url()

    @property
    def ask_url(self) -> str:
        return reverse("offers:ask", args=[self.kind, self.key])

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
        return {"title": self.title[:300], "product": self.product, "offer": self.offer}


def find(kind: str, key: str, actor: Actor) -> Subject:
    """What is asked about, if it exists and the reader may see it; Http404 otherwise."""
    if kind == "product":
        product = get_object_or_404(Product.objects.visible_to(actor).for_cards(), ref=key)
        return Subject(kind, key, product.title, product.company, product=product)
    if kind == "offer":
        offer = get_object_or_404(Offer.objects.visible_to(actor).for_cards(), ref=key)
        named = offer.names_company_to(actor)
        product = None if offer.is_anonymous else offer.product
        return Subject(kind, key, offer.title, offer.company, product=product, offer=offer, named=named)
    if kind == "company":
        company = get_object_or_404(Company.objects.visible_to(actor).with_texts(), slug=key)
        return Subject(kind, key, _("General question"), company)
    raise Http404
