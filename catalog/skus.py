"""Article numbers: one for each product and each variant of a company, given under the company's lock."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from portal.core.permissions import Refused

if TYPE_CHECKING:
    from catalog.models import Product

SKU_LENGTH = 64


class SkuTaken(Refused):
    """Another product or variant of the company has this SKU; `skus` are all that were found taken."""

    def __init__(self, sku: str, *others: str) -> None:
        super().__init__(_("You already have a product or a variant with the SKU “%(sku)s”.") % {"sku": sku})
        self.skus = {sku, *others}


def lock_skus(company_id: int) -> None:
    """Hold the company's row until the transaction ends: nobody else gives SKUs in it meanwhile (an import does too).

    Products and variants are two tables, which no constraint spans. Taken before the product's own lock.
    """
    list(Company.objects.select_for_update(no_key=True).filter(pk=company_id).values_list("pk"))


def used_skus(company_id: int, skus: Iterable[str], besides: "Product | None" = None) -> set[str]:
    """Those of `skus` that a product or variant of the company has; `besides` and its variants do not count."""
    wanted, own = list(skus), (besides.pk if besides else None) or 0
    products = apps.get_model("catalog", "Product")._default_manager.filter(company=company_id, sku__in=wanted)
    variants = apps.get_model("catalog", "Variant")._default_manager.filter(company=company_id, sku__in=wanted)
    variants = variants.filter(is_gone=False)
    found = (
        products.exclude(pk=own)
        .order_by()
        .values_list("sku")
        .union(variants.exclude(product=own).order_by().values_list("sku"))
    )
    return {sku for (sku,) in found}


def every_sku(company_id: int, begins: str = "") -> set[str]:
    """All the SKUs of a company that begin so."""
    products = apps.get_model("catalog", "Product")._default_manager.all()
    variants = apps.get_model("catalog", "Variant")._default_manager.filter(is_gone=False)
    found = (rows.filter(company=company_id, sku__startswith=begins) for rows in (products, variants))
    rows = [one.order_by().values_list("sku") for one in found]
    return {sku for (sku,) in rows[0].union(rows[1])}


def numbered(sku: str, taken: set[str]) -> str:
    """`A-1` → `A-1-2`, or the next number that is not taken."""
    number = 2
    while (new := f"{sku[: SKU_LENGTH - len(str(number)) - 1]}-{number}") in taken:
        number += 1
    return new
