"""Two people of staff take a checked firm out of the market: one proposes it, another confirms."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.models.company import Company
from companies.models.suspension import Suspension
from companies.permissions import can_suspend_company
from portal.core.actor import Actor
from portal.core.by_two import ByTwo, two_people
from portal.core.events import record
from portal.core.permissions import WrongState, require
from portal.core.refs import new_ref
from portal.core.states import locked


def proposal_ref() -> str:
    return new_ref("SP")


class ProposalQuerySet(models.QuerySet["SuspensionProposal"]):
    def visible_to(self, actor: Actor) -> "ProposalQuerySet":
        """Staff alone: the firm is told when it happens."""
        return self if actor.is_staff and actor.through is None else self.none()

    def open(self) -> "ProposalQuerySet":
        return self.filter(state=SuspensionProposal.State.OPEN)


class SuspensionProposal(ByTwo):
    """Open → confirmed by another person, and the firm is suspended; declined by another; or withdrawn by the first."""

    ref = models.CharField(max_length=16, unique=True, editable=False, default=proposal_ref)
    company = models.ForeignKey(Company, models.CASCADE, related_name="suspension_proposals")
    reason = models.CharField(_("reason"), max_length=16, choices=Suspension.Reason)
    words = models.TextField(_("what the company is told"), max_length=2000)
    suspension = models.OneToOneField(Suspension, models.SET_NULL, null=True, related_name="proposal")

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal to suspend")
        verbose_name_plural = _("proposals to suspend")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["company"], condition=Q(state="open"), name="suspension_proposed_once"),
            *two_people("suspension"),
        ]

    def __str__(self) -> str:
        return f"{self.company}: {self.get_reason_display()}"

    @classmethod
    def propose(cls, company: Company, by: Actor, reason: str, words: str) -> "SuspensionProposal":
        """Raises PermissionDenied without the permission, WrongState where one waits, or the firm is off the market."""
        with locked(company):
            require(can_suspend_company(by, company), _("You may not suspend this company."))
            if not company.is_active:
                raise WrongState(_("This company is not active already. Nothing was done twice."))
            if cls.objects.open().filter(company=company).exists():
                raise WrongState(_("This was proposed already, and waits for a second person. Nothing was done twice."))
            made = cls.objects.create(company=company, reason=reason, words=words, proposed_by=by.user)
            record("suspension.proposed", made, by=by.as_staff(), reason=reason)
        return made

    def can_be_decided_by(self, actor: Actor) -> bool:
        return can_suspend_company(actor, self.company) and actor.user_id != self.proposed_by_id

    def confirm(self, by: Actor) -> Suspension:
        """The firm is suspended, in the words of the proposal. Raises PermissionDenied for who proposed it."""
        company = self.company
        with locked(company), locked(self, self.State.OPEN):
            require(self.can_be_decided_by(by), _("A second member of staff confirms this, not who proposed it."))
            suspension = Suspension.start(company, by, self.reason, self.words, proposed_by=self.proposed_by)
            self.decide(self.State.CONFIRMED, by, suspension=suspension)
        return suspension

    def decline(self, by: Actor) -> None:
        with locked(self, self.State.OPEN):
            require(
                self.can_be_decided_by(by), _("A second member of staff declines this; who proposed it withdraws it.")
            )
            self.decide(self.State.DECLINED, by)

    def withdraw(self, by: Actor) -> None:
        with locked(self, self.State.OPEN):
            own = can_suspend_company(by, self.company) and by.user_id == self.proposed_by_id
            require(own, _("Only who proposed it takes it back."))
            self.decide(self.State.WITHDRAWN, by)

    def tell(self, by: Actor) -> None:
        record(f"suspension.proposal_{self.state}", self, by=by.as_staff())
