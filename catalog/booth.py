"""The products on a company's public page: those it picked, else the newest."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from catalog.models import Product
from companies.booth import Choice, Section, booth_picker, booth_section, picked_refs
from companies.models import Company
from portal.core.actor import Actor

SHOWN, SHOWN_ON_PHONES = 12, 6  # the style sheet hides the others there
ROW = 3  # products beside each other on a wide page
OFFERED = 24  # choices at a time; words find the others


@booth_section(1, key="products", title=_("Products"), help=_("The ones you choose, else the newest twelve."))
def products(company: Company, actor: Actor) -> Section | None:
    """All of them are a search away."""
    published = Product.objects.published().filter(company=company)
    items = leading(company)
    if not items:
        items = list(published.for_cards().order_by("-published_at", "-pk")[: SHOWN + 1])
        count = published.count() if len(items) > SHOWN else len(items)
    else:
        count = published.count()
    if not items:
        return None
    shown = items[:SHOWN]
    address = reverse("catalog:company", args=[company.slug]) if count > min(len(shown), SHOWN_ON_PHONES) else ""
    words = ngettext("All %(count)s product", "All %(count)s products", count) % {"count": count}
    return Section(
        "catalog/_booth_products.html",
        _("Products"),
        shown,
        "catalog/catalog.css",
        address,
        more_words=words,
        height=3 * -(-len(shown) // ROW),
    )


@booth_section(11, key="catalogue", title=_("Catalogue as PDF"), help=_("To print, or to take along."))
def catalogue(company: Company, actor: Actor) -> Section | None:
    """The same products to print, or to take along."""
    if not Product.objects.published().filter(company=company).exists():
        return None
    return Section("catalog/_booth_catalogue.html", _("Catalogue as PDF"), company, "catalog/printed.css")


def leading(company: Company) -> list[Product]:
    """The picked ones that are still published, in the company's order."""
    refs = picked_refs(company)
    if not refs:
        return []
    found = Product.objects.published().filter(company=company, ref__in=refs).for_cards()
    return sorted(found, key=lambda product: refs.index(product.ref))


@booth_picker("products")
def choices(company: Company, q: str, refs: list[str]) -> list[Choice]:
    """The published ones with these references, else those in whose title or number the words occur."""
    rows = Product.objects.published().filter(company=company)
    if refs:
        rows = rows.filter(ref__in=refs)
    for word in q.split()[:8]:
        rows = rows.filter(texts__title__icontains=word) | rows.filter(sku__icontains=word)
    found = rows.distinct().for_cards().order_by("-published_at", "-pk")[:OFFERED]
    return [Choice(product.ref, product.title, picture_of(product)) for product in found]


def picture_of(product: Product) -> str:
    picture = next(iter(product.pictures.all()), None)
    return str(picture.thumbnail.url) if picture and picture.thumbnail else ""
