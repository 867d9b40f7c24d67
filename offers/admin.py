"""The back office: staff look things up; what happens to an offer happens by its own methods."""

from django.contrib import admin

from offers.models import Inquiry, Offer
from portal.core.admin import ReadOnlyAdmin


@admin.register(Offer)
class OfferAdmin(ReadOnlyAdmin):
    list_display = ["ref", "title", "side", "company", "is_anonymous", "state", "valid_until"]
    list_filter = ["state", "side", "is_anonymous"]
    search_fields = ["ref", "title", "company__name"]
    list_select_related = ["company"]
    date_hierarchy = "created_at"


@admin.register(Inquiry)
class InquiryAdmin(ReadOnlyAdmin):
    view_on_site = False  # open to its parties only
    list_display = ["ref", "title", "buyer", "supplier", "state", "created_at"]
    list_filter = ["state", "spam"]
    search_fields = ["ref", "title", "buyer__name", "supplier__name"]
    list_select_related = ["buyer", "supplier"]
    date_hierarchy = "created_at"
    exclude = ["form_token"]
