"""The account that a company is paid to, guarded against those who would have the money sent elsewhere.

The payee bears the name of the company that was checked. An account counts once a second person of the company has
approved it, or, where there is no second one, a code from a letter to the mailbox of who entered it was typed in; a
changed one counts 72 hours after it was entered at the earliest. Every partner with an open deal is told when it is
entered.
"""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.models import Company, Membership
from companies.permissions import POWERS
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, WrongState, require
from portal.core.refs import ALPHABET, new_ref
from portal.core.states import locked
from trade.orders.models import Order
from trade.settling.naming import is_same_name
from trade.settling.permissions import can_change_payee_account, can_see_payee_account

WAIT = timedelta(hours=72)
TRIES = 5
ROLES = [role for role, powers in POWERS.items() if "edit_company" in powers]


def account_ref() -> str:
    return new_ref("BA")


class PayeeAccountQuerySet(models.QuerySet["PayeeAccount"]):
    def visible_to(self, actor: Actor) -> "PayeeAccountQuerySet":
        return self.filter(company_id=actor.company_id) if can_see_payee_account(actor) else self.none()

    def in_force(self, company: Company) -> "PayeeAccount | None":
        """The one that money may be sent to; None too when the company's checked name is another by now."""
        found = self.filter(company=company, state=PayeeAccount.State.IN_FORCE).first()
        return found if found is not None and found.is_of_company(company) else None

    def waiting(self, company: Company) -> "PayeeAccount | None":
        return self.filter(company=company, state=PayeeAccount.State.WAITING).first()


class PayeeAccount(models.Model):
    """waiting → in force → replaced by the next; or stopped by anybody of the company who may change it."""

    class State(models.TextChoices):
        WAITING = "waiting", gettext_lazy("Waiting")
        IN_FORCE = "in_force", gettext_lazy("In force")
        REPLACED = "replaced", gettext_lazy("Replaced")
        STOPPED = "stopped", gettext_lazy("Stopped")

    ref = models.CharField(max_length=16, unique=True, editable=False, default=account_ref)
    company = models.ForeignKey(Company, models.PROTECT, related_name="+")
    holder = models.CharField(gettext_lazy("payee"), max_length=200)
    country = models.CharField(gettext_lazy("country of the bank"), max_length=2)
    bank = models.CharField(gettext_lazy("bank"), max_length=120)
    iban = models.CharField(gettext_lazy("IBAN"), max_length=34, blank=True)
    number = models.CharField(gettext_lazy("account number"), max_length=40, blank=True)
    bic = models.CharField(gettext_lazy("SWIFT code (BIC)"), max_length=11, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    earliest = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_how = models.CharField(max_length=8, blank=True)  # person or code
    code = models.CharField(max_length=128, blank=True)  # hashed
    tries = models.PositiveSmallIntegerField(default=0)
    in_force_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = PayeeAccountQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("payee account")
        verbose_name_plural = gettext_lazy("payee accounts")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["company"], condition=Q(state="in_force"), name="payee_one_in_force"),
            models.UniqueConstraint(fields=["company"], condition=Q(state="waiting"), name="payee_one_waiting"),
            models.CheckConstraint(
                condition=~Q(state="in_force") | Q(approved_at__isnull=False, in_force_at__gte=models.F("earliest")),
                name="payee_in_force_is_approved",
            ),
            models.CheckConstraint(condition=~Q(iban="") | ~Q(number="") & ~Q(bic=""), name="payee_can_be_paid"),
        ]

    def __str__(self) -> str:
        return f"{self.holder} {self.shown}"

    @property
    def shown(self) -> str:
        """In groups of four, as IBANs are printed."""
        return " ".join(self.iban[at : at + 4] for at in range(0, len(self.iban), 4)) or self.number

    def is_of_company(self, company: Company) -> bool:
        return company.is_verified and is_same_name(self.holder, company.legal_name or company.name, company.local_name)

    @classmethod
    def enter(cls, by: Actor, company: Company, **fields: str) -> "PayeeAccount":
        """Name the account to be paid to. It waits; raises PermissionDenied, or Refused with what is not right.

        The first account of a company without open orders may count as soon as it is approved; any other waits.
        """
        require(can_change_payee_account(by, company), _("Only an owner or a manager, in person, names the account."))
        with locked(company, field="is_active"):
            new = cls(company=company, user=by.user, **fields)
            if not company.is_verified:
                raise Refused(_("First have your company’s registration checked: the payee must bear its name."))
            if not new.is_of_company(company):
                raise Refused(_("The payee must be the company itself, by the name that was checked."))
            if cls.objects.waiting(company) is not None:
                raise WrongState(_("Another change waits already. Stop it first."))
            known = cls.objects.filter(company=company).exclude(in_force_at=None).exists()
            waits = known or Order.objects.open().sold_by(company.pk).exists()
            new.earliest = new.created_at + WAIT if waits else new.created_at
            new.save()
            record("payee_account.entered", new, by=by, waits=waits)
        return new

    def second_people(self) -> Any:
        """Who may approve it: owners and managers beside who entered it, who were in the company 72 hours before."""
        old = self.created_at - WAIT
        rows = Membership.objects.filter(company=self.company, role__in=ROLES, user__is_active=True)
        return rows.filter(created_at__lte=old).exclude(user_id=self.user_id or 0)

    def can_be_approved_by(self, actor: Actor) -> bool:
        if self.state != self.State.WAITING or self.approved_at or not can_change_payee_account(actor, self.company):
            return False
        return bool(self.second_people().filter(user_id=actor.user_id).exists())

    @property
    def needs_code(self) -> bool:
        return self.state == self.State.WAITING and not self.approved_at and not self.second_people().exists()

    def approve(self, by: Actor) -> None:
        """A second person has compared it. Raises PermissionDenied for who entered it, or came to the company since."""
        with locked(self, self.State.WAITING):
            self.check_unapproved()
            words = _("It needs another owner or manager, who was in the company before the account was entered.")
            require(self.can_be_approved_by(by), words)
            self.mark_approved(by, "person")

    def new_code(self, by: Actor) -> str:
        """A code to be sent by letter, when there is no second person; the older one is void."""
        with locked(self, self.State.WAITING):
            self.check_unapproved()
            require(can_change_payee_account(by, self.company))
            if self.second_people().exists():
                raise Refused(_("A second person of your company approves it: no code is sent."))
            if self.tries >= TRIES:
                raise Refused(_("Too many wrong codes: stop this change, and begin anew."))
            code = "".join(secrets.choice(ALPHABET) for _digit in range(8))
            self.code = make_password(code)
            self.save(update_fields=["code"])
        return code

    def approve_by_code(self, by: Actor, code: str) -> None:
        """Raises Refused for a wrong code; the attempt counts."""
        with locked(self, self.State.WAITING):
            self.check_unapproved()
            require(can_change_payee_account(by, self.company))
            if self.second_people().exists() or self.tries >= TRIES or not self.code:
                raise Refused(_("This change cannot be approved by a code."))
            is_right = check_password(code.strip().upper(), self.code)
            if is_right:
                self.mark_approved(by, "code")
            else:
                self.tries += 1
                self.save(update_fields=["tries"])
        if not is_right:
            raise Refused(_("This is not the code of the last letter."))

    def check_unapproved(self) -> None:
        if self.approved_at:
            raise WrongState(_("It was approved meanwhile. Nothing was done twice."))

    def mark_approved(self, by: Actor, how: str) -> None:
        self.approved_by, self.approved_at, self.approved_how, self.code = by.user, timezone.now(), how, ""
        self.save(update_fields=["approved_by", "approved_at", "approved_how", "code"])
        record("payee_account.approved", self, by=by, how=how)
        self.take_force(timezone.now())

    def take_force(self, now: datetime) -> bool:
        """Whether it is in force now: approved, its time is over, and the payee still is the checked company.

        To be called under the row's lock.
        """
        if self.state != self.State.WAITING or self.approved_at is None or self.earliest > now:
            return False
        with locked(self.company, field="is_active"):
            if not self.is_of_company(self.company):
                return False
            old = type(self).objects.filter(company=self.company, state=self.State.IN_FORCE)
            old.update(state=self.State.REPLACED, ended_at=now)
            self.state, self.in_force_at = self.State.IN_FORCE, now
            self.save(update_fields=["state", "in_force_at"])
            record("payee_account.in_force", self)
        return True

    def stop(self, by: Actor) -> None:
        """Anybody who may enter one stops it, waiting or in force: who doubts need not ask first."""
        require(can_change_payee_account(by, self.company), _("Only an owner or a manager, in person, stops it."))
        with locked(self, self.State.WAITING, self.State.IN_FORCE):
            self.state, self.ended_at = self.State.STOPPED, timezone.now()
            self.save(update_fields=["state", "ended_at"])
            record("payee_account.stopped", self, by=by)
