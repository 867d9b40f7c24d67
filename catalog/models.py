"""The e-catalogue: categories, products, their texts, prices and pictures."""

from catalog.categories import Category
from catalog.imports.runs import ImportProblem, ImportRun
from catalog.parts import PriceTier, ProductPicture, ProductText
from catalog.printed.models import PrintedCatalogue, SharedCatalogue
from catalog.products import Overtaken, Product, ProductQuerySet, SkuTaken
from catalog.seen import Seen, SeenSetting
from catalog.shortlists import Shortlist, ShortlistItem
from catalog.standing.flags import ProductFlag
from catalog.standing.reviews import ListingReview
from catalog.standing.trust import ListingTrust

__all__ = [
    "Category",
    "ImportProblem",
    "ImportRun",
    "ListingReview",
    "ListingTrust",
    "Overtaken",
    "PriceTier",
    "PrintedCatalogue",
    "Product",
    "ProductFlag",
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
