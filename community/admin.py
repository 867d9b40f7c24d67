"""Communities in the staff's back office, to look them up: stewards change them, the desk judges them."""

from django.contrib import admin

from community.models import Community, Thread
from portal.core.admin import ReadOnlyAdmin


@admin.register(Community)
class CommunityAdmin(ReadOnlyAdmin):
    list_display = ["name", "kind", "visibility", "steward", "created_at"]
    list_filter = ["kind", "visibility"]
    search_fields = ["name", "slug"]
    view_on_site = False  # a hidden one is open to its members only


@admin.register(Thread)
class ThreadAdmin(ReadOnlyAdmin):
    view_on_site = False  # open to its parties only
    list_display = ["title", "community", "company", "is_pinned", "is_locked", "last_post_at"]
    list_filter = ["is_pinned", "is_locked"]
    search_fields = ["title", "ref"]
    show_full_result_count = False
