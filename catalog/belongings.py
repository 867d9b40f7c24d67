"""What goes with a product as a whole: copied with it into a twin, its files forgotten with it."""

from typing import TYPE_CHECKING, Any

from catalog.parts import PriceTier, ProductText, copied
from catalog.related import RelatedProduct
from catalog.skus import every_sku, numbered
from catalog.variants import Variant

if TYPE_CHECKING:
    from catalog.models import Product


def copy_parts(product: "Product", twin: "Product") -> None:
    """The caller holds the company's lock, under which the variants get SKUs of their own."""
    texts = [renewed(text, twin) for text in product.texts.order_by("pk")]
    ProductText.objects.bulk_create(texts)
    PriceTier.objects.bulk_create([renewed(tier, twin) for tier in product.price_tiers.order_by("pk")])
    pictures = {picture.pk: picture.copy_to(twin).pk for picture in product.pictures.all()}
    copy_variants(product, twin, pictures)
    for paper in (*product.documents.all(), *product.certificates.all()):
        paper.file = copied(paper.file)
        renewed(paper, twin).take_ref().save()
    RelatedProduct.objects.bulk_create([renewed(one, twin) for one in product.related.all()])


def renewed(row: Any, twin: "Product") -> Any:
    row.pk, row._state.adding, row.product = None, True, twin
    return row


def copy_variants(product: "Product", twin: "Product", pictures: dict[int, int]) -> None:
    taken = every_sku(product.company_id) if product.axes else set()
    twins = []
    for variant in product.variants.all():
        sku = numbered(variant.sku, taken)
        taken.add(sku)
        twins.append(variant.copied_to(twin, sku, pictures))
    Variant.objects.bulk_create(twins)


def files_of(product: "Product") -> list[Any]:
    """All that would be left behind in the storage without the rows."""
    papers = [*product.documents.all(), *product.certificates.all()]
    pictures = [file for picture in product.pictures.all() for file in picture.files]
    return [*pictures, *(paper.file for paper in papers)]
