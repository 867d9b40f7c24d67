"""The back office: staff look things up; what happens to an offer happens by its own methods."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from offers.models import Inquiry, Offer


class LookOnly:
    """No adding and no deleting by hand: the outbox would not hear of it."""

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False


@admin.register(Offer)
class OfferAdmin(LookOnly, admin.ModelAdmin):
    list_display = ["ref", "title", "side", "company", "is_anonymous", "state", "valid_until"]
    list_filter = ["state", "side", "is_anonymous"]
    search_fields = ["ref", "title", "company__name"]
    list_select_related = ["company"]
    date_hierarchy = "created_at"


@admin.register(Inquiry)
class InquiryAdmin(LookOnly, admin.ModelAdmin):
    view_on_site = False  # open to its parties only
    list_display = ["ref", "title", "buyer", "supplier", "state", "created_at"]
    list_filter = ["state", "spam"]
    search_fields = ["ref", "title", "buyer__name", "supplier__name"]
    list_select_related = ["buyer", "supplier"]
    date_hierarchy = "created_at"
    exclude = ["form_token"]
