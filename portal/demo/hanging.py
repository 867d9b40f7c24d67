"""Pictures for goods that went on sale before theirs were drawn, so that nobody waits for these to see the portal.

Till then such a product has neither picture nor model and is shown like any other without; what was made of it
meanwhile (offers, questions, variants, listings like it) gets its pictures along with it. Stopped at any moment it
goes on where it was: a product is done in one transaction, and what has a picture or a model is left as it is.
"""

from contextlib import suppress
from itertools import chain
from typing import Any

from django.db.models import Exists, OuterRef

from catalog.models import Product, ProductPicture, Variant
from offers.models import InquiryLine, Offer
from offers.models.inquiry_line import copy_of
from portal.core.states import locked
from portal.demo.details import show_variants
from portal.demo.firms import Firm, Good, firms
from portal.demo.gallery import draw, is_drawn, look_of, names_of
from portal.demo.goods import pictures_of
from portal.demo.ids import demo_ref
from portal.demo.standing import LISTED, show_like
from portal.demo.studio.darkroom import DRAFT, FULL, Look
from portal.demo.trade import show_product


def hang_rest(draft: bool = False, say: Any = None) -> int:
    """Draw what is missing and hang each as soon as it is there; returns how many products got their pictures."""
    bare = waiting()
    drawn = [look for look in bare if is_drawn(look)]
    looks = chain(drawn, draw(sorted(bare.keys() - set(drawn)), draft, say))
    return sum(hang(*bare[look], DRAFT if draft else FULL) for look in looks)


def waiting() -> dict[Look, tuple[int, Firm, Good]]:
    """The products without picture and model, by the look that each is to have."""
    pictures = ProductPicture.objects.filter(product=OuterRef("pk"))
    bare = dict(Product.objects.filter(~Exists(pictures), model_3d="").values_list("ref", "pk"))
    goods = [(demo_ref("P", firm.slug, good.sku), firm, good) for firm in firms() for good in firm.goods]
    return {look_of(firm, good): (bare[ref], firm, good) for ref, firm, good in goods if ref in bare}


def hang(key: int, firm: Firm, good: Good, size: tuple[int, int]) -> bool:
    """Unless somebody has put up their own meanwhile, or taken the product away."""
    product = Product(pk=key)
    with suppress(Product.DoesNotExist), locked(product):
        if product.model_3d or product.pictures.exists():
            return False
        ProductPicture.objects.bulk_create(pictures_of(product, firm, good, size))
        product.model_3d = names_of(look_of(firm, good))["model"]
        product.save(update_fields=["model_3d"])
        show_what_was_made_of(product)
        return True
    return False


def show_what_was_made_of(product: Product) -> None:
    variants = list(product.variants.filter(picture=None))
    show_variants(product, variants)
    Variant.objects.bulk_update(variants, ["picture"])
    for offer in Offer.objects.filter(product=product, pictures=None):
        show_product(offer)
    for line in InquiryLine.objects.filter(product=product, picture=""):
        line.picture = copy_of(product.picture.thumbnail) if product.picture else ""
        line.save(update_fields=["picture"])
    if product == product.company.products.filter(state=Product.State.PUBLISHED).order_by("pk").first():
        for other in product.company.products.filter(sku__in=LISTED, pictures=None):
            show_like(other, product)
