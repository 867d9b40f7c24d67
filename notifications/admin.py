"""The back office of notifications: who wants which e-mails."""

from django.contrib import admin

from notifications.models import MailPreference


@admin.register(MailPreference)
class MailPreferenceAdmin(admin.ModelAdmin):
    list_display = ["user", "group", "rhythm", "updated_at"]
    list_filter = ["group", "rhythm"]
    list_select_related = ["user"]
    search_fields = ["user__email", "user__name"]
    raw_id_fields = ["user"]
