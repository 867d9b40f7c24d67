"""Communities in the staff's back office: looked at, rarely changed."""

from django.contrib import admin

from community.models import Community, Thread


@admin.register(Community)
class CommunityAdmin(admin.ModelAdmin):
    list_display = ["name", "kind", "visibility", "steward", "created_at"]
    list_filter = ["kind", "visibility"]
    search_fields = ["name", "slug"]
    raw_id_fields = ["steward"]
    view_on_site = False  # a hidden one is open to its members only


@admin.register(Thread)
class ThreadAdmin(admin.ModelAdmin):
    view_on_site = False  # open to its parties only
    list_display = ["title", "community", "company", "is_pinned", "is_locked", "last_post_at"]
    list_filter = ["is_pinned", "is_locked"]
    search_fields = ["title", "ref"]
    raw_id_fields = ["community", "user", "company"]
    show_full_result_count = False
