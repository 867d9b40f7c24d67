"""The catalogue in the back office: to look things up; changes go through the model's own verbs."""

from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from catalog.models import Category, PriceTier, Product, ProductPicture, ProductText
from portal.core.admin import ReadOnly, ReadOnlyAdmin

MOST_COUNTED = 10_000


class PatientPaginator(Paginator):
    """Counts no further than anybody turns pages: a full count of a million rows takes seconds."""

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        return int(rows.order_by()[:MOST_COUNTED].count())


class TextRows(ReadOnly, admin.TabularInline):
    model = ProductText
    extra = 0


class TierRows(ReadOnly, admin.TabularInline):
    model = PriceTier
    extra = 0


class PictureRows(ReadOnly, admin.TabularInline):
    model = ProductPicture
    extra = 0
    fields = ["position", "alt", "image"]


@admin.register(Category)
class CategoryAdmin(ReadOnlyAdmin):
    """The tree comes from catalog/data with each migrate; here it is only looked at."""

    list_display = ["name", "path", "level"]
    list_filter = ["level"]
    search_fields = ["path"]
    ordering = ["path"]


@admin.register(Product)
class ProductAdmin(ReadOnlyAdmin):
    """Found by reference, SKU, GTIN or company; a title is found by the portal's own search."""

    list_display = ["ref", "sku", "title", "company", "state", "updated_at"]
    list_filter = ["state"]
    list_per_page = 50
    list_select_related = ["company"]
    search_fields = ["=ref", "=sku", "=gtin", "=slug", "company__slug"]
    search_help_text = _("Reference, SKU, GTIN or address exactly, or part of a company's address")
    ordering = ["-pk"]
    paginator = PatientPaginator
    show_full_result_count = False
    inlines = [TextRows, TierRows, PictureRows]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Product]:
        return super().get_queryset(request).prefetch_related("texts")
