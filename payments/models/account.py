"""A company's account at Stripe, to which it is paid."""

from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from payments import gateway
from payments.permissions import can_manage_pay_account
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require
from portal.core.states import locked

# https://docs.stripe.com/connect/required-verification-information
NEEDS = {
    "external_account": _("a bank account"),
    "tos_acceptance": _("your consent to Stripe's terms"),
    "business_profile": _("what your company does"),
    "business_type": _("what kind of company it is"),
    "company": _("papers and data of the company"),
    "representative": _("who represents the company"),
    "individual": _("papers of the person in charge"),
    "owners": _("who owns the company"),
    "directors": _("who directs the company"),
}


class PayAccountQuerySet(models.QuerySet["PayAccount"]):
    def visible_to(self, actor: Actor) -> "PayAccountQuerySet":
        return self.filter(company=actor.company_id) if actor.company else self.none()

    def awaited(self) -> "PayAccountQuerySet":
        """Of which Stripe is going to say something soon."""
        return self.filter(state__in=[PayAccount.State.ONBOARDING, PayAccount.State.CHECKING])


class PayAccount(models.Model):
    class State(models.TextChoices):
        NONE = "none", _("not connected")
        ONBOARDING = "onboarding", _("Stripe still asks for something")
        CHECKING = "checking", _("being checked by Stripe")
        RESTRICTED = "restricted", _("restricted by Stripe")
        REJECTED = "rejected", _("refused by Stripe")
        ENABLED = "enabled", _("ready to be paid")

    company = models.OneToOneField(Company, models.PROTECT, related_name="pay_account")
    account = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.NONE)
    requirements = models.JSONField(default=list)
    email = models.EmailField(max_length=254, blank=True)
    attempt = models.PositiveSmallIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    checked_at = models.DateTimeField(null=True)

    objects = PayAccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("account at Stripe")
        verbose_name_plural = _("accounts at Stripe")
        constraints = [
            models.UniqueConstraint(fields=["account"], condition=~models.Q(account=""), name="pay_account_once"),
            models.CheckConstraint(
                condition=models.Q(state="none") | ~models.Q(account=""), name="pay_account_has_account"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company}: {self.get_state_display()}"

    @property
    def needs(self) -> list[str]:
        """What Stripe asks for, in words; what has no words of ours stands as Stripe writes it."""
        return list(dict.fromkeys(str(NEEDS.get(name.split(".")[0], name)) for name in self.requirements))

    @property
    def asks(self) -> bool:
        """Whether there is something for the company to do at Stripe."""
        if self.state in {self.State.NONE, self.State.ONBOARDING, self.State.RESTRICTED}:
            return True
        return self.state == self.State.ENABLED and bool(self.requirements)

    @classmethod
    def ready_of(cls, company: Company) -> "PayAccount":
        """Raises Refused unless the company can be paid."""
        found = cls.objects.filter(company=company, state=cls.State.ENABLED).first()
        if found is None:
            raise Refused(
                _("%(company)s cannot be paid by card yet. Please agree on another way.") % {"company": company}
            )
        return found

    @classmethod
    def connect(cls, by: Actor) -> str:
        """The address where Stripe asks the company for what it must know; the row is there before Stripe is asked."""
        require(can_manage_pay_account(by), _("Your role may not connect an account."))
        with transaction.atomic(durable=True):
            row, made = cls.objects.get_or_create(company=by.company, defaults={"email": by.user.email})
            if made:
                record("pay_account.begun", row, by=by)
        if row.state == cls.State.REJECTED:
            raise Refused(_("Stripe has refused this account. Its support tells you why, and what can be done."))
        row.open_account()
        url: str = gateway.account_link(row.account, page_url(), page_url() + "?from=stripe")
        return url

    def open_account(self) -> None:
        if self.account:
            return
        made = gateway.account(
            key=f"account-{self.pk}-{self.attempt}",
            email=self.email,
            country=self.company.country,
            company_name=self.company.name,
        )
        with locked(self):
            if not self.account:
                self.account, self.state = made.id, self.State.ONBOARDING
                self.save(update_fields=["account", "state"])

    def settle(self) -> None:
        """Ask Stripe what the account may do by now."""
        if not self.account:
            return
        found = gateway.account_state(self.account)
        with locked(self):
            before = self.state
            self.state, self.checked_at = state_of(found), timezone.now()
            self.requirements = list(found.requirements or [])
            self.save(update_fields=["state", "requirements", "checked_at"])
            if self.state != before:
                record("pay_account.changed", self, state=self.state, company=self.company_id)


def state_of(found: Any) -> str:
    """https://docs.stripe.com/api/accounts/object#account_object-requirements-disabled_reason"""
    if found.charges_enabled and found.payouts_enabled:
        return PayAccount.State.ENABLED
    if found.disabled_reason.startswith("rejected"):
        return PayAccount.State.REJECTED
    if not found.details_submitted:
        return PayAccount.State.ONBOARDING
    return PayAccount.State.RESTRICTED if found.requirements else PayAccount.State.CHECKING


def page_url() -> str:
    return settings.SITE_URL + reverse("payments:home")
