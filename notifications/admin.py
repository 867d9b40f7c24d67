"""The back office of notifications: who wants e-mails."""

from django.contrib import admin

from notifications.models import MailChoice


@admin.register(MailChoice)
class MailChoiceAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["user", "mode", "updated_at"]
    list_select_related = ["user"]
    search_fields = ["user__email", "user__name"]
    raw_id_fields = ["user"]
