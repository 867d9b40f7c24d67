"""The products on a company's public page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.models import Product
from companies.booth import Section, booth_section
from companies.models import Company
from portal.core.actor import Actor

SHOWN = 12


@booth_section(10)
def products(company: Company, actor: Actor) -> Section | None:
    """The newest ones; all of them are a search away."""
    published = Product.objects.published().filter(company=company)
    items = list(published.for_cards().order_by("-published_at", "-pk")[: SHOWN + 1])
    if not items:
        return None
    more = f"{reverse('catalog:company', args=[company.slug])}" if len(items) > SHOWN else ""
    return Section("catalog/_booth_products.html", _("Products"), items[:SHOWN], "catalog/catalog.css", more)


@booth_section(11)
def catalogue(company: Company, actor: Actor) -> Section | None:
    """The same products to print, or to take along."""
    if not Product.objects.published().filter(company=company).exists():
        return None
    return Section("catalog/_booth_catalogue.html", _("Catalogue as PDF"), company, "catalog/printed.css")
