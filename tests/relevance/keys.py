"""The keys by which judgements name things: the same in every database, as row numbers and references are not."""

from typing import Any

from catalog.models import Product
from cms.findable import open_pages
from community.models import Community
from companies.models import Company
from offers.models import Offer
from search.site_sources import SNIPPETS

Key = tuple[str, int]  # the kind of a hit and its row's number


def key_of(kind: str, row: Any) -> str:
    """A product by its SKU alone, everything else as `kind:name`."""
    if kind == "product":
        return str(row.sku)
    if kind == "offer":
        return f"offer:{row.title}"
    if kind == "page" or kind in SNIPPETS:
        return f"{kind}:{row.locale.language_code}/{row.slug}"
    return f"{kind}:{row.slug if kind in {'company', 'community'} else row.title}"


def rows() -> dict[str, list[Any]]:
    """Everything that a visitor may find, by kind."""
    pages = open_pages().select_related("locale")
    return {
        "product": list(Product.objects.published().only("pk", "sku")),
        "offer": list(Offer.objects.open().filter(company__is_active=True)),
        "company": list(Company.objects.filter(is_active=True)),
        "community": list(Community.objects.exclude(visibility=Community.Visibility.HIDDEN)),
        "page": list(pages),
        **{kind: list(source.public()) for kind, source in SNIPPETS.items()},
    }


def keys() -> dict[Key, str]:
    return {(kind, row.pk): key_of(kind, row) for kind, found in rows().items() for row in found}
