"""What staff see of second factors and sign-ins: that they are there, never the secrets or keys.

Imported before Django looks for the admin modules of apps, so that allauth's own are replaced.
"""

from allauth.mfa import admin as mfa_admin  # noqa: F401  (registers what is replaced here)
from allauth.mfa.models import Authenticator
from allauth.usersessions import admin as sessions_admin  # noqa: F401  (registers what is replaced here)
from allauth.usersessions.models import UserSession
from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from companies.account.sessions import end
from portal.core.admin import ReadOnlyAdmin

admin.site.unregister([Authenticator, UserSession])
# Their package gives them no names, so that they would be English everywhere. What migrations compare is left alone.
Authenticator._meta.verbose_name = _("second factor")
Authenticator._meta.verbose_name_plural = _("second factors")
UserSession._meta.verbose_name = _("sign-in")
UserSession._meta.verbose_name_plural = _("sign-ins")


@admin.register(Authenticator)
class AuthenticatorAdmin(ReadOnlyAdmin):
    """Deleting one lets somebody in who lost their phone; staff make sure first that it is they."""

    list_display = ["user", "type", "created_at", "last_used_at"]
    list_filter = ["type"]
    search_fields = ["user__email", "user__name"]
    fields = ["user", "type", "created_at", "last_used_at"]

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return bool(request.user.has_perm("mfa.delete_authenticator"))


@admin.register(UserSession)
class UserSessionAdmin(ReadOnlyAdmin):
    list_display = ["user", "ip", "user_agent", "created_at", "last_seen_at"]
    search_fields = ["user__email", "user__name", "=ip"]
    fields = ["user", "ip", "user_agent", "created_at", "last_seen_at"]
    actions = ["end_chosen"]

    def has_end_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("usersessions.delete_usersession"))

    @admin.action(description=_("End the chosen sign-ins"), permissions=["end"])
    def end_chosen(self, request: HttpRequest, chosen: "models.QuerySet[UserSession]") -> None:
        rows = list(chosen)
        for row in rows:
            end(row)
        words = ngettext("%(count)s sign-in has ended.", "%(count)s sign-ins have ended.", len(rows))
        self.message_user(request, words % {"count": len(rows)}, messages.SUCCESS)
