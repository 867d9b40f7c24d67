"""What a company pays the programme for: nothing, or a supporter's plan by Stripe Billing."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from moneyed import Money, get_currency

from companies.models import Company
from payments import gateway
from payments.permissions import can_manage_pay_account
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.money import AmountField, CurrencyField
from portal.core.permissions import Refused, WrongState, require
from portal.core.states import locked


class Plan(models.Model):
    """A plan that can be had; `price` is its id at Stripe, empty for the free one."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=60)
    price = models.CharField(max_length=255, blank=True)
    amount = AmountField(default=0)
    currency = CurrencyField(default="USD")
    is_offered = models.BooleanField(default=True)

    objects = models.Manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["amount"]

    def __str__(self) -> str:
        return self.name

    @property
    def money(self) -> Money:
        return Money(self.amount, get_currency(self.currency))


class Subscription(models.Model):
    LIVING = frozenset({"active", "trialing", "past_due"})

    company = models.OneToOneField(Company, models.PROTECT, related_name="subscription")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="subscriptions")
    status = models.CharField(max_length=20, default="none")
    customer = models.CharField(max_length=255, blank=True)
    stripe_id = models.CharField(max_length=255, blank=True)
    attempt = models.PositiveIntegerField(default=1)
    as_of = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = models.Manager()

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")

    def __str__(self) -> str:
        return f"{self.company}: {self.plan} ({self.status})"

    @property
    def is_living(self) -> bool:
        return self.status in self.LIVING

    @classmethod
    def begin(cls, plan: Plan, by: Actor) -> str:
        """The address where the plan is paid for. Raises WrongState for who has one, Refused for what costs nothing."""
        require(can_manage_pay_account(by), _("Your role may not choose a plan."))
        if not plan.price or not plan.is_offered:
            raise Refused(_("This plan cannot be chosen now."))
        with transaction.atomic(durable=True):
            row, _made = cls.objects.get_or_create(company=by.company, defaults={"plan": plan})
            with locked(row):
                if row.is_living:
                    raise WrongState(_("Your company has a plan already; change it in the customer portal."))
                row.plan, row.attempt = plan, row.attempt + 1
                row.save(update_fields=["plan", "attempt"])
                record("subscription.begun", row, by=by)
        page = gateway.subscription_checkout(
            key=f"subscription-{row.pk}-{row.attempt}",
            price=plan.price,
            customer=row.customer or None,
            customer_email=by.user.email,
            success_url=plan_url() + "?from=stripe",
            cancel_url=plan_url(),
            metadata={"subscription": str(row.pk)},
        )
        return str(page.url)

    def portal(self, by: Actor) -> str:
        """Stripe's own page, where cards, receipts and the end of the plan are looked after."""
        require(can_manage_pay_account(by) and by.acts_for(self.company_id), _("Your role may not change the plan."))
        if not self.customer:
            raise Refused(_("There is no plan to look after yet."))
        return str(gateway.portal_session(self.customer, plan_url()))

    def take_in(self, said: dict[str, Any], created: int) -> None:
        """The newest word of Stripe counts."""
        as_of = datetime.fromtimestamp(created, UTC)
        with locked(self):
            if self.as_of is not None and as_of < self.as_of:
                return
            before = self.status
            self.status, self.as_of = said["status"][:20], as_of
            self.stripe_id, self.customer = said["id"], said.get("customer") or self.customer
            self.save(update_fields=["status", "as_of", "stripe_id", "customer"])
            if before != self.status:
                record("subscription.changed", self, status=self.status, company=self.company_id)


def plan_url() -> str:
    return settings.SITE_URL + reverse("payments:plan")
