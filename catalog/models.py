"""The e-catalogue: categories, products, their texts, prices and pictures."""

from catalog.categories import Category, CategoryAlias
from catalog.changes import CatalogueChange, CatalogueStep
from catalog.drafts import EditorDraft
from catalog.hs_texts import HsText
from catalog.imports.runs import ImportPicture, ImportProblem, ImportRun
from catalog.papers import ProductCertificate, ProductDocument
from catalog.parts import PriceTier, ProductPicture, ProductText
from catalog.printed.models import PrintedCatalogue, SharedCatalogue
from catalog.product_rows import ProductQuerySet
from catalog.products import Overtaken, Product
from catalog.related import RelatedProduct
from catalog.reports.models import Report, ReportCase
from catalog.seen import Seen, SeenSetting
from catalog.shortlists import Shortlist, ShortlistItem
from catalog.skus import SkuTaken
from catalog.specs.models import Attribute, CategoryAttribute
from catalog.standing.flags import ProductFlag
from catalog.standing.reviews import ListingReview
from catalog.standing.trust import ListingTrust
from catalog.unmerging import CategoryMerge
from catalog.variants import Variant

__all__ = [
    "Attribute",
    "CatalogueChange",
    "CatalogueStep",
    "Category",
    "CategoryAlias",
    "CategoryAttribute",
    "CategoryMerge",
    "EditorDraft",
    "HsText",
    "ImportPicture",
    "ImportProblem",
    "ImportRun",
    "ListingReview",
    "ListingTrust",
    "Overtaken",
    "PriceTier",
    "PrintedCatalogue",
    "Product",
    "ProductCertificate",
    "ProductDocument",
    "ProductFlag",
    "ProductPicture",
    "ProductQuerySet",
    "ProductText",
    "RelatedProduct",
    "Report",
    "ReportCase",
    "Seen",
    "SeenSetting",
    "SharedCatalogue",
    "Shortlist",
    "ShortlistItem",
    "SkuTaken",
    "Variant",
]
