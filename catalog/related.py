"""Products that go with a product: named by its company, among its own."""

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.editing import PARTS
from portal.core.permissions import Refused

if TYPE_CHECKING:
    from catalog.models import Product

MOST_RELATED = 12


class UnknownSku(Refused):
    """No product of the company has this SKU."""

    def __init__(self, sku: str) -> None:
        super().__init__(_("You have no product with the SKU “%(sku)s”.") % {"sku": sku})
        self.sku = sku


class RelatedProduct(models.Model):
    """`other` goes with `product`, as what `kind` says; the reverse is said by a row of its own."""

    class Kind(models.TextChoices):
        ACCESSORY = "accessory", _("Accessory")
        SPARE_PART = "spare_part", _("Spare part")
        ALTERNATIVE = "alternative", _("Alternative")
        GOES_WITH = "goes_with", _("Goes with it")

    product = models.ForeignKey("catalog.Product", models.CASCADE, related_name="related")
    other = models.ForeignKey("catalog.Product", models.CASCADE, related_name="related_from")
    kind = models.CharField(_("how it is related"), max_length=12, choices=Kind, default=Kind.ACCESSORY)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("related product")
        verbose_name_plural = _("related products")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["product", "other"], name="related_product_once"),
            models.CheckConstraint(condition=~models.Q(product=models.F("other")), name="related_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.other_id}"


def put_related(product: "Product", rows: Sequence[tuple[str, str]]) -> None:
    """Let these (SKU and kind) go with `product`, in this order, and no others; the caller holds its lock.

    Raises UnknownSku, and Refused for itself, one twice, or too many.
    """
    if len(rows) > MOST_RELATED:
        raise Refused(_("Up to %(most)s related products, please.") % {"most": MOST_RELATED})
    skus = [sku for sku, _kind in rows]
    if product.sku in skus:
        raise Refused(_("A product cannot be related to itself."))
    found = type(product).objects.filter(company=product.company_id, sku__in=skus).values_list("sku", "pk")
    keys: dict[str, int] = dict(found)
    for sku in skus:
        if sku not in keys:
            raise UnknownSku(sku)
    if len(set(skus)) < len(skus):
        raise Refused(_("The same product is named twice."))
    RelatedProduct.objects.filter(product=product).delete()
    RelatedProduct.objects.bulk_create(
        RelatedProduct(product=product, other_id=keys[sku], kind=kind, position=place)
        for place, (sku, kind) in enumerate(rows)
    )


def related_text(product: "Product") -> str:
    rows = product.related.select_related("other") if product.pk and not is_read(product) else related_of(product)
    return json.dumps([[one.other.sku, one.kind] for one in rows], ensure_ascii=False)


def is_read(product: "Product") -> bool:
    return "related" in getattr(product, "_prefetched_objects_cache", {})


def related_of(product: "Product") -> Iterable["RelatedProduct"]:
    return product.related.all() if product.pk else ()


PARTS["related"] = related_text
