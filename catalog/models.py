"""The e-catalogue: categories, products, their texts, prices and pictures."""

from catalog.categories import Category
from catalog.imports.runs import ImportProblem, ImportRun
from catalog.papers import ProductCertificate, ProductDocument
from catalog.parts import PriceTier, ProductPicture, ProductText
from catalog.printed.models import PrintedCatalogue, SharedCatalogue
from catalog.products import Overtaken, Product, ProductQuerySet
from catalog.related import RelatedProduct
from catalog.seen import Seen, SeenSetting
from catalog.shortlists import Shortlist, ShortlistItem
from catalog.skus import SkuTaken
from catalog.variants import Variant

__all__ = [
    "Category",
    "ImportProblem",
    "ImportRun",
    "Overtaken",
    "PriceTier",
    "PrintedCatalogue",
    "Product",
    "ProductCertificate",
    "ProductDocument",
    "ProductPicture",
    "ProductQuerySet",
    "ProductText",
    "RelatedProduct",
    "Seen",
    "SeenSetting",
    "SharedCatalogue",
    "Shortlist",
    "ShortlistItem",
    "SkuTaken",
    "Variant",
]
