"""What the partners agree on, in versions that never change; a newer one takes the consents to the older one back."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.initiatives import permissions as rules
from community.initiatives.models.initiative import Initiative
from community.initiatives.models.initiative_rows import OPEN
from community.initiatives.models.partner import InitiativePartner
from companies.models import Company, User
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, WrongState, require
from portal.core.states import locked

MAX_TEXT = 20_000  # characters


class ChangedMeanwhile(WrongState):
    """Somebody has written a newer text since the form was opened; what was typed is still in the form."""


class InitiativeAgreement(models.Model):
    """One version of the text; `author` is the writer's name as it was then."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="agreements")
    number = models.PositiveIntegerField()
    body = models.TextField(_("agreement"), max_length=MAX_TEXT)
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    author = models.CharField(max_length=300)
    created_at = models.DateTimeField(default=timezone.now)

    objects = models.Manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "number"], name="initiative_agreement_number_once"),
            models.CheckConstraint(condition=~models.Q(body=""), name="initiative_agreement_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id}/{self.number}"

    @classmethod
    def latest(cls, initiative: Initiative) -> "InitiativeAgreement | None":
        rows = cls.objects.filter(initiative=initiative).select_related("company", "user")
        return rows.prefetch_related("consents__partner__company").first()

    @classmethod
    def write(
        cls, initiative: Initiative, body: str, by: Actor, was: int, withdraws: bool = False
    ) -> "InitiativeAgreement":
        """A new version in place of version `was` (0: none), to which its writer's company consents by writing it.

        Raises ChangedMeanwhile when another partner has written since, and Refused where others have consented and
        the writer has not said that their consents go.
        """
        with locked(initiative, *OPEN):
            require(rules.can_work_on_initiative(by, initiative), _("Only partners write the agreement."))
            last = cls.latest(initiative)
            if (last.number if last else 0) != was:
                raise ChangedMeanwhile(gettext("The agreement was changed meanwhile. Your words are still here."))
            if last and last.body == body:
                return last
            withdrawn = last.withdraw(by, withdraws) if last else []
            version = cls.objects.create(
                initiative=initiative,
                number=was + 1,
                body=body,
                company=by.company,
                user=by.user,
                author=str(by.user or by.company)[:300],
            )
            record("initiative.agreement_written", initiative, by=by, version=version.number, withdrawn=withdrawn)
            version.put_consent(by)
            initiative.settle(by)
        return version

    def withdraw(self, by: Actor, is_meant: bool) -> list[int]:
        """The consents to it hold no longer; returns whose they were. Raises Refused unless it is meant."""
        standing = self.consents.standing()
        companies = sorted(standing.values_list("partner__company_id", flat=True))
        if not is_meant and set(companies) - {by.company_id}:
            raise Refused(
                gettext("Others have consented to this text. Say that their consents may go, or leave it as it is.")
            )
        standing.update(withdrawn_at=timezone.now())
        return companies

    def consent(self, by: Actor) -> "InitiativeConsent":
        """The acting company agrees to this version and no other; once. Raises WrongState when there is a newer one."""
        with locked(self.initiative, *OPEN):
            allowed = rules.can_work_on_initiative(by, self.initiative)
            require(allowed, _("Only partners consent, in a role that speaks for the company in communities."))
            if InitiativeAgreement.objects.filter(initiative=self.initiative_id, number__gt=self.number).exists():
                raise WrongState(gettext("The agreement was changed meanwhile. Read it again before you consent."))
            known = self.consents.standing().filter(partner__company=by.company_id).first()
            if known is not None:
                return known
            given = self.put_consent(by)
            record("initiative.consented", self.initiative, by=by, version=self.number)
            self.initiative.settle(by)
        return given

    def put_consent(self, by: Actor) -> "InitiativeConsent":
        partner = InitiativePartner.objects.get(initiative=self.initiative_id, company=by.company_id)
        return self.consents.create(partner=partner, user=by.user, signer=str(by.user or by.company)[:300])

    def take_back(self, by: Actor) -> None:
        """The acting company's consent, while the initiative has not started."""
        with locked(self.initiative, *OPEN):
            require(rules.can_work_on_initiative(by, self.initiative), _("Only partners take their consent back."))
            given = self.consents.standing().filter(partner__company=by.company_id)
            if given.update(withdrawn_at=timezone.now()):
                record("initiative.consent_taken_back", self.initiative, by=by, version=self.number)
                self.initiative.settle(by)


class ConsentQuerySet(models.QuerySet["InitiativeConsent"]):
    def standing(self) -> "ConsentQuerySet":
        return self.filter(withdrawn_at=None)


class InitiativeConsent(models.Model):
    """A partner's consent to one version, with the name of who gave it; taken back it stays as a fact of the past."""

    agreement = models.ForeignKey(InitiativeAgreement, models.CASCADE, related_name="consents")
    partner = models.ForeignKey(InitiativePartner, models.CASCADE, related_name="consents")
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    signer = models.CharField(max_length=300)
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "partner"],
                condition=models.Q(withdrawn_at=None),
                name="initiative_consent_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.partner_id} to {self.agreement_id}"
