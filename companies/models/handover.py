"""Handing a company over: the old owner steps down when the new one has accepted, never before."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from companies.models.company import Company
from companies.models.membership import Membership, as_of_now, people_locked
from companies.permissions import POWERS, can_hand_over
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.live import push
from portal.core.permissions import Refused, WrongState, require
from portal.core.refs import new_ref
from portal.core.states import locked


def handover_ref() -> str:
    return new_ref("X")


class HandoverQuerySet(models.QuerySet["Handover"]):
    def visible_to(self, actor: Actor) -> "HandoverQuerySet":
        """Those of the acting company: for the two it is between, and for its owners."""
        if actor.company is None or actor.user is None:
            return self.none()
        own = self.filter(company_id=actor.company_id)
        if actor.may("transfer_ownership"):
            return own
        return own.filter(models.Q(giver=actor.user_id) | models.Q(receiver=actor.user_id))

    def open(self) -> "HandoverQuerySet":
        return self.filter(state=Handover.State.OPEN, expires_at__gt=Now())


class Handover(models.Model):
    """One owner asks a colleague to take their place; at most one such question is open in a company."""

    class State(models.TextChoices):
        OPEN = "open", _("waits for an answer")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    VALID: ClassVar[timedelta] = timedelta(days=7)

    ref = models.CharField(max_length=16, unique=True, editable=False, default=handover_ref)
    company = models.ForeignKey(Company, models.CASCADE, related_name="handovers")
    giver = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    receiver = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company"], condition=models.Q(state="open"), name="handover_one_open"),
            models.CheckConstraint(condition=~models.Q(giver=models.F("receiver")), name="handover_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.company}: {self.giver} → {self.receiver}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN and self.expires_at > now()

    @classmethod
    def offer(cls, to: Membership, by: Actor) -> "Handover":
        """Ask a colleague. One that has expired makes room; raises Refused while another is open."""
        with people_locked(to.company_id) as company:
            to.read_anew()
            require(can_hand_over(as_of_now(by, company), company), _("Only an owner hands the company over."))
            if to.role == Membership.Role.OWNER:
                raise Refused(_("This person is an owner already. If you want to leave, you may."))
            waiting = cls.objects.filter(company=company, state=cls.State.OPEN)
            if waiting.open().exists():
                raise Refused(_("The company is being handed over already. Withdraw that first."))
            waiting.update(state=cls.State.WITHDRAWN, answered_at=now())
            handover = cls.objects.create(
                company=company, giver_id=by.user_id, receiver_id=to.user_id, expires_at=now() + cls.VALID
            )
            record("handover.offered", handover, by=by, user=to.user_id, company=company.pk)
        return handover

    def accept(self, by: Actor) -> None:
        """The receiver becomes an owner and, by that, the giver a manager.

        Raises Refused when the giver is no owner any more or the receiver no longer in the company.
        """
        with people_locked(self.company_id) as company, locked(self, self.State.OPEN):
            self.check_answer(by)
            places = {
                one.user_id: one for one in company.memberships.filter(user__in=[self.giver_id, self.receiver_id])
            }
            giver, receiver = places.get(self.giver_id), places.get(self.receiver_id)
            if receiver is None or giver is None or giver.role != Membership.Role.OWNER:
                raise Refused(_("Who wanted to hand the company over is no longer its owner."))
            if not company.is_active:
                raise Refused(_("The company is suspended; it cannot be handed over now."))
            receiver.role, giver.role = Membership.Role.OWNER, Membership.Role.MANAGER
            receiver.save(update_fields=["role"])
            giver.save(update_fields=["role"])
            giver.end_invitations(by, POWERS[giver.role])
            self.answer(self.State.ACCEPTED)
            record("membership.transferred", receiver, by=by, user=receiver.user_id, former=giver.user_id)
            for user in places:
                push(f"user.{user}", "access.changed")

    def decline(self, by: Actor) -> None:
        with people_locked(self.company_id), locked(self, self.State.OPEN):
            self.check_answer(by)
            self.answer(self.State.DECLINED)
            record("handover.declined", self, by=by, user=self.giver_id, company=self.company_id)

    def withdraw(self, by: Actor) -> None:
        """By who offered it, or another owner."""
        with people_locked(self.company_id) as company, locked(self, self.State.OPEN):
            require(can_hand_over(as_of_now(by, company), company), _("Only an owner withdraws this."))
            self.answer(self.State.WITHDRAWN)
            record("handover.withdrawn", self, by=by, user=self.receiver_id, company=self.company_id)

    def check_answer(self, by: Actor) -> None:
        require(by.user_id == self.receiver_id, _("Only the person who was asked can answer."))
        if not self.is_open:
            raise WrongState(_("The seven days to answer are over. Ask to be asked again."))

    def answer(self, state: str) -> None:
        self.state, self.answered_at = state, now()
        self.save(update_fields=["state", "answered_at"])
