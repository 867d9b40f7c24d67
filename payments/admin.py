"""The back office: staff look; money moves by the verbs of the models."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from payments.models import (
    Charge,
    Difference,
    Dispute,
    PayAccount,
    Plan,
    Recovery,
    Refund,
    Release,
    StripeEvent,
    Subscription,
)
from payments.permissions import can_settle_debt
from portal.core.admin import ReadOnlyAdmin, WhetherOver
from portal.core.money import format_money
from portal.core.permissions import Refused


class HoldFilter(admin.SimpleListFilter):
    title = _("held payments")
    parameter_name = "hold"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("held", _("held now")), ("ending", _("cannot be held much longer"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() == "ending":
            return queryset.ending()
        return queryset.held() if self.value() == "held" else queryset


@admin.register(Charge)
class ChargeAdmin(ReadOnlyAdmin):
    list_display = ["ref", "title", "payer", "payee", "amount", "currency", "state", "held", "held_until", "created_at"]
    list_filter = ["state", HoldFilter, "currency"]
    search_fields = ["ref", "payable", "intent", "session", "payer__name", "payee__name"]
    list_select_related = ["payer", "payee"]
    exclude = ["session_url"]


@admin.register(Refund, Release)
class MoveAdmin(ReadOnlyAdmin):
    list_display = ["ref", "charge", "amount", "state", "stripe_id", "error"]
    list_filter = ["state"]
    search_fields = ["ref", "charge__ref", "stripe_id"]
    list_select_related = ["charge"]


class SettleForm(ActionForm):
    words = forms.CharField(label=_("How it was settled"), max_length=200, required=False)


SETTLED, TIMES = ["words", "proposed_by", "settled_by"], ["created_at", "done_at"]


@admin.register(Recovery)
class RecoveryAdmin(ReadOnlyAdmin):
    list_display = ["ref", "payee", "owed", "still", "state", *SETTLED, "error", "charge", "created_at"]
    fields = ["payee", "owed", "still", "state", *SETTLED, "error", "charge", "dispute", "stripe_id", *TIMES]
    readonly_fields = ["payee", "owed", "still", "settled_by"]
    list_filter = ["state"]
    search_fields = ["ref", "charge__ref", "charge__payee__name"]
    list_select_related = ["charge__payee", "dispute", "proposed_by", "by"]
    action_form = SettleForm
    actions = ["settle_outside", "take_back_proposal"]

    @admin.display(description=_("Supplier"))
    def payee(self, row: Recovery) -> str:
        return str(row.charge.payee)

    @admin.display(description=_("Owed back"), ordering="amount")
    def owed(self, row: Recovery) -> str:
        return format_money(row.money)

    @admin.display(description=_("Still owed"))
    def still(self, row: Recovery) -> str:
        return format_money(row.left)

    @admin.display(description=_("Settled by"))
    def settled_by(self, row: Recovery) -> str:
        return str(row.by or "-")

    def has_settle_permission(self, request: Any) -> bool:
        return can_settle_debt(request.actor)

    @admin.action(description=_("Settled otherwise: say how, or confirm what another has said"), permissions=["settle"])
    def settle_outside(self, request: Any, queryset: Any) -> None:
        words = request.POST.get("words", "")
        self.each(request, queryset, lambda row: row.settle_outside(request.actor, words))

    @admin.action(description=_("Take back what was proposed"), permissions=["settle"])
    def take_back_proposal(self, request: Any, queryset: Any) -> None:
        self.each(request, queryset, lambda row: row.take_back_proposal(request.actor))

    def each(self, request: Any, queryset: Any, act: Callable[[Recovery], None]) -> None:
        """Of several the one that is refused holds up no other."""
        for row in queryset:
            try:
                act(row)
            except Refused as problem:
                self.message_user(request, f"{row.ref}: {problem.message}", messages.ERROR)
            else:
                waits = row.is_open and row.proposed_by_id
                words = _("A second person has to confirm it.") if waits else row.get_state_display()
                self.message_user(request, f"{row.ref}: {words}", messages.SUCCESS)


@admin.register(StripeEvent)
class StripeEventAdmin(ReadOnlyAdmin):
    list_display = ["event_id", "type", "account", "state", "received_at"]
    list_filter = ["state", "type"]
    search_fields = ["event_id"]
    exclude = ["payload"]


@admin.register(Difference)
class DifferenceAdmin(ReadOnlyAdmin):
    list_display = ["kind", "ref", "stripe_id", "detail", "found_at", "gone_at"]
    list_filter = ["kind", ("gone_at", WhetherOver)]
    search_fields = ["ref", "stripe_id"]


@admin.register(PayAccount, Subscription)
class OfCompanyAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "company"]
    search_fields = ["company__name"]
    list_select_related = ["company"]


@admin.register(Dispute)
class DisputeAdmin(ReadOnlyAdmin):
    list_display = ["stripe_id", "charge", "status", "reason", "amount", "currency", "opened_at", "closed_at"]
    list_select_related = ["charge"]


@admin.register(Plan)
class PlanAdmin(admin.ModelAdmin):
    list_display = ["slug", "name", "amount", "currency", "price", "is_offered"]
