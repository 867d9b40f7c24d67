"""The e-catalogue: categories, products, their texts, prices and pictures."""

from catalog.categories import Category
from catalog.changes import CatalogueChange, CatalogueStep
from catalog.drafts import EditorDraft
from catalog.imports.runs import ImportProblem, ImportRun
from catalog.parts import PriceTier, ProductPicture, ProductText
from catalog.printed.models import PrintedCatalogue, SharedCatalogue
from catalog.products import Overtaken, Product, ProductQuerySet, SkuTaken
from catalog.seen import Seen, SeenSetting
from catalog.shortlists import Shortlist, ShortlistItem

__all__ = [
    "CatalogueChange",
    "CatalogueStep",
    "Category",
    "EditorDraft",
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
