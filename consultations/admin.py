"""Staff see that a consultation exists, not what is said in it."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from consultations.models import Room
from portal.core.admin import ReadOnlyAdmin


@admin.register(Room)
class RoomAdmin(ReadOnlyAdmin):
    view_on_site = False  # open to its parties only
    list_display = ("ref", "subject_kind", "companies", "last_number", "last_message_at", "created_at")
    list_filter = ("subject_kind",)
    search_fields = ("ref", "parties__company__name")
    fields = ("ref", "subject_kind", "subject_key", "companies", "last_number", "last_message_at", "created_at")
    readonly_fields = fields
    ordering = ("-last_message_at", "-id")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Room]:
        return super().get_queryset(request).prefetch_related("parties__company")

    @admin.display(description=_("between"))
    def companies(self, room: Room) -> str:
        return " · ".join(party.company.name for party in room.parties.all() if party.is_here)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who talks to whom is not for everybody in the office: for those who may have to act on a firm."""
        return any(request.user.has_perm(name) for name in ("consultations.view_room", "companies.suspend_company"))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)
