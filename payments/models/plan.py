"""What a company pays the programme for: nothing, or a supporter's plan by Stripe Billing."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, override
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


class PlanQuerySet(models.QuerySet["Plan"]):
    def offered(self) -> "PlanQuerySet":
        """What can be chosen today: a plan that costs something needs its price at Stripe."""
        return self.filter(models.Q(amount=0) | ~models.Q(price=""), is_offered=True)


class Plan(models.Model):
    """A plan that can be had; `price` is its id at Stripe, empty for the free one."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=60)
    price = models.CharField(max_length=255, blank=True)
    amount = AmountField(default=0)
    currency = CurrencyField(default="USD")
    is_offered = models.BooleanField(default=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["amount"]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The names of the two that every portal begins with are words of ours."""
        return str({"Free": _("Free"), "Supporter": _("Supporter")}.get(self.name, self.name))

    @property
    def money(self) -> Money:
        return Money(self.amount, get_currency(self.currency))


KEYS_LAST = timedelta(hours=20)  # Stripe keeps them for at least 24


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def visible_to(self, actor: Actor) -> "SubscriptionQuerySet":
        return self.filter(company=actor.company_id) if actor.company else self.none()

    def begun(self) -> "SubscriptionQuerySet":
        """A page was asked for, and nobody knows yet what became of it."""
        return self.filter(asked_at__isnull=False)

    def living(self) -> "SubscriptionQuerySet":
        return self.filter(status__in=Subscription.LIVING)


class Subscription(models.Model):
    class Status(models.TextChoices):
        NONE = "none", _("not paid yet")
        INCOMPLETE = "incomplete", _("waiting for the first payment")
        EXPIRED = "incomplete_expired", _("not paid")
        TRIALING = "trialing", _("on trial")
        ACTIVE = "active", _("active")
        PAST_DUE = "past_due", _("payment failed")
        UNPAID = "unpaid", _("not paid")
        PAUSED = "paused", _("paused")
        CANCELED = "canceled", _("ended")

    # At Stripe it is there: a second one beside it would be paid for twice.
    LIVING = frozenset({"active", "trialing", "past_due", "unpaid", "paused"})

    company = models.OneToOneField(Company, models.PROTECT, related_name="subscription")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="subscriptions")
    status = models.CharField(max_length=20, choices=Status, default=Status.NONE)
    customer = models.CharField(max_length=255, blank=True)
    stripe_id = models.CharField(max_length=255, blank=True)
    attempt = models.PositiveIntegerField(default=1)
    as_of = models.DateTimeField(null=True)
    period_end = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    # The page that is open: what Stripe is asked with must be the same each time it is asked.
    asked_at = models.DateTimeField(null=True)
    price = models.CharField(max_length=255, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    locale = models.CharField(max_length=10, blank=True)
    session = models.CharField(max_length=255, blank=True)
    session_url = models.TextField(blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")

    def __str__(self) -> str:
        return f"{self.company}: {self.plan} ({self.status})"

    @property
    def is_living(self) -> bool:
        return self.status in self.LIVING

    @property
    def is_paid_up(self) -> bool:
        """Then it goes on by itself; else it waits for somebody of the company."""
        return self.status in {self.Status.ACTIVE, self.Status.TRIALING}

    def as_words(self) -> str:
        """The plan and how it stands, in one line."""
        if self.is_living and self.ends_at:
            day = date_format(timezone.localtime(self.ends_at), "DATE_FORMAT")
            return gettext("%(plan)s, ends on %(day)s") % {"plan": self.plan.label, "day": day}
        return f"{self.plan.label}, {self.get_status_display()}"

    # Choosing ------------------------------------------------------------------------------------------------------

    @classmethod
    def begin(cls, plan: Plan, by: Actor) -> str:
        """The address where the plan is paid for. Raises WrongState for who has one, Refused for what costs nothing.

        As with charges the row is committed before Stripe is asked, under a key made from it; a page that is open
        is shown again, or closed before another plan is asked for, so that no company pays for two.
        """
        require(can_manage_pay_account(by), _("Your role may not choose a plan."))
        if not plan.price or not plan.is_offered:
            raise Refused(_("This plan cannot be chosen now."))
        row, _made = cls.objects.get_or_create(company=by.company, defaults={"plan": plan})
        row.settle()
        if row.asked_at and row.plan_id != plan.pk:
            gateway.expire(row.session)
            row.settle()
        row.ask_for(plan, by)
        row.open_page()
        return row.session_url

    def ask_for(self, plan: Plan, by: Actor) -> None:
        with locked(self):
            if self.is_living:
                raise WrongState(_("Your company has a plan already; change it in the customer portal."))
            if self.asked_at and self.plan_id == plan.pk:
                return
            if self.asked_at:
                raise WrongState(_("A colleague chose another plan in this moment. Please look again."))
            self.plan, self.price, self.email, self.locale = plan, plan.price, by.user.email, gateway.reading_language()
            self.attempt, self.asked_at, self.session, self.session_url = self.attempt + 1, timezone.now(), "", ""
            self.save()
            record("subscription.begun", self, by=by)

    def open_page(self) -> None:
        """Ask Stripe for the page, and keep its address. Asked again, Stripe gives the same page."""
        if self.session or not self.asked_at:
            return
        try:
            page = gateway.subscription_checkout(
                key=f"subscription-{self.pk}-{self.attempt}",
                price=self.price,
                customer=self.customer or None,
                customer_email=self.email,
                locale=self.locale,
                success_url=plan_url() + "?from=stripe",
                cancel_url=plan_url(),
                metadata={"subscription": str(self.pk)},
            )
        except gateway.GatewayRefused:
            self.forget_page()  # such as for a price that is not there: asked with other words it may do it
            raise
        with locked(self):
            if self.asked_at and not self.session:
                self.session, self.session_url = page.id, page.url
                self.save(update_fields=["session", "session_url"])

    def settle(self) -> None:
        """Ask Stripe what became of the page, and how the subscription stands; any number of times, in any order."""
        if self.asked_at and not self.session and timezone.now() - self.asked_at > KEYS_LAST:
            self.forget_page()  # nobody was led to it, and Stripe may have forgotten the key
        if self.asked_at:
            self.open_page()
            page = gateway.session(self.session)
            if page.status == "complete" and page.subscription:
                self.take_in(gateway.subscription(page.subscription))
            elif page.status == "expired":
                self.forget_page()
        elif self.stripe_id:
            self.take_in(gateway.subscription(self.stripe_id))

    def settle_as(self, stripe_id: str) -> None:
        """Stripe names a subscription as this company's."""
        self.take_in(gateway.subscription(stripe_id))

    def forget_page(self) -> None:
        with locked(self):
            self.close_page()
            self.save(update_fields=["asked_at", "session", "session_url", "email"])

    def close_page(self) -> None:
        """Nothing is waited for any more; and the address of who chose is kept no longer than its page was open."""
        self.asked_at, self.session, self.session_url, self.email = None, "", "", ""

    def take_in(self, found: gateway.PlanState) -> None:
        """How it stands at Stripe now. What has ended stays so; a second one that lives is for staff to end."""
        from payments.models.difference import Difference

        with locked(self):
            lives = found.status in self.LIVING
            if self.stripe_id not in {"", found.id} and (self.is_living or not lives):
                if lives:
                    Difference.note(Difference.Kind.SECOND, found.id, "", f"{self.company}: beside {self.stripe_id}")
                return
            if self.stripe_id == found.id and self.status == self.Status.CANCELED:
                return
            before = self.status, self.ends_at
            self.status, self.as_of = found.status[:20], timezone.now()
            self.stripe_id, self.customer = found.id, found.customer or self.customer
            self.period_end, self.ends_at = found.period_end, found.ends_at
            self.plan = Plan.objects.filter(price=found.price).exclude(price="").first() or self.plan
            self.close_page()
            self.save()
            if before != (self.status, self.ends_at):
                record("subscription.changed", self, status=self.status, company=self.company_id)

    # Looking after it ----------------------------------------------------------------------------------------------

    def portal(self, by: Actor) -> str:
        """Stripe's own page, where cards, receipts and the end of the plan are looked after."""
        require(can_manage_pay_account(by) and by.acts_for(self.company_id), _("Your role may not change the plan."))
        if not self.customer:
            raise Refused(_("There is no plan to look after yet."))
        return gateway.portal_session(self.customer, plan_url() + "?from=stripe", gateway.reading_language())


def plan_url() -> str:
    """The same in whatever language it is asked: Stripe is asked with the same words for the same key."""
    with override(settings.LANGUAGE_CODE):
        return settings.SITE_URL + reverse("payments:plan")
