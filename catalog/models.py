"""The e-catalogue: categories, products, their texts, prices and pictures."""

from catalog.categories import Category, CategoryAlias
from catalog.imports.runs import ImportProblem, ImportRun
from catalog.parts import PriceTier, ProductPicture, ProductText
from catalog.printed.models import PrintedCatalogue, SharedCatalogue
from catalog.products import Overtaken, Product, ProductQuerySet, SkuTaken
from catalog.seen import Seen, SeenSetting
from catalog.shortlists import Shortlist, ShortlistItem
from catalog.specs.models import Attribute, CategoryAttribute

__all__ = [
    "Attribute",
    "Category",
    "CategoryAlias",
    "CategoryAttribute",
    "ImportProblem",
    "ImportRun",
    "Overtaken",
    "PriceTier",
    "PrintedCatalogue",
    "Product",
    "ProductPicture",
    "ProductQuerySet",
    "ProductText",
    "Seen",
    "SeenSetting",
    "SharedCatalogue",
    "Shortlist",
    "ShortlistItem",
    "SkuTaken",
]
